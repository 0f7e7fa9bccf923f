import { z } from "zod";
import type { MoneyUnit } from "#core/money.ts";
import type { UnitRef } from "#modules/places/model.ts";

/** Where the money of a plan comes from, in the order in which sheets show it. */
export const fundSources = {
  state: "Ngân sách nhà nước",
  integrated: "Lồng ghép chương trình, dự án",
  oda: "Vốn ODA",
  mobilised: "Huy động khác",
} as const;
export type FundSource = keyof typeof fundSources;
export const fundSourceIds = Object.keys(fundSources) as [FundSource, ...FundSource[]];

/** The amounts of a line that a sum of lines below must agree with. */
export type AmountField = "total" | FundSource;
export const amountFields: readonly AmountField[] = ["total", ...fundSourceIds];

/** Whose plan it is. Districts ended in July 2025; plans of former ones are kept. */
export const planLevels = {
  province: "Cấp tỉnh",
  district: "Cấp huyện (trước 7/2025)",
  commune: "Cấp xã",
} as const;
export type PlanLevel = keyof typeof planLevels;
export const planLevelIds = Object.keys(planLevels) as [PlanLevel, ...PlanLevel[]];

/** The units in which a plan's amounts are typed and shown. */
export const planMoneyUnits = { dong: "đồng", million: "triệu đồng" } as const satisfies Partial<
  Record<MoneyUnit, string>
>;
export type PlanMoney = keyof typeof planMoneyUnits;

/**
 * One line of a plan's tree; its depth says under which earlier line it stands (0: the plan's
 * grand total, which is the first line and the only one of its depth). Amounts are whole đồng; null where
 * nothing is stated.
 */
export type PlanLine = {
  /** Stays the same in every version of the plan. */
  readonly id: string;
  readonly depth: number;
  /** As written in the document: `2.4.1`, `a`, `-`. */
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  /** An exact decimal: `4`, `2.5`. */
  readonly quantity: string | null;
  readonly unitCost: bigint | null;
  readonly total: bigint | null;
  readonly funds: Readonly<Record<FundSource, bigint | null>>;
  /** What falls into each year, where the plan says so for this line. */
  readonly years: Readonly<Record<string, bigint>>;
  readonly lead: string;
  readonly supporting: string;
  /** When: `Quý I–III`. */
  readonly quarter: string;
  readonly note: string;
  /** The lines below are some of what it holds, not all: they need not make its sum. */
  readonly partial: boolean;
};

/** A line that says nothing yet. */
export function emptyLine(id: string, depth: number): PlanLine {
  return {
    id,
    depth,
    number: "",
    name: "",
    unit: "",
    quantity: null,
    unitCost: null,
    total: null,
    funds: { state: null, integrated: null, oda: null, mobilised: null },
    years: {},
    lead: "",
    supporting: "",
    quarter: "",
    note: "",
    partial: false,
  };
}

/** An amount of the whole plan, told apart in another way: by year, by department. */
export type Breakdown = {
  readonly id: string;
  readonly label: string;
  /** The amounts of the grand total that it tells apart. */
  readonly of: readonly AmountField[];
  readonly stated: bigint | null;
  readonly parts: readonly {
    readonly key: string;
    readonly label: string;
    readonly amount: bigint;
  }[];
};

export const tableKinds = {
  target: "Chỉ tiêu",
  result: "Kết quả",
  baseline: "Hiện trạng",
} as const;
export type TableKind = keyof typeof tableKinds;

export type TableColumn = {
  readonly id: string;
  readonly label: string;
  /** The indicator that counts what has been reached; null where nothing can. */
  readonly indicator: string | null;
  /** It states, in per cent, the share of another column; shares are not summed. */
  readonly shareOf: string | null;
  /** It states rates in per cent: those of the parts make none of the whole. */
  readonly isRate?: boolean;
};

/** Whether the cells of a column together make its sum. */
export function isSummed({ shareOf, isRate = false }: TableColumn): boolean {
  return shareOf === null && !isRate;
}

/** A table of numbers by unit (or by something else) with the sums that it states. Cells are exact decimals. */
export type TargetTable = {
  readonly id: string;
  readonly title: string;
  readonly kind: TableKind;
  readonly year: number;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly {
    readonly name: string;
    readonly unit: UnitRef | null;
    readonly cells: readonly (string | null)[];
  }[];
  readonly stated: readonly (string | null)[];
};

/** Everything that a plan says, as it says it. */
export type PlanContent = {
  readonly lines: readonly PlanLine[];
  readonly breakdowns: readonly Breakdown[];
  readonly tables: readonly TargetTable[];
};

/** A plan with its content, from a document that is shipped or from the database. */
export type Plan = PlanContent & {
  readonly id: string;
  readonly title: string;
  readonly unit: UnitRef;
  readonly from: number;
  readonly to: number;
  readonly money: PlanMoney;
  /** The focus of each year. */
  readonly themes: Readonly<Record<string, string>>;
};

/** An id of this module's own things. */
export const Id = z.uuid();

/** The most lines that one plan may hold: the longest document that we know has 101. */
export const mostLines = 600;
/** The most units that a table of targets holds. */
export const mostTargetRows = 200;
/** How deep lines may stand under the grand total. */
export const mostDepth = 8;
