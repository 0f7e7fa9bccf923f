import { z } from "zod";
import { optionalQuantity } from "#core/input/number.ts";
import { optional, optionalLine, tick } from "#core/input/text.ts";
import { SaveYear } from "#modules/producers/model.ts";

/** Units that forms suggest for what is made; another may be typed. */
export const outputUnits = [
  "kg",
  "tấn",
  "lít",
  "chai",
  "hộp",
  "gói",
  "quả",
  "con",
  "chiếc",
  "bộ",
  "lượt khách",
] as const;

/** What one product yielded; left empty it is not told. */
const Output = z
  .strictObject({
    productId: z.uuid("Sản phẩm này không đúng."),
    output: optionalQuantity({ max: 1_000_000_000_000, decimals: 3 }),
    unit: optionalLine(30),
  })
  .superRefine(({ output, unit }, context) => {
    if (output !== null && unit === null)
      context.addIssue({
        code: "custom",
        path: ["unit"],
        message: "Hãy ghi đơn vị tính, ví dụ: kg.",
      });
  });

/** A year's figures of a producer, its products' output included. */
export const SaveFigures = SaveYear.extend({
  outputs: z.array(Output).max(500),
  /** Says that what looks odd is so. */
  confirmed: optional(tick),
});
export type SaveFigures = z.input<typeof SaveFigures>;
