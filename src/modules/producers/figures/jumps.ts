import { formatNumber } from "#core/input/number.ts";

/** What one year says, as far as leaps between years go; amounts and areas are exact decimals. */
export type Told = {
  readonly labour: number | null;
  readonly revenue: number | null;
  readonly exportRevenue: number | null;
  readonly materialArea: string | null;
  /** By product: how much, and in which unit. */
  readonly outputs: Readonly<Record<string, { readonly output: string; readonly unit: string }>>;
};

/** A figure that grows or shrinks by more than this from one year to the next is asked back. */
const oddTimes = 3n;
/** Whoever sells for less in a whole year has most likely typed millions. */
const leastRevenue = 1_000_000;

/**
 * What looks like a slip in a year's figures, as questions by the box that they belong to. None of
 * them is a fault: whoever confirms is believed. `before` is the year before, null when not told.
 */
export function oddFigures(before: Told | null, now: Told): Readonly<Record<string, string>> {
  const odd: Record<string, string> = {};
  if (now.revenue !== null && now.revenue > 0 && now.revenue < leastRevenue)
    odd["revenue"] =
      `Doanh thu cả năm là ${formatNumber(now.revenue)} đồng? Ô này ghi bằng đồng; có thể ghi “850 triệu”.`;
  if (before === null) return odd;
  const pairs = [
    ["revenue", "Doanh thu", before.revenue, now.revenue, " đồng"],
    ["exportRevenue", "Doanh thu xuất khẩu", before.exportRevenue, now.exportRevenue, " đồng"],
    ["labour", "Số lao động", before.labour, now.labour, " người"],
    ["materialArea", "Diện tích nguyên liệu", before.materialArea, now.materialArea, " ha"],
  ] as const;
  for (const [name, label, last, next, unit] of pairs)
    if (last !== null && next !== null && leaps(last, next))
      odd[name] ??= question(label, { last, next, unit });
  for (const [product, { output, unit }] of Object.entries(now.outputs)) {
    const last = before.outputs[product];
    if (!last) continue;
    if (last.unit !== unit)
      odd[`unit.${product}`] = `Năm trước ghi bằng ${last.unit}, năm nay ghi bằng ${unit}?`;
    else if (leaps(last.output, output))
      odd[`output.${product}`] = question("Sản lượng", {
        last: last.output,
        next: output,
        unit: ` ${unit}`,
      });
  }
  return odd;
}

function question(
  label: string,
  { last, next, unit }: { last: string | number; next: string | number; unit: string },
): string {
  return `${label} từ ${formatNumber(plain(last))}${unit} năm trước thành ${formatNumber(plain(next))}${unit}?`;
}

/** Whether one is more than three times the other; nothing leaps from or to nothing. */
function leaps(last: string | number, next: string | number): boolean {
  const [a, b] = [thousandths(last), thousandths(next)];
  return a > 0n && b > 0n && (b > a * oddTimes || a > b * oddTimes);
}

/** An exact decimal of at most three places as a whole number of thousandths. */
function thousandths(value: string | number): bigint {
  const [whole = "0", decimals = ""] = String(value).split(".");
  return BigInt(whole + decimals.padEnd(3, "0").slice(0, 3));
}

/** Without the noughts that a column of fixed places adds. */
function plain(value: string | number): string {
  const text = String(value);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
