import { z } from "zod";
import { AppError } from "#core/errors.ts";
import { optionalWhole, yearBetween } from "#core/input/number.ts";
import { optional, optionalLine, optionalText } from "#core/input/text.ts";
import { optionalDong } from "#core/money.ts";
import { type FundSource, fundSources, type PlanPart, targetStars } from "./model.ts";
import {
  type FinanceData,
  mostLines,
  mostYears,
  type NamedAmount,
  type PartData,
  type PlanField,
  planFields,
} from "./parts.ts";

/** Boxes of a form by name, as they came. */
export type Boxes = Readonly<Record<string, string | readonly string[] | undefined>>;

const mostVolume = 1_000_000_000;
const Stars = optional(
  z.enum(targetStars.map(String) as [string, ...string[]], { error: "Hãy chọn 3, 4 hoặc 5 sao." }),
);

const listed = (value: unknown) =>
  value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value];

function schemaOf({ kind, choices = {} }: PlanField) {
  if (kind === "line") return optionalLine(300);
  if (kind === "text") return optionalText(4_000);
  if (kind === "stars") return Stars;
  const names = Object.keys(choices) as [string, ...string[]];
  return z.preprocess(
    listed,
    z.array(z.enum(names, { error: "Mục này không có trong danh sách." })),
  );
}

/**
 * What may be kept of a part while it is written: every box may stay empty, none may be wrong.
 * Throws `invalid` with a word beside each wrong box; boxes that the part does not have are
 * refused too.
 */
export function readPart(part: PlanPart, boxes: Boxes): PartData {
  if (part === "finance") return readFinance(boxes);
  const fields = planFields[part];
  const known = new Set(fields.map(({ name }) => name));
  const faults: Record<string, string> = {};
  for (const name of Object.keys(boxes))
    if (!known.has(name)) faults["form"] = "Biểu mẫu gửi lên có mục lạ. Hãy tải lại trang.";
  const data: Record<string, string | readonly string[] | null> = {};
  for (const field of fields) {
    const read = schemaOf(field).safeParse(boxes[field.name]);
    if (read.success) data[field.name] = read.data;
    else faults[field.name] = read.error.issues[0]?.message ?? "";
  }
  refuse(faults);
  return data;
}

function refuse(faults: Readonly<Record<string, string>>): void {
  if (Object.keys(faults).length > 0) throw new AppError("invalid", { fields: faults });
}

/** The lists of a plan's finance: a row is `unitCost.0.name`, `unitCost.0.amount`. */
export const financeLists = {
  unitCost: "unitCosts",
  yearlyCost: "yearlyCosts",
  otherIncome: "otherIncome",
  investment: "investments",
} as const satisfies Record<string, keyof FinanceData>;
export type FinanceList = keyof typeof financeLists;

const sources = Object.keys(fundSources) as [FundSource, ...FundSource[]];

/** Reads the boxes of the finance: amounts by the one reader of money, whole numbers, no gaps. */
function readFinance(boxes: Boxes): FinanceData {
  const faults: Record<string, string> = {};
  const take = <Value>(name: string, schema: z.ZodType<Value>): Value | null => {
    const read = schema.safeParse(boxes[name]);
    if (read.success) return read.data;
    faults[name] = read.error.issues[0]?.message ?? "";
    return null;
  };
  const amountIn = (name: string): string | null => {
    const amount = take(name, optionalDong());
    return amount === null ? null : String(amount);
  };
  const rows = (list: FinanceList): (NamedAmount & { at: number })[] =>
    Array.from({ length: mostLines }, (_, at) => at).flatMap((at) => {
      const [name, amount] = [`${list}.${at}.name`, `${list}.${at}.amount`];
      const [named, costs] = [take(name, optionalLine(200)), amountIn(amount)];
      if (named === null && costs !== null) faults[name] ??= "Hãy ghi tên của khoản này.";
      if (named !== null && costs === null) faults[amount] ??= "Hãy ghi số tiền của khoản này.";
      return named === null || costs === null ? [] : [{ name: named, amount: costs, at }];
    });
  const volumes = readVolumes(boxes, take, faults);
  const plain = (list: FinanceList) => rows(list).map(({ name, amount }) => ({ name, amount }));
  const data: FinanceData = {
    firstYear: take("firstYear", optional(yearBetween(2015, 2100))),
    unit: take("unit", optionalLine(40)),
    price: amountIn("price"),
    volumes,
    unitCosts: plain("unitCost"),
    yearlyCosts: plain("yearlyCost"),
    otherIncome: plain("otherIncome"),
    investments: rows("investment").map(({ name, amount, at }) => {
      const year = take(`investment.${at}.year`, optionalWhole({ min: 1, max: mostYears })) ?? 1;
      if (volumes.length > 0 && year > volumes.length)
        faults[`investment.${at}.year`] ??=
          `Phương án mới ghi ${volumes.length} năm. Hãy chọn năm trong số đó.`;
      const source =
        take(
          `investment.${at}.source`,
          optional(z.enum(sources, { error: "Hãy chọn nguồn vốn." })),
        ) ?? "own";
      return { name, amount, year, source };
    }),
  };
  refuse(faults);
  return data;
}

function readVolumes(
  boxes: Boxes,
  take: <Value>(name: string, schema: z.ZodType<Value>) => Value | null,
  faults: Record<string, string>,
): string[] {
  const whole = optionalWhole({ min: 0, max: mostVolume });
  const typed = Array.from({ length: mostYears }, (_, at) => take(`volume.${at}`, whole));
  const years =
    typed.findLastIndex((_, at) => String(boxes[`volume.${at}`] ?? "").trim() !== "") + 1;
  return typed.slice(0, years).map((volume, at) => {
    if (volume === null)
      faults[`volume.${at}`] ??= `Hãy ghi sản lượng năm thứ ${at + 1}, không bán thì ghi 0.`;
    return String(volume ?? 0);
  });
}
