import { z } from "zod";
import { producerKinds, type ProducerKind } from "#modules/producers/model.ts";
import { publicStates, type PublicState } from "./model.ts";

const kindNames = Object.keys(producerKinds) as [ProducerKind, ...ProducerKind[]];
const stateNames = Object.keys(publicStates) as [PublicState, ...PublicState[]];

/** How lists may be ordered; `relevance` is the order of a search and means nothing without one. */
export const sortOrders = ["relevance", "newest", "stars", "name"] as const;
export type SortOrder = (typeof sortOrders)[number];

/** Rows of one page of the catalogue. */
export const pageSize = 24;

const text = z
  .string()
  .max(200, "Nhiều nhất 200 ký tự.")
  // PostgreSQL knows no such character.
  .transform((value) => value.replaceAll("\0", " ").trim());

/** A choice that may be left out, and is null then. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().transform((value): z.output<Schema> | null => value ?? null);
}

/**
 * What the register can be narrowed by, as an address carries it. The interface refuses what does
 * not fit (`CatalogueFilter`); a page leaves it out (`readFilter`), so that an old or mistyped
 * address still shows something.
 */
export const filterFields = {
  q: text.default(""),
  /** Sector of the rulebook in force, by its name without diacritics: `thuc-pham`. */
  sector: maybe(z.string().regex(/^[a-z0-9-]{1,60}$/, "Tên ngành không dấu, như thuc-pham.")),
  /** Set of the rulebook in force; earlier decisions' sets that correspond to it are in it. */
  set: maybe(z.string().regex(/^\d{2}$/, "Mã bộ gồm hai chữ số.")),
  stars: maybe(z.coerce.number("Số sao là 3, 4 hoặc 5.").int().min(3).max(5)),
  /** Of today's units. */
  province: maybe(z.string().regex(/^\d{2}$/, "Mã tỉnh gồm hai chữ số.")),
  commune: maybe(z.string().regex(/^\d{5}$/, "Mã xã gồm năm chữ số.")),
  kind: maybe(z.enum(kindNames)),
  /** Year of the newest recognition. */
  year: maybe(z.coerce.number("Năm gồm bốn chữ số.").int().min(2018).max(2200)),
  /** A state of today, or `current`: every one in which the star may be shown. */
  state: maybe(z.enum(["current", ...stateNames])),
  sort: maybe(z.enum(sortOrders)),
  page: z.coerce.number("Trang là một số từ 1.").int().min(1).max(5_000).default(1),
};

export const CatalogueFilter = z.object(filterFields);
export type CatalogueFilter = z.infer<typeof CatalogueFilter>;

/** The filter that chooses everything. */
export const noFilter: CatalogueFilter = CatalogueFilter.parse({});

const Lenient = z.object(
  Object.fromEntries(
    Object.entries(filterFields).map(([name, field]) => [
      name,
      // The types of the fields differ; each falls back to its own default.
      (field as z.ZodType).catch(noFilter[name as keyof CatalogueFilter]),
    ]),
  ),
) as unknown as z.ZodType<CatalogueFilter>;

/** The filter in an address; whatever does not fit, or is empty, is left out. */
export function readFilter(params: URLSearchParams): CatalogueFilter {
  const given = [...params].filter(([, value]) => value !== "");
  return Lenient.parse(
    Object.fromEntries(given.map(([name, value]) => [name, value.slice(0, 200)])),
  );
}

/** The address part of a filter with some of it changed; defaults are left out, the page starts anew. */
export function writeFilter(
  filter: CatalogueFilter,
  change: Partial<CatalogueFilter> = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, page: 1, ...change }))
    if (value !== null && value !== noFilter[name as keyof CatalogueFilter])
      params.set(name, String(value));
  const written = params.toString();
  return written === "" ? "" : `?${written}`;
}
