import { councilsAccess } from "./access/councils.ts";
import { cycleAccess } from "./access/cycle.ts";
import { dossiersAccess } from "./access/dossiers.ts";
import { exchangeAccess } from "./access/exchange.ts";
import { marketAccess } from "./access/market.ts";
import { peopleAccess } from "./access/people.ts";
import { placesAccess } from "./access/places.ts";
import { planningAccess } from "./access/planning.ts";
import { portalAccess } from "./access/portal.ts";
import { producersAccess } from "./access/producers.ts";
import { productsAccess } from "./access/products.ts";
import { programAccess } from "./access/program.ts";
import { recognitionAccess } from "./access/recognition.ts";
import { rulebooksAccess } from "./access/rulebooks.ts";
import type { Entry } from "./access/rules.ts";
import { supervisionAccess } from "./access/supervision.ts";
import { supportAccess } from "./access/support.ts";
import { tracingAccess } from "./access/tracing.ts";

type Table = Readonly<Record<string, Entry>>;

/**
 * The tables of the modules as one.
 *
 * @throws when two of them have a line for one address: one of the two would say nothing.
 */
export function joined(tables: readonly Table[]): Table {
  const lines = tables.flatMap((table) => Object.entries(table));
  const all = Object.fromEntries(lines);
  const twice = lines.filter(([route, entry]) => all[route] !== entry).map(([route]) => route);
  if (twice.length > 0) throw new Error(`two lines for one address: ${twice.join(", ")}`);
  return all;
}

/**
 * Every address of the program, pages and interfaces, and how it answers whom. The test beside
 * this table fails for an address that has no line, and asks each one as each visitor. A new
 * address gets its line in its module's table, `tests/access/<module>.ts`.
 */
export const accessMatrix = joined([
  programAccess,
  placesAccess,
  peopleAccess,
  rulebooksAccess,
  producersAccess,
  productsAccess,
  cycleAccess,
  dossiersAccess,
  councilsAccess,
  recognitionAccess,
  supervisionAccess,
  tracingAccess,
  marketAccess,
  exchangeAccess,
  supportAccess,
  planningAccess,
  portalAccess,
]);
