import { formatNumber } from "#core/input/number.ts";
import { decimalIn } from "#core/money.ts";
import {
  amountFields,
  type Breakdown,
  fundSources,
  type PlanLine,
  type PlanMoney,
  type TargetTable,
} from "./model.ts";

/** One thing that two versions of a plan say differently; `null`: nothing is stated. */
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

/** What of a plan two states of it are compared by. */
export type Compared = {
  readonly lines: readonly PlanLine[];
  readonly themes: Readonly<Record<string, string>>;
  readonly tables: readonly TargetTable[];
  readonly breakdowns?: readonly Breakdown[];
};

/** What changed under one heading: of a table of targets, or of an amount told apart. */
export type TitledChanges = { readonly title: string; readonly changes: readonly Change[] };

/** Everything that two states of a plan say differently. */
export type PlanDifference = {
  readonly themes: readonly Change[];
  readonly lines: readonly LineDifference[];
  readonly breakdowns: readonly TitledChanges[];
  readonly tables: readonly TitledChanges[];
};

/** What changed from one state of a plan to another: its focus, its lines, its targets. */
export function planDifference(
  before: Compared,
  after: Compared,
  money: PlanMoney,
): PlanDifference {
  return {
    themes: changesIn(themesOf(before), themesOf(after)),
    lines: differencesOf(before.lines, after.lines, money),
    breakdowns: titledChanges(before.breakdowns ?? [], after.breakdowns ?? [], (one) => ({
      title: one.label,
      said: saidOfBreakdown(one, money),
    })),
    tables: titledChanges(before.tables, after.tables, (one) => ({
      title: one.title,
      said: saidOfTable(one),
    })),
  };
}

/** Whether two states of a plan say the same. */
export function isSame({ themes, lines, breakdowns, tables }: PlanDifference): boolean {
  return [themes, lines, breakdowns, tables].every((part) => part.length === 0);
}

type Said = ReadonlyMap<string, string>;

/** What is said otherwise, in the order of the later state; what is said no more comes last. */
function changesIn(before: Said, after: Said): Change[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((field) => {
    const change = { field, before: before.get(field) ?? null, after: after.get(field) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

function themesOf({ themes }: Compared): Said {
  return new Map(
    Object.entries(themes)
      .filter(([, theme]) => theme !== "")
      .map(([year, theme]) => [`Năm ${year}`, theme]),
  );
}

/** Parts that both states know by their id, or one of them, each with what changed in it. */
function titledChanges<Part extends { readonly id: string }>(
  before: readonly Part[],
  after: readonly Part[],
  told: (part: Part) => { title: string; said: Said },
): TitledChanges[] {
  const [was, is] = [before, after].map((parts) => new Map(parts.map((one) => [one.id, one])));
  return [...new Set([...after, ...before].map(({ id }) => id))].flatMap((id) => {
    const [old, now] = [was?.get(id), is?.get(id)].map((one) => (one ? told(one) : undefined));
    const changes = changesIn(old?.said ?? new Map(), now?.said ?? new Map());
    return changes.length === 0 ? [] : [{ title: now?.title ?? old?.title ?? "", changes }];
  });
}

function saidOfBreakdown({ stated, parts }: Breakdown, money: PlanMoney): Said {
  const amount = (dong: bigint) => decimalIn(dong, money);
  return new Map([
    ...parts.map((part) => [part.label, amount(part.amount)] as const),
    ...(stated === null ? [] : [["Tổng số ghi trong kế hoạch", amount(stated)] as const]),
  ]);
}

/** Every cell of a table by its unit and column; a unit that stands there with no cell is said too. */
function saidOfTable({ columns, rows, stated }: TargetTable): Said {
  type Cell = readonly [string, string];
  const cellsOf = (name: string, cells: TargetTable["stated"]) =>
    columns.flatMap(({ label }, at): Cell[] => {
      const cell = cells[at] ?? null;
      return cell === null ? [] : [[`${name}, ${label}`, cell]];
    });
  return new Map([
    ...rows.flatMap(({ name, cells }): Cell[] => {
      const filled = cellsOf(name, cells);
      return filled.length > 0 ? filled : [[name, "có trong bảng"]];
    }),
    ...cellsOf("Tổng số ghi trong kế hoạch", stated),
  ]);
}

/** Money that has been spent on a line whose plan is another one now. */
export type SpendingDifference = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly before: string | null;
  /** Null: nothing is stated; undefined: the line is gone. */
  readonly after: string | null | undefined;
  readonly spent: string;
  /** More has been spent than the later state plans. */
  readonly isOver: boolean;
};

/**
 * What has been spent (đồng, by line) where it matters for a change: on lines that are gone or plan
 * another amount, and on those that plan less than has been spent already. Amounts come in the
 * plan's unit.
 */
export function spendingDifferences(
  before: readonly PlanLine[],
  after: readonly PlanLine[],
  spent: ReadonlyMap<string, bigint>,
  money: PlanMoney,
): SpendingDifference[] {
  const [was, is] = [before, after].map((lines) => new Map(lines.map((one) => [one.id, one])));
  const amount = (dong: bigint | null) => (dong === null ? null : decimalIn(dong, money));
  return [...spent].flatMap(([id, dong]): SpendingDifference[] => {
    const [old, now] = [was?.get(id), is?.get(id)];
    const line = now ?? old;
    if (!line || dong === 0n) return [];
    const isOver = now === undefined || (now.total !== null && dong > now.total);
    if (!isOver && old?.total === now.total) return [];
    return [
      {
        id,
        number: line.number,
        name: line.name,
        before: amount(old?.total ?? null),
        after: now && amount(now.total),
        spent: decimalIn(dong, money),
        isOver,
      },
    ];
  });
}

/** A value of a change as people read it. */
export function shownValue(value: string | null): string {
  if (value === null) return "không ghi";
  return /^-?\d+(\.\d+)?$/.test(value) ? formatNumber(value) : value;
}
