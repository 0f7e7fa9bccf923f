import { PgTransaction } from "drizzle-orm/pg-core";
import type { Db } from "#core/database/connection.ts";
import { askedOf, figureOf } from "./compute.server.ts";
import { indicatorDefinitions } from "./definitions.server.ts";
import type { Dimension, IndicatorDefinition, IndicatorFigure } from "./model.ts";
import type { Period } from "./period.ts";
import type { Scope } from "./scope.server.ts";

/** A figure with its definition. */
export type DefinedFigure = IndicatorFigure & { readonly definition: IndicatorDefinition };

/**
 * What these indicators (all of them unless said) say of a unit and a period; see
 * `computeIndicator`. `by`: the breakdowns that are wanted, of those that an indicator has.
 */
export async function computeAll(
  db: Db,
  scope: Scope,
  period: Period,
  { ids, by }: { ids?: readonly string[]; by?: readonly Dimension[] } = {},
): Promise<DefinedFigure[]> {
  const asked = await askedOf(db, period, scope);
  const definitions = [...indicatorDefinitions().values()].filter(
    ({ id }) => ids?.includes(id) ?? true,
  );
  const figure = async (definition: IndicatorDefinition) => ({
    definition,
    ...(await figureOf(db, definition, asked, by)),
  });
  // A transaction has one connection: what is asked of it at once only waits in its memory.
  if (!(db instanceof PgTransaction)) return Promise.all(definitions.map(figure));
  const figures: DefinedFigure[] = [];
  for (const definition of definitions) figures.push(await figure(definition));
  return figures;
}
