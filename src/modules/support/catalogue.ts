import { z } from "zod";
import { formatNumber } from "#core/input/number.ts";
import {
  type Ground,
  grounds,
  type MeasureForm,
  measureForms,
  type MeasureKind,
  measureKinds,
} from "./model.ts";

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as [Key, ...Key[]];
/** Million đồng as the documents write it, with a point. */
const Millions = z.string().regex(/^\d+(\.\d{1,3})?$/);

/** What a document estimates; null where it does not say. */
const Planned = z.strictObject({
  unit: z.string(),
  quantity: Millions,
  unitCost: Millions.nullable(),
  total: Millions.nullable(),
  state: Millions,
});

/** The catalogue that the product ships: measures as the source documents list them. */
export const Catalogue = z.strictObject({
  about: z.string(),
  sources: z.record(
    z.string(),
    z.strictObject({ title: z.string(), act: z.string().nullable(), place: z.string() }),
  ),
  measures: z.array(
    z.strictObject({
      code: z.string(),
      kind: z.enum(keysOf<MeasureKind>(measureKinds)),
      name: z.string(),
      what: z.string(),
      form: z.enum(keysOf<MeasureForm>(measureForms)),
      source: z.string(),
      place: z.string(),
      legalBasis: z.string().nullable(),
      funds: z.string().nullable(),
      ratePercent: z
        .string()
        .regex(/^\d+(\.\d{1,2})?$/)
        .nullable(),
      ceiling: z.string().nullable(),
      planned: Planned.nullable(),
      grantedFor: z.enum(keysOf<Ground>(grounds)),
      minStars: z.int().min(1).max(5).nullable(),
      oncePer: z.enum(["product", "producer"]),
      note: z.string().nullable(),
    }),
  ),
});
export type Catalogue = z.infer<typeof Catalogue>;
export type CatalogueMeasure = Catalogue["measures"][number];

/** `30` per cent as 3000 hundredths of a per cent, exactly; null stays null. */
export function basisPoints(percent: string | null): number | null {
  if (percent === null) return null;
  const [whole = "0", decimals = ""] = percent.split(".");
  return Number(whole) * 100 + Number(decimals.padEnd(2, "0").slice(0, 2));
}

/** 3050 hundredths of a per cent as people write it: `30,5`. */
export function percentText(rateBp: number): string {
  const decimals = String(rateBp % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${Math.floor(rateBp / 100)}${decimals && `,${decimals}`}`;
}

/** Where a measure comes from and what its document estimates, in one text for the office. */
export function originText(catalogue: Catalogue, measure: CatalogueMeasure): string {
  const source = catalogue.sources[measure.source];
  const { planned } = measure;
  const read = (millions: string) => formatNumber(millions);
  const estimate =
    planned &&
    [
      `Khái toán: ${read(planned.quantity)} ${planned.unit.toLowerCase()}`,
      planned.unitCost === null ? "" : ` × ${read(planned.unitCost)} triệu đồng`,
      planned.total === null ? "" : ` = ${read(planned.total)} triệu đồng`,
      `, ngân sách ${read(planned.state)} triệu đồng.`,
    ].join("");
  return [
    `${source?.title ?? measure.source}${source?.act ? ` (${source.act})` : ""}, ${measure.place}.`,
    estimate,
    measure.note,
  ]
    .filter(Boolean)
    .join(" ");
}
