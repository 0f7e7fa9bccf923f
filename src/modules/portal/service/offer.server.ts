import type { Db } from "#core/database/connection.ts";
import { type CatalogueFilter, writeFilter } from "../filter.ts";
import type { PublicVersion } from "../model.ts";
import { type Counts, countFacets } from "./facets.server.ts";
import { keptUnder } from "./kept.server.ts";
import { communesOf, type Locality, provincesOfToday } from "./localities.server.ts";
import { catalogueSets } from "./sets.server.ts";

/** A choice of a filter with how many products it would leave. */
export type Choice = { readonly value: string; readonly count: number };

/** A choice that has a name of its own. */
export type NamedChoice = Choice & { readonly name: string };
export type PlaceChoice = Choice & Omit<Locality, "code">;

/** What the catalogue's filter offers; only what would leave something, or is chosen. */
export type Offer = {
  readonly sectors: readonly NamedChoice[];
  /** `key` is the set's `{regime}/{set}` in the newest decision. */
  readonly sets: readonly (NamedChoice & { readonly sector: string; readonly key: string })[];
  readonly stars: readonly Choice[];
  /** None where there is one province only. */
  readonly provinces: readonly PlaceChoice[];
  /** Of the chosen province, or of the only one. */
  readonly communes: readonly PlaceChoice[];
  readonly kinds: readonly Choice[];
  /** The latest first. */
  readonly years: readonly Choice[];
  readonly states: readonly Choice[];
};

/** The choices for a filter, counted; kept until the register changes. */
export function offerOf(
  db: Db,
  version: PublicVersion,
  filter: CatalogueFilter,
  isOnlyProvince: boolean,
): Promise<Offer> {
  const name = `offer ${isOnlyProvince} ${writeFilter(filter, { sort: null })}`;
  return keptUnder(db, version, name, async () => {
    const counted = await countFacets(db, filter, version.day);
    // Codes of sets and of provinces look the same: each list asks for its own choice.
    const offered =
      (...chosen: (string | null)[]) =>
      ({ value, count }: Choice) =>
        count > 0 || chosen.includes(value);
    const sets = catalogueSets();
    const sectors = new Map(sets.map(({ sector, sectorName }) => [sector, sectorName]));
    const places = (known: readonly Locality[], counts: Counts): PlaceChoice[] =>
      known
        .map(({ code, ...unit }) => ({ value: code, count: counts.get(code) ?? 0, ...unit }))
        .filter(offered(filter.province, filter.commune));
    return {
      sectors: [...sectors]
        .map(([value, own]) => ({ value, name: own, count: counted.sectors.get(value) ?? 0 }))
        .filter(offered(filter.sector)),
      sets: sets
        .filter(({ sector }) => filter.sector === null || sector === filter.sector)
        .map(({ code, title, sector, keys: [key = ""] }) => ({
          value: code,
          key,
          name: title,
          sector,
          count: counted.sets.get(code) ?? 0,
        }))
        .filter(offered(filter.set)),
      stars: descending(counted.stars),
      provinces: isOnlyProvince
        ? []
        : places(await provincesOfToday(db, version), counted.provinces),
      communes:
        filter.province === null
          ? []
          : places(await communesOf(db, version, filter.province), counted.communes),
      kinds: choices(counted.kinds),
      years: descending(counted.years),
      states: choices(counted.states),
    };
  });
}

function choices(counts: Counts): Choice[] {
  return [...counts].map(([value, count]) => ({ value, count }));
}

function descending(counts: Counts): Choice[] {
  return choices(counts).toSorted((a, b) => Number(b.value) - Number(a.value));
}
