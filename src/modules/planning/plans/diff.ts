import { decimalIn } from "#core/money.ts";
import { amountFields, fundSources, type PlanLine, type PlanMoney } from "./model.ts";

/** One thing that two versions of a plan say differently of a line; `null`: nothing is stated. */
export type Change = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** A line that came, went or changed between two versions. */
export type LineDifference = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  readonly changes: readonly Change[];
};

const textFields = [
  ["number", "Số thứ tự"],
  ["name", "Hoạt động"],
  ["unit", "Đơn vị tính"],
  ["lead", "Chủ trì"],
  ["supporting", "Phối hợp"],
  ["quarter", "Thời gian"],
  ["note", "Ghi chú"],
] as const satisfies readonly (readonly [keyof PlanLine, string])[];

/**
 * What changed from one version of a plan to another, line by line, in the order of the later one;
 * lines that went come last. A line is known by its id, wherever it stands.
 */
export function differencesOf(
  before: readonly PlanLine[],
  after: readonly PlanLine[],
  money: PlanMoney,
): LineDifference[] {
  const old = new Map(before.map((line) => [line.id, line]));
  const kept = new Set(after.map(({ id }) => id));
  const about = ({ id, number, name }: PlanLine) => ({ id, number, name });
  const found = after.flatMap((line): LineDifference[] => {
    const earlier = old.get(line.id);
    const changes = changesOf(earlier ?? null, line, money);
    if (earlier && changes.length === 0) return [];
    return [{ ...about(line), kind: earlier ? "changed" : "added", changes }];
  });
  const gone = before.filter(({ id }) => !kept.has(id));
  return [
    ...found,
    ...gone.map((line): LineDifference => ({
      ...about(line),
      kind: "removed",
      changes: changesOf(line, null, money),
    })),
  ];
}

function changesOf(before: PlanLine | null, after: PlanLine | null, money: PlanMoney): Change[] {
  const told = (line: PlanLine | null) => (line === null ? [] : figuresOf(line, money));
  const [was, is] = [new Map(told(before)), new Map(told(after))];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const change = { field, before: was.get(field) ?? null, after: is.get(field) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

/** What a line states, in words and plain decimals of the plan's unit. */
function figuresOf(line: PlanLine, money: PlanMoney): (readonly [string, string])[] {
  const amount = (dong: bigint | null) => (dong === null ? null : decimalIn(dong, money));
  const figures: (readonly [string, string | null])[] = [
    ...textFields.map(([field, name]) => [name, line[field] || null] as const),
    ["Số lượng", line.quantity],
    ["Đơn giá", amount(line.unitCost)],
    ...amountFields.map(
      (field) =>
        [
          field === "total" ? "Thành tiền" : fundSources[field],
          amount(field === "total" ? line.total : line.funds[field]),
        ] as const,
    ),
    ...Object.entries(line.years).map(([year, dong]) => [`Năm ${year}`, amount(dong)] as const),
  ];
  return figures.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** A row of a sheet of targets as it stands in its boxes. */
export type TargetRow = { readonly unit: string; readonly cells: readonly string[] };

/** What changed from one state of a sheet of targets to another, unit by unit, in words. */
export function targetChanges(
  before: readonly TargetRow[],
  after: readonly TargetRow[],
  columns: readonly string[],
): string[] {
  const old = new Map(before.map(({ unit, cells }) => [unit, cells]));
  const kept = new Set(after.map(({ unit }) => unit));
  const show = (cell: string | undefined) =>
    cell === undefined || cell === "" ? "không ghi" : cell;
  return [
    ...after.flatMap(({ unit, cells }) => {
      const earlier = old.get(unit);
      if (!earlier) return [`Thêm: ${unit}`];
      return columns.flatMap((label, at) =>
        (earlier[at] ?? "") === (cells[at] ?? "")
          ? []
          : [`${unit}, ${label}: ${show(earlier[at])} → ${show(cells[at])}`],
      );
    }),
    ...before.flatMap(({ unit }) => (kept.has(unit) ? [] : [`Bỏ: ${unit}`])),
  ];
}
