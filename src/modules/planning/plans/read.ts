import { z } from "zod";
import { parseNumber } from "#core/input/number.ts";
import { parseDong } from "#core/money.ts";
import { UnitRef } from "#modules/places/model.ts";
import {
  type AmountField,
  type Breakdown,
  fundSourceIds,
  type Plan,
  type PlanLine,
  type PlanMoney,
  type TargetTable,
} from "./model.ts";

const cell = z.string().default("");
const field = z.enum(["total", ...fundSourceIds]);

const FileLine = z.strictObject({
  id: z.string().min(1),
  depth: z.int().min(0),
  number: z.string(),
  name: z.string().min(1),
  unit: cell,
  quantity: cell,
  unitCost: cell,
  total: cell,
  state: cell,
  integrated: cell,
  oda: cell,
  mobilised: cell,
  lead: cell,
  supporting: cell,
  quarter: cell,
  note: cell,
  partial: z.boolean().default(false),
});
type FileLine = z.output<typeof FileLine>;

const FileBreakdown = z.strictObject({
  id: z.string(),
  of: z.array(field).min(1),
  label: z.string(),
  stated: cell,
  parts: z.array(z.strictObject({ key: z.string(), label: z.string(), amount: z.string() })).min(1),
});

const FileTable = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.enum(["target", "result", "baseline"]),
  year: z.int(),
  columns: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      indicator: z.string().nullable().default(null),
      shareOf: z.string().nullable().default(null),
    }),
  ),
  stated: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      unit: UnitRef.nullable().default(null),
      cells: z.array(z.string()),
    }),
  ),
});

/**
 * A plan of `data/plans`: what a published document states, cell by cell as it is printed there
 * (`388.941,9`, `-`), also where it is wrong.
 */
const FilePlan = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** `plan`: what was to be done; `report`: what is said to have been done. */
  kind: z.enum(["plan", "report"]),
  unit: UnitRef,
  from: z.int(),
  to: z.int(),
  money: z.enum(["dong", "million"]),
  document: z.strictObject({
    name: z.string(),
    /** Null where the document that we have bears neither. */
    number: z.string().nullable().default(null),
    signedOn: z.iso.date().nullable().default(null),
    parts: z.string(),
  }),
  themes: z.record(z.string(), z.string()).default({}),
  lines: z.array(FileLine),
  breakdowns: z.array(FileBreakdown),
  tables: z.array(FileTable),
});

export type ShippedPlan = Plan & {
  readonly kind: "plan" | "report";
  /** Where its figures come from. */
  readonly document: {
    readonly name: string;
    readonly number: string | null;
    readonly signedOn: string | null;
    readonly parts: string;
  };
};

/** The plan that a parsed file of `data/plans` holds; throws for one that is not of its shape. */
export function readPlan(json: unknown): ShippedPlan {
  const file = FilePlan.parse(json);
  const { money } = file;
  return {
    ...file,
    lines: file.lines.map((line) => toLine(line, money)),
    breakdowns: file.breakdowns.map((one): Breakdown => ({
      ...one,
      stated: amount(one.stated, money),
      parts: one.parts.map((part) => ({ ...part, amount: amount(part.amount, money) ?? 0n })),
    })),
    tables: file.tables.map((table): TargetTable => ({
      ...table,
      stated: table.stated.map(number),
      rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(number) })),
    })),
  };
}

function toLine(line: FileLine, money: PlanMoney): PlanLine {
  const { total, state, integrated, oda, mobilised, ...rest } = line;
  const of = (text: string) => amount(text, money);
  return {
    ...rest,
    quantity: line.quantity === "-" ? null : number(line.quantity),
    // A dash under "unit cost" stands for no figure: the amount was reckoned elsewhere.
    unitCost: line.unitCost === "-" ? null : of(line.unitCost),
    total: of(total),
    funds: {
      state: of(state),
      integrated: of(integrated),
      oda: of(oda),
      mobilised: of(mobilised),
    } satisfies Record<Exclude<AmountField, "total">, bigint | null>,
    years: {},
  };
}

/** A printed amount: a dash is nought, an empty cell states nothing. */
function amount(text: string, money: PlanMoney): bigint | null {
  if (text === "") return null;
  if (text === "-") return 0n;
  const read = parseDong(text, money);
  if (!read.ok) throw new Error(`not an amount: ${text}`);
  return read.dong;
}

function number(text: string): string | null {
  if (text === "" || text === "-") return null;
  const value = parseNumber(text);
  if (value === null) throw new Error(`not a number: ${text}`);
  return value;
}
