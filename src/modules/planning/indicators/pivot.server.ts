import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { exact } from "./compute.server.ts";
import type { Asked } from "./formulas/formula.server.ts";
import { findFormula } from "./formulas/registry.server.ts";
import type { Dimension, IndicatorDefinition, Part } from "./model.ts";
import { partOf } from "./parts.server.ts";

/** A figure crossed by two of its breakdowns: cells by `row key`, then `column key`. */
export type Pivot = {
  readonly rows: readonly Part[];
  readonly columns: readonly Part[];
  readonly cells: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly total: number;
};

const columnsOf = {
  commune: ["unit_path"],
  oldDistrict: ["unit_version", "unit_code"],
  sector: ["set_key"],
  star: ["stars"],
  kind: ["kind"],
  sex: ["sex"],
  ethnicity: ["ethnicity"],
} as const satisfies Record<Dimension, readonly string[]>;

type Group = {
  unit_path: string | null;
  unit_version: string | null;
  unit_code: string | null;
  set_key: string | null;
  stars: number | null;
  kind: string | null;
  sex: string | null;
  ethnicity: string | null;
  value: string;
};

/**
 * The rows of an indicator crossed by two dimensions, counted or (for sums) added up, in one
 * statement. A share is crossed as the number of rows that meet it.
 */
export async function pivotOf(
  db: Db,
  { formula: name, measure }: IndicatorDefinition,
  asked: Asked,
  { rows: down, columns: across }: { readonly rows: Dimension; readonly columns: Dimension },
): Promise<Pivot> {
  const formula = findFormula(name);
  if (!formula) return { rows: [], columns: [], cells: {}, total: 0 };
  const used = new Set<string>([...columnsOf[down], ...columnsOf[across]]);
  const selected = Object.values(columnsOf)
    .flat()
    .map((column) => (used.has(column) ? column : `null as ${column}`))
    .join(", ");
  const value =
    measure === "sum"
      ? sql`coalesce(sum(amount), 0)`
      : measure === "share"
        ? sql`count(*) filter (where met)`
        : sql`count(*)`;
  const { rows: groups } = await db.execute<Group>(sql`
    select ${sql.raw(selected)}, (${value})::text as value
    from (${formula.facts(asked)}) f group by ${sql.raw([...used].join(", "))}`);
  const place = (dimension: Dimension, group: Group) =>
    partOf(dimension, withKey(dimension, group), asked.scope.book);
  const [heads, sides] = [new Map<string, Sum>(), new Map<string, Sum>()];
  const cells: Record<string, Record<string, number>> = {};
  let total = 0;
  for (const group of groups) {
    const amount = exact(group.value);
    const [row, column] = [place(down, group), place(across, group)];
    add(sides, row, amount);
    add(heads, column, amount);
    const line = (cells[row.key] ??= {});
    line[column.key] = (line[column.key] ?? 0) + amount;
    total += amount;
  }
  return { rows: ordered(sides, down), columns: ordered(heads, across), cells, total };
}

type Sum = { label: string; value: number };

function add(to: Map<string, Sum>, { key, label }: { key: string; label: string }, amount: number) {
  const found = to.get(key) ?? { label, value: 0 };
  found.value += amount;
  to.set(key, found);
}

/** By size, stars by their number; what is not known last. */
function ordered(sums: ReadonlyMap<string, Sum>, dimension: Dimension): Part[] {
  return [...sums]
    .map(([key, sum]) => ({ key, ...sum }))
    .toSorted(
      (a, b) =>
        Number(a.key === "") - Number(b.key === "") ||
        (dimension === "star" ? Number(b.key) - Number(a.key) : b.value - a.value) ||
        (a.label < b.label ? -1 : 1),
    );
}

function withKey(dimension: Dimension, group: Group) {
  const column = dimension === "sector" ? "set_key" : dimension === "star" ? "stars" : dimension;
  const key = column in group ? group[column as keyof Group] : null;
  return { ...group, key: key === null || key === undefined ? null : String(key) };
}
