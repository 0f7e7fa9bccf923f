import { isOneSlip } from "#modules/places/fold.ts";
import { coreKey, nameKey } from "./names.ts";
import type { PlannedPlace, PlannedProducer } from "./plan-model.ts";

/** How much of a name's head or tail must be the same: one slip cannot touch both. */
const anchor = 5;
/** Shorter names differ by a letter without being one. */
const leastSlipped = 8;
const mostOffered = 4;

/**
 * Producers that may be one and the same although their names are not: one name in two communes,
 * one name with and without words for the business, one letter apart. Nothing is joined here.
 */
export class Alike {
  readonly #by = new Map<string, Named[]>();

  add(producer: PlannedProducer): void {
    const named = { ...keysOf(producer.name), producer };
    for (const place of shelvesOf(named, producer.place.provinceCode)) {
      const before = this.#by.get(place);
      if (before) before.push(named);
      else this.#by.set(place, [named]);
    }
  }

  /** Those that this name at this place may mean, likeliest first. */
  to(name: string, place: PlannedPlace): PlannedProducer[] {
    const keys = keysOf(name);
    const near = shelvesOf(keys, place.provinceCode).flatMap((shelf) => this.#by.get(shelf) ?? []);
    return [...new Set(near)]
      .filter((one) => isAlike(one, keys, place))
      .slice(0, mostOffered)
      .map(({ producer }) => producer);
  }
}

type Keys = { readonly whole: string; readonly core: string; readonly figures: string };
type Named = Keys & { readonly producer: PlannedProducer };

function keysOf(name: string): Keys {
  const core = coreKey(name);
  return { whole: nameKey(name), core, figures: core.replace(/\D+/g, " ").trim() };
}

/** Where names lie that may be this one: by the whole, by the head and the tail of the core. */
function shelvesOf({ whole, core, figures }: Keys, provinceCode: string): string[] {
  const here = `${provinceCode}|${figures}|`;
  const ends = core === "" ? [] : [`^${core.slice(0, anchor)}`, `$${core.slice(-anchor)}`];
  return [`=${whole}`, ...ends].map((shelf) => here + shelf);
}

function isAlike({ producer, ...one }: Named, mine: Keys, place: PlannedPlace): boolean {
  if (one.whole === mine.whole) return true;
  const { isCommune, path } = producer.place;
  if (isCommune && place.isCommune && path !== place.path) return false;
  if (one.core === mine.core) return mine.core.includes(" ");
  const shortest = Math.min(one.core.length, mine.core.length);
  return shortest >= leastSlipped && isOneSlip(mine.core, one.core);
}
