import { z } from "zod";

/** What a figure can be broken down by, with the words for it. */
export const dimensions = {
  commune: "Xã, phường, đặc khu",
  oldDistrict: "Huyện cũ (trước 01/7/2025)",
  sector: "Ngành hàng",
  star: "Hạng sao",
  kind: "Loại hình chủ thể",
  sex: "Giới tính người đại diện",
  ethnicity: "Dân tộc người đại diện",
} as const satisfies Record<string, string>;
export type Dimension = keyof typeof dimensions;
const Dimension = z.enum(Object.keys(dimensions) as [Dimension, ...Dimension[]]);

export const frequencies = ["quarter", "year"] as const;
export type Frequency = (typeof frequencies)[number];

/**
 * One indicator, as `data/indicators.json` has it. `formula` names the rows that it counts
 * (`formulas/`); `measure`: their number, the sum of their amounts, or the share (in per cent, one
 * decimal) of those that meet what the formula asks. `rowUnit`: what an amount beside a row is, where
 * it is not the figure's own unit. `moment`: what stood on the period's last day,
 * or what happened in the period. `source`: where the programme's own papers tell this figure.
 */
export const IndicatorDefinition = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  vi: z.string().min(1),
  en: z.string().min(1),
  unit: z.string().min(1),
  formula: z.string(),
  measure: z.enum(["count", "sum", "share"]),
  rowUnit: z.string().min(1).optional(),
  moment: z.enum(["day", "period"]),
  by: z.array(Dimension),
  frequency: z.array(z.enum(frequencies)).min(1),
  source: z.string().min(1),
});
export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>;

/** What the amounts beside the rows of a figure are; null where its rows have none. */
export function rowUnitOf({
  measure,
  unit,
  rowUnit,
}: Pick<IndicatorDefinition, "measure" | "unit" | "rowUnit">): string | null {
  return rowUnit ?? (measure === "sum" ? unit : null);
}

export const IndicatorFile = z.strictObject({
  note: z.string(),
  indicators: z.array(IndicatorDefinition),
});

/** One part of a figure: what it is of, in words, and its value. */
export type Part = {
  /** Code of the unit, name of the sector, number of stars, kind…; empty: not known. */
  readonly key: string;
  readonly label: string;
  readonly value: number;
};

/** What an indicator says of a unit and a period. */
export type IndicatorFigure = {
  readonly id: string;
  /** Counts and đồng are whole; a share is per cent with one decimal. Null: nothing is known, and `reason` says why. */
  readonly value: number | null;
  readonly reason: string | null;
  /** What the value is a part of, such as all communes of the unit; null where it is of nothing. */
  readonly of: number | null;
  /** How many producers have told it, of a figure that only they tell; null of what is counted. */
  readonly toldBy: number | null;
  readonly by: Readonly<Partial<Record<Dimension, readonly Part[]>>>;
};

/** What a figure is called where its value stands: with how many told it, for it speaks of them only. */
export function figureName(
  { vi }: Pick<IndicatorDefinition, "vi">,
  { toldBy }: Pick<IndicatorFigure, "toldBy">,
): string {
  return toldBy === null ? vi : `${vi} (${toldBy} chủ thể đã khai)`;
}

/** One row behind a figure: the same rows that it was counted from. */
export type FigureRow = {
  readonly key: string;
  readonly label: string;
  /** What else tells it apart: the producer of a product, the product of a dossier. */
  readonly note: string | null;
  readonly day: string | null;
  readonly unitPath: string | null;
  readonly unitName: string;
  readonly stars: number | null;
  readonly amount: number | null;
  /** Of a share: whether the row meets what is asked. */
  readonly met: boolean | null;
  /** The page that tells more of it, and the id of what that is about. */
  readonly href: string | null;
  readonly aboutKey: string;
  /** The entry of the menu that those have who may open that page; null: everybody may. */
  readonly desk: string | null;
};
