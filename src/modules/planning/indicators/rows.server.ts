import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { fetchedRows } from "#core/database/cursor.ts";
import { currentVersion } from "#modules/places/model.ts";
import { silenceOf } from "./compute.server.ts";
import type { Asked } from "./formulas/formula.server.ts";
import { findFormula } from "./formulas/registry.server.ts";
import { deskOf, hrefOf, type RowEntity } from "./href.ts";
import type { Dimension, FigureRow, IndicatorDefinition } from "./model.ts";
import { partOf } from "./parts.server.ts";
import type { PlaceBook } from "./places.server.ts";

/** Which part of a figure: a dimension and the part's key; the empty key is what is not known. */
export type PartChoice = Readonly<Partial<Record<Dimension, string>>>;

/** How many rows a page of them shows. */
export const rowPageSize = 100;

type Fact = {
  key: string;
  label: string | null;
  note: string | null;
  day: string | null;
  unit_path: string | null;
  unit_version: string | null;
  unit_code: string | null;
  set_key: string | null;
  stars: number | null;
  kind: string | null;
  sex: string | null;
  ethnicity: string | null;
  amount: string | null;
  met: boolean | null;
  about: RowEntity | null;
  about_key: string | null;
};

/** The formula that tells the figure of this period; a figure that is not told has no rows either. */
function toldBy(definition: IndicatorDefinition, asked: Asked) {
  return silenceOf(definition, asked) === null ? findFormula(definition.formula) : undefined;
}

/**
 * The rows that a figure, or a part of it, was counted from: the formula's own select, so that they
 * are neither more nor fewer. By name, `limit` of them from `offset` on.
 */
export async function listRows(
  db: Db,
  definition: IndicatorDefinition,
  asked: Asked,
  {
    part = {},
    offset = 0,
    limit = rowPageSize,
  }: { part?: PartChoice; offset?: number; limit?: number } = {},
): Promise<{ rows: FigureRow[]; total: number }> {
  const formula = toldBy(definition, asked);
  if (!formula) return { rows: [], total: 0 };
  const { rows } = await db.execute<Fact & { total: string }>(sql`
    select f.*, f.day::text as day, count(*) over () as total
    from (${formula.facts(asked)}) f where ${await chosen(db, part, asked, formula.facts(asked))}
    order by f.label, f.key limit ${limit} offset ${offset}`);
  return {
    rows: rows.map((row) => rowOf(row, formula.entity, asked.scope.book)),
    total: Number(rows[0]?.total ?? 0),
  };
}

/** All rows behind a figure by name, some hundreds at a time, for exports; see `fetchedRows` for `tx`. */
export async function* eachRow(
  tx: Db,
  definition: IndicatorDefinition,
  asked: Asked,
  part: PartChoice = {},
): AsyncGenerator<FigureRow[]> {
  const formula = toldBy(definition, asked);
  if (!formula) return;
  const rows = fetchedRows<Fact>(
    tx,
    sql`select f.*, f.day::text as day from (${formula.facts(asked)}) f
      where ${await chosen(tx, part, asked, formula.facts(asked))} order by f.label, f.key`,
  );
  for await (const some of rows)
    yield some.map((row) => rowOf(row, formula.entity, asked.scope.book));
}

/** Keys of all rows behind a figure, in order: what a frozen report keeps of them. */
export async function listKeys(
  db: Db,
  definition: IndicatorDefinition,
  asked: Asked,
): Promise<string[]> {
  const formula = toldBy(definition, asked);
  if (!formula) return [];
  const { rows } = await db.execute<{ key: string }>(
    sql`select key from (${formula.facts(asked)}) f order by key`,
  );
  return rows.map(({ key }) => key);
}

const plainColumns = { star: "stars", kind: "kind", sex: "sex", ethnicity: "ethnicity" } as const;

/** The predicate of a part over facts `f`; what only the program knows is asked for by its distinct values. */
async function chosen(db: Db, part: PartChoice, { scope }: Asked, facts: SQL): Promise<SQL> {
  const predicates = [sql`true`];
  for (const [name, key] of Object.entries(part)) {
    const dimension = name as Dimension;
    if (dimension in plainColumns) {
      const column = sql.raw(`f.${plainColumns[dimension as keyof typeof plainColumns]}::text`);
      predicates.push(key === "" ? sql`${column} is null` : sql`${column} = ${key}`);
      continue;
    }
    const columns = valueColumns[dimension as keyof typeof valueColumns];
    const { rows } = await db.execute<
      Pick<Fact, "unit_path" | "unit_version" | "unit_code" | "set_key">
    >(sql`select distinct ${sql.raw(columns)} from (${facts}) f`);
    const meant = rows.filter((row) => keyIn(dimension, row, scope.book) === key);
    predicates.push(
      sql`coalesce(${sql.raw(joined[dimension as keyof typeof joined])}, '') = any(${sql.param(
        meant.map((row) => joinedOf(dimension, row)),
      )}::text[])`,
    );
  }
  return sql.join(predicates, sql` and `);
}

const valueColumns = {
  commune: "unit_path",
  oldDistrict: "unit_version, unit_code",
  sector: "set_key",
} as const;
const joined = {
  commune: "f.unit_path",
  oldDistrict: "f.unit_version || '/' || f.unit_code",
  sector: "f.set_key",
} as const;

type Places = Partial<Pick<Fact, "unit_path" | "unit_version" | "unit_code" | "set_key">>;

function joinedOf(dimension: Dimension, row: Places): string {
  if (dimension === "commune") return row.unit_path ?? "";
  if (dimension === "sector") return row.set_key ?? "";
  return row.unit_version && row.unit_code ? `${row.unit_version}/${row.unit_code}` : "";
}

const keyIn = (dimension: Dimension, row: Places, book: PlaceBook) =>
  partOf(
    dimension,
    {
      unit_path: row.unit_path ?? null,
      unit_version: row.unit_version ?? null,
      unit_code: row.unit_code ?? null,
      key: row.set_key ?? null,
    },
    book,
  ).key;

function rowOf(fact: Fact, entity: RowEntity, book: PlaceBook): FigureRow {
  const unitName = unitNameOf(fact, book);
  const about = fact.about ?? entity;
  const aboutKey = fact.about_key ?? fact.key;
  return {
    key: fact.key,
    label: fact.label ?? unitName,
    note: fact.note,
    day: fact.day,
    unitPath: fact.unit_path,
    unitName,
    stars: fact.stars,
    amount: fact.amount === null ? null : Number(fact.amount),
    met: fact.met,
    href: hrefOf(about, aboutKey),
    aboutKey,
    desk: deskOf(about),
  };
}

/** The commune's name today; of a divided one, its name when the record was made. */
function unitNameOf({ unit_path, unit_version, unit_code }: Places, book: PlaceBook): string {
  const code = unit_path?.split("/").at(-1);
  const isOld = unit_version === "pre-2025" && unit_code && !unit_path?.includes("/");
  if (isOld) return book.nameOf({ version: "pre-2025", code: unit_code });
  return code ? book.nameOf({ version: currentVersion, code }) : "";
}
