import { formatNumber } from "#core/input/number.ts";

/** What a year's row holds of the boxes of its form; amounts in đồng, areas and shares as decimals. */
export type YearRow = {
  readonly version: number;
  readonly labour: number | null;
  readonly localLabour: number | null;
  readonly womenLabour: number | null;
  readonly minorityLabour: number | null;
  readonly communeMaterialPercent: string | null;
  readonly provinceMaterialPercent: string | null;
  readonly revenue: number | null;
  readonly exportRevenue: number | null;
  readonly materialArea: string | null;
  readonly standardArea: string | null;
  readonly materialStandard: string | null;
  readonly profit: number | null;
  readonly cooperativeGrade: string | null;
  readonly capacity: string | null;
  readonly markets: string | null;
  readonly source: string | null;
  readonly sourceNote: string | null;
};

const numbers = [
  "labour",
  "localLabour",
  "womenLabour",
  "minorityLabour",
  "communeMaterialPercent",
  "provinceMaterialPercent",
  "revenue",
  "exportRevenue",
  "materialArea",
  "standardArea",
  "profit",
] as const;
const texts = [
  "materialStandard",
  "cooperativeGrade",
  "capacity",
  "markets",
  "sourceNote",
] as const;

/** What the boxes of a year say, as people write it: saving them again changes nothing. */
export function boxValues(row: YearRow | null): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  if (row === null) return values;
  for (const name of numbers) values[name] = shownNumber(row[name]) ?? "";
  for (const name of texts) values[name] = row[name] ?? "";
  values["source"] = row.source === "told" || row.source === "papers" ? row.source : "";
  return values;
}

/** A stored number as Vietnamese writes it, without the noughts of its column; null for none. */
export function shownNumber(value: string | number | null): string | null {
  if (value === null) return null;
  const text = String(value);
  return formatNumber(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

/** The boxes of a form as the service reads them: `output.{id}` and `unit.{id}` become a list. */
export function sentFigures(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const rest: Record<string, unknown> = {};
  const outputs = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(fields)) {
    const [, part, productId] = /^(output|unit)\.(.{1,60})$/.exec(name) ?? [];
    if (part === undefined || productId === undefined) rest[name] = value;
    else outputs.set(productId, { ...outputs.get(productId), productId, [part]: value });
  }
  return { ...rest, outputs: [...outputs.values()] };
}

/** Faults of the list of outputs, beside the boxes that they belong to: `outputs.0.unit` is `unit.{id}`. */
export function errorsByBox(
  errors: Readonly<Record<string, string>>,
  outputs: readonly { readonly productId?: unknown }[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, text]) => {
      const [, at, part] = /^outputs\.(\d+)\.(output|unit)$/.exec(name) ?? [];
      const productId = at === undefined ? undefined : outputs[Number(at)]?.productId;
      return [typeof productId === "string" ? `${part}.${productId}` : name, text];
    }),
  );
}
