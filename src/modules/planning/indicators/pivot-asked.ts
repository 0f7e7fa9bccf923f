import { type Dimension, dimensions, type IndicatorDefinition } from "./model.ts";

/** What a pivot is asked for; what an address does not say, or wrongly, is the first that there is. */
export type PivotAsked = {
  readonly indicator: string;
  readonly rows: Dimension;
  readonly columns: Dimension;
};

/** Whether an indicator can be crossed at all. */
export const canCross = ({ by }: Pick<IndicatorDefinition, "by">) => by.length >= 2;

/** The pivot of an address: `chi-so`, `dong`, `cot`. */
export function pivotAsked(
  query: URLSearchParams,
  definitions: ReadonlyMap<string, IndicatorDefinition>,
): PivotAsked & { readonly definition: IndicatorDefinition } {
  const wanted = definitions.get(query.get("chi-so") ?? "");
  const definition = wanted && canCross(wanted) ? wanted : definitions.get("products-valid");
  if (!definition) throw new Error("no indicator can be crossed");
  const among = (name: string, others: readonly Dimension[], preferred: Dimension): Dimension => {
    const asked = query.get(name);
    const found = others.find((one) => one === asked);
    return found ?? (others.includes(preferred) ? preferred : (others[0] ?? preferred));
  };
  const rows = among("dong", definition.by, "sector");
  const columns = among(
    "cot",
    definition.by.filter((one) => one !== rows),
    "star",
  );
  return { indicator: definition.id, rows, columns, definition };
}

/** What the cells of a pivot count: of a share, the rows that meet what it asks. */
export const crossedUnit = ({ measure, unit }: Pick<IndicatorDefinition, "measure" | "unit">) =>
  measure === "share" ? "số trường hợp đạt" : unit;

/** The dimensions of an indicator, to choose from. */
export function dimensionChoices({ by }: Pick<IndicatorDefinition, "by">) {
  return by.map((value) => ({ value, label: dimensions[value] }));
}
