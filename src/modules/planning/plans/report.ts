import { formatNumber } from "#core/input/number.ts";
import { decimalIn } from "#core/money.ts";
import { jsonNumber, sumOf } from "./exact.ts";
import { type Finding, findingsOf } from "./findings.ts";
import { fundSourceIds, fundSources, isSummed, type Plan, planMoneyUnits } from "./model.ts";
import { amountsOf, sumStated, treeOf, yearAmount } from "./tree.ts";

type Figure = number | string | null;

/** What `ocop report plan --json` prints. Amounts are in `unit`, exact; a text only where no number could be. */
export type PlanReport = {
  readonly plan: string;
  readonly unit: string;
  readonly total: Figure;
  readonly bySource: Readonly<Record<string, Figure>>;
  readonly byYear: Readonly<Record<string, Figure>>;
  readonly targets: readonly {
    readonly table: string;
    readonly column: string;
    readonly label: string;
    readonly indicator: string | null;
    readonly year: number;
    readonly kind: string;
    readonly stated: Figure;
    readonly computed: Figure;
    readonly units: readonly { readonly unit: string; readonly value: Figure }[];
  }[];
  readonly findings: readonly (Omit<Finding, "stated" | "computed"> & {
    readonly stated: Figure;
    readonly computed: Figure;
  })[];
};

const figure = (value: string | null): Figure => (value === null ? null : jsonNumber(value));

/** A plan in figures: what it states, what its parts come to where it states nothing, and its findings. */
export function reportOf(plan: Plan): PlanReport {
  const amount = (dong: bigint | null) => (dong === null ? null : decimalIn(dong, plan.money));
  const [root] = treeOf(plan.lines);
  const amounts = root && amountsOf(root);
  return {
    plan: plan.id,
    unit: planMoneyUnits[plan.money],
    total: figure(amount(amounts?.total ?? null)),
    bySource: Object.fromEntries(
      fundSourceIds.flatMap((source) => {
        const value = amount(amounts?.[source] ?? null);
        return value === null ? [] : [[source, figure(value)]];
      }),
    ),
    byYear: Object.fromEntries(yearsOf(plan).map(([year, dong]) => [year, figure(amount(dong))])),
    targets: plan.tables.flatMap((table) =>
      table.columns.flatMap((column, at) => {
        const cells = table.rows.map(({ name, cells }) => ({
          unit: name,
          cell: cells[at] ?? null,
        }));
        if (column.shareOf !== null) return [];
        return [
          {
            table: table.id,
            column: column.id,
            label: column.label,
            indicator: column.indicator,
            year: table.year,
            kind: table.kind,
            stated: figure(table.stated[at] ?? null),
            computed: isSummed(column)
              ? figure(sumOf(cells.flatMap(({ cell }) => cell ?? [])))
              : null,
            units: cells.map(({ unit, cell }) => ({ unit, value: figure(cell) })),
          },
        ];
      }),
    ),
    findings: findingsOf(plan).map((finding) => ({
      ...finding,
      stated: figure(finding.stated),
      computed: figure(finding.computed),
    })),
  };
}

/** The plan's money by year: as told apart for the whole plan, else what its lines say of years. */
export function yearsOf(plan: Plan): readonly (readonly [string, bigint])[] {
  const told = plan.breakdowns.find(({ id }) => id === "byYear");
  if (told) return told.parts.map(({ key, amount }) => [key, amount] as const);
  const roots = treeOf(plan.lines);
  const years = new Set(plan.lines.flatMap((line) => Object.keys(line.years)));
  return [...years].toSorted().flatMap((year) => {
    const amount = sumStated(roots.map((root) => yearAmount(root, year)));
    return amount === null ? [] : [[year, amount] as const];
  });
}

/** What each kind of finding is called. */
export const findingNames = {
  children: "khác tổng các dòng bên dưới",
  sources: "khác tổng các nguồn, năm hoặc đơn vị",
  product: "khác số lượng nhân đơn giá, hoặc tỷ lệ",
} as const;

const fieldNames: Readonly<Record<string, string>> = {
  ...fundSources,
  total: "Thành tiền",
  years: "Thành tiền",
  byYear: "Tổng các năm",
  byDepartment: "Tổng các đơn vị",
};

/** What the figure of a finding is called. */
export function fieldName(field: string): string {
  const [, year] = /^y(\d{4})$/.exec(field) ?? [];
  return year ? `Năm ${year}` : (fieldNames[field] ?? "Số liệu");
}

/** The report for people, in lines of text. */
export function reportText(plan: Plan, report: PlanReport): string {
  const show = (value: Figure) => (value === null ? "không ghi" : formatNumber(value));
  const pairs = (of: Readonly<Record<string, Figure>>) =>
    Object.entries(of).map(([key, value]) => `  ${key.padEnd(12)} ${show(value).padStart(24)}`);
  return [
    `${plan.title} (${report.plan})`,
    `Tổng: ${show(report.total)} ${report.unit}`,
    ...(Object.keys(report.bySource).length > 0 ? ["Theo nguồn:", ...pairs(report.bySource)] : []),
    ...(Object.keys(report.byYear).length > 0 ? ["Theo năm:", ...pairs(report.byYear)] : []),
    ...(report.targets.length > 0 ? ["Chỉ tiêu, số liệu:"] : []),
    ...report.targets.map(
      ({ label, stated, computed }) => `  ${label}: ${show(stated)} (cộng lại: ${show(computed)})`,
    ),
    report.findings.length === 0
      ? "Mọi tổng ghi trong văn bản đều khớp."
      : `${report.findings.length} chỗ số liệu không khớp:`,
    ...report.findings.map(
      ({ node, name, field, kind, stated, computed }) =>
        `  [${node}] ${name} · ${field}: ghi ${show(stated)}, tính được ${show(computed)} (${findingNames[kind]})`,
    ),
    "",
  ].join("\n");
}
