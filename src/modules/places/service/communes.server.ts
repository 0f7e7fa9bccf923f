import type { Db } from "#core/database/connection.ts";
import { currentVersion, type UnitRef } from "../model.ts";
import { nameInSentence } from "../rules.ts";
import { findUnits, keyOfRef } from "./units.server.ts";
import { listPlaces, type Located, locateUnits, type Successors } from "./views.server.ts";

/** A commune of today to choose: its code, and its name with its province's. */
export type CommuneOption = { value: string; label: string };

/** The most communes that a typed name offers: the parts of a former one besides. */
const mostOptions = 12;

/**
 * Communes of today that a typed name may mean, best first; none for an empty text. A name from
 * before July 2025 finds what its commune became, every candidate where it was divided, and the
 * label says so.
 */
export async function findCommunes(db: Db, text: string): Promise<CommuneOption[]> {
  const typed = text.trim().slice(0, 120);
  if (typed === "") return [];
  const hits = await listPlaces(db, { text: typed, level: "commune", limit: 16 });
  const options = new Map<string, CommuneOption>();
  for (const hit of hits)
    for (const option of hit.today === null ? [optionOf(hit)] : successorsOf(hit, hit.today))
      if (!options.has(option.value)) options.set(option.value, option);
  return [...options.values()].slice(0, mostOptions);
}

/**
 * The commune that a form means by a typed name and a choice beside it: the chosen one if the name
 * may mean it, else the only one that it can mean; the choice alone where nothing was typed.
 * Undefined: it is still to be chosen.
 */
export async function meantCommune(
  db: Db,
  { typed, chosen }: { readonly typed: string; readonly chosen: string | undefined },
): Promise<string | undefined> {
  if (typed.trim() === "") return chosen;
  const options = await findCommunes(db, typed);
  if (options.some(({ value }) => value === chosen)) return chosen;
  return options.length === 1 ? options[0]?.value : undefined;
}

/** What a former commune is today. */
function successorsOf({ unit: former, parents }: Located, of: Successors): CommuneOption[] {
  const { outcome, units } = of;
  const was = outcome === "divided" ? "trước có một phần là" : "trước là";
  const name = [nameInSentence(former), ...parents.map((parent) => parent.name)].join(", ");
  return units.map((unit) => {
    const option = optionOf(unit);
    return { ...option, label: `${option.label} (${was} ${name})` };
  });
}

function optionOf({ unit, parents }: Located): CommuneOption {
  return {
    value: unit.code,
    label: [unit.fullName, ...parents.map(({ name }) => name)].join(", "),
  };
}

/** The commune of today that a code names, with its path; undefined when there is none. */
export async function findCommune(
  db: Db,
  code: string,
): Promise<(CommuneOption & { path: string }) | undefined> {
  const ref: UnitRef = { version: currentVersion, code };
  const unit = (await findUnits(db, [ref])).get(keyOfRef(ref));
  if (unit?.level !== "commune") return undefined;
  const [located] = await locateUnits(db, [unit]);
  return located && { ...optionOf(located), path: unit.path };
}
