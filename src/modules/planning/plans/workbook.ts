import { decimalIn } from "#core/money.ts";
import type { Sheet, SheetCell, SheetColumn } from "#core/sheets/xlsx.server.ts";
import { sumOf } from "./exact.ts";
import { type Finding, findingsOf } from "./findings.ts";
import {
  type FundSource,
  fundSourceIds,
  fundSources,
  type Plan,
  type PlanLine,
  planMoneyUnits,
  tableKinds,
  type TargetTable,
} from "./model.ts";
import { fieldName, findingNames, yearsOf } from "./report.ts";
import { type CellName, sheetYears, type TextCell, textCells, typedOf } from "./sheet.ts";
import { type SheetColumn as PlanColumn, sheetColumns } from "./sheet-columns.ts";
import {
  belowOf,
  nodesOf,
  productOf,
  sumStated,
  type TreeNode,
  treeOf,
  yearAmount,
} from "./tree.ts";

/** What the data say has been reached of a table's targets, by column and row; null where nothing counts it. */
export type Reached = {
  readonly columns: readonly {
    readonly whole: number | null;
    readonly rows: readonly (number | null)[];
  }[];
};

/** A version of a plan with what has happened since. */
export type PlanOnPaper = {
  readonly plan: Plan;
  /** What the sheets say of themselves at the head of every printed page. */
  readonly about: string;
  /** Spent by line, in đồng. */
  readonly spent: ReadonlyMap<string, bigint>;
  /** By the table's id. */
  readonly reached: ReadonlyMap<string, Reached>;
};

const text = (head: string, width: number): SheetColumn => ({ head, kind: "text", width });
const figure = (head: string, width = 15): SheetColumn => ({ head, kind: "decimal", width });

async function* once(rows: readonly (readonly SheetCell[])[]) {
  yield rows;
}

/**
 * A plan as a workbook: its sheet as it stands with what the parts of every line come to beside it,
 * its money by source, year and part, its targets with what has been reached, and every place where
 * its own figures do not agree. Amounts are numbers in the plan's unit.
 */
export function planWorkbook(paper: PlanOnPaper): Sheet[] {
  const findings = findingsOf(paper.plan);
  return [
    lineSheet(paper, findings),
    moneySheet(paper),
    ...(paper.plan.tables.length > 0 ? [targetSheet(paper)] : []),
    findingSheet(paper, findings),
  ];
}

/** A column of the lines' sheet, and what a line has in it. */
type LineColumn = SheetColumn & { readonly of: (node: TreeNode) => SheetCell };

function lineSheet(paper: PlanOnPaper, findings: readonly Finding[]): Sheet {
  const nodes = nodesOf(treeOf(paper.plan.lines));
  const computed = computedColumns(paper, findings).filter(({ of }) =>
    nodes.some((node) => of(node) !== null),
  );
  const columns = [...statedColumns(paper.plan), ...computed];
  return {
    name: "Bảng kế hoạch",
    about: paper.about,
    columns,
    rows: once(nodes.map((node) => columns.map(({ of }) => of(node)))),
  };
}

/** As the sheet of a draft shows them: columns that are extra only where something stands in them. */
function statedColumns(plan: Plan): LineColumn[] {
  const typed = plan.lines.map((line) => typedOf(line, plan.money).cells);
  return sheetColumns(sheetYears(plan))
    .filter(({ id, isExtra }) => !isExtra || typed.some((cells) => cells[id] !== undefined))
    .map((column) => ({
      ...shapeOf(column, plan),
      of: ({ line }) => cellOf(line, column.id, plan),
    }));
}

const widths: Partial<Readonly<Record<CellName, number>>> = { number: 7, name: 48, quantity: 10 };

function shapeOf({ id, label, isAmount }: PlanColumn, { money }: Plan): SheetColumn {
  const width = widths[id] ?? (isAmount ? 15 : 20);
  if (isAmount) return figure(`${label} (${planMoneyUnits[money]})`, width);
  return id === "quantity" ? figure(label, width) : text(label, width);
}

const isText = (id: CellName): id is TextCell => id in textCells;
const isSource = (id: CellName): id is FundSource => id in fundSources;

function cellOf(line: PlanLine, id: CellName, plan: Plan): SheetCell {
  // The name is moved in as far as the line stands in the tree.
  if (id === "name") return `${"   ".repeat(line.depth)}${line.name}`;
  if (isText(id)) return line[id] || null;
  if (id === "quantity") return line.quantity === null ? null : Number(line.quantity);
  if (id === "unitCost" || id === "total") return amount(line[id], plan);
  return amount(isSource(id) ? line.funds[id] : (line.years[id.slice(1)] ?? null), plan);
}

function amount(dong: bigint | null, { money }: Pick<Plan, "money">): number | null {
  return dong === null ? null : Number(decimalIn(dong, money));
}

function computedColumns({ plan, spent }: PlanOnPaper, findings: readonly Finding[]): LineColumn[] {
  const byNode = Map.groupBy(findings, ({ node }) => node);
  return [
    {
      ...figure("Cộng các dòng dưới"),
      of: ({ line, children }) =>
        children.length === 0 || line.partial ? null : amount(belowOf(children).total, plan),
    },
    {
      ...figure("Cộng các nguồn"),
      of: ({ line }) => amount(sumStated(fundSourceIds.map((id) => line.funds[id])), plan),
    },
    {
      ...figure("Cộng các năm"),
      of: ({ line }) => amount(sumStated(Object.values(line.years)), plan),
    },
    { ...figure("Số lượng × đơn giá"), of: ({ line }) => amount(productOf(line), plan) },
    { ...figure("Đã chi"), of: ({ line }) => amount(spent.get(line.id) ?? null, plan) },
    {
      ...text("Chỗ không khớp", 30),
      of: ({ line }) => (byNode.get(line.id) ?? []).map(whyOf).join("; ") || null,
    },
  ];
}

const whyOf = ({ field, kind }: Finding) => `${fieldName(field)} ${findingNames[kind]}`;

/** The whole plan by source, year and part: what is stated, and what its lines come to. */
function moneySheet({ plan, about }: PlanOnPaper): Sheet {
  const roots = treeOf(plan.lines);
  const [root] = roots;
  const below = root && root.children.length > 0 ? belowOf(root.children) : null;
  const inYear = (year: string) =>
    root ? sumStated(root.children.map((child) => yearAmount(child, year))) : null;
  const rows: (readonly [string, string, bigint | null, bigint | null])[] = [
    ["Tổng kinh phí", "Cả kế hoạch", root?.line.total ?? null, below?.total ?? null],
    ...fundSourceIds.map(
      (id) =>
        ["Theo nguồn", fundSources[id], root?.line.funds[id] ?? null, below?.[id] ?? null] as const,
    ),
    ...(plan.breakdowns.some(({ id }) => id === "byYear")
      ? []
      : yearsOf(plan).map(
          ([year]) =>
            ["Theo năm", `Năm ${year}`, root?.line.years[year] ?? null, inYear(year)] as const,
        )),
    ...plan.breakdowns.flatMap(({ id, label, stated, parts }) => [
      ...parts.map(
        (part) =>
          [label, part.label, part.amount, id === "byYear" ? inYear(part.key) : null] as const,
      ),
      [label, "Cộng", stated, sumStated(parts.map((part) => part.amount))] as const,
    ]),
  ];
  const unit = planMoneyUnits[plan.money];
  return {
    name: "Kinh phí",
    about,
    columns: [
      text("Phân theo", 30),
      text("Phần", 40),
      figure(`Ghi trong kế hoạch (${unit})`, 20),
      figure(`Tính được (${unit})`, 20),
    ],
    rows: once(
      rows
        .filter(([, , stated, computed]) => stated !== null || computed !== null)
        .map(([by, part, stated, computed]) => [
          by,
          part,
          amount(stated, plan),
          amount(computed, plan),
        ]),
    ),
  };
}

function targetSheet({ plan, about, reached }: PlanOnPaper): Sheet {
  return {
    name: "Chỉ tiêu",
    about,
    columns: [
      text("Bảng", 30),
      text("Loại", 11),
      // As text: a number would stand there with parted thousands.
      text("Năm", 7),
      text("Đơn vị, nhóm", 26),
      text("Chỉ tiêu", 40),
      figure("Ghi trong kế hoạch", 12),
      figure("Cộng các dòng", 12),
      figure("Đã đạt (tính từ dữ liệu)", 12),
    ],
    rows: once(plan.tables.flatMap((table) => targetRows(table, reached.get(table.id)))),
  };
}

function targetRows(table: TargetTable, reached: Reached | undefined): SheetCell[][] {
  const of = (name: string, label: string, figures: (string | number | null)[]): SheetCell[] => [
    table.title,
    tableKinds[table.kind],
    String(table.year),
    name,
    label,
    ...figures.map((value) => (value === null ? null : Number(value))),
  ];
  return table.columns.flatMap(({ label, shareOf }, at) => {
    const column = reached?.columns[at];
    const cells = table.rows.flatMap((row) => row.cells[at] ?? []);
    const sum = cells.length > 0 && shareOf === null ? sumOf(cells) : null;
    return [
      ...table.rows.map((row, line) =>
        of(row.name, label, [row.cells[at] ?? null, null, column?.rows[line] ?? null]),
      ),
      of("Tổng", label, [table.stated[at] ?? null, sum, column?.whole ?? null]),
    ];
  });
}

function findingSheet({ plan, about }: PlanOnPaper, findings: readonly Finding[]): Sheet {
  const numbers = new Map(plan.lines.map(({ id, number }) => [id, number]));
  const rows = findings.map((finding): SheetCell[] => [
    numbers.get(finding.node) || null,
    finding.name,
    fieldName(finding.field),
    Number(finding.stated),
    Number(finding.computed),
    findingNames[finding.kind],
  ]);
  return {
    name: "Chỗ không khớp",
    about,
    columns: [
      text("TT", 8),
      text("Dòng, bảng", 48),
      text("Số liệu", 22),
      figure("Ghi trong kế hoạch", 16),
      figure("Tính được", 16),
      text("Không khớp vì", 30),
    ],
    rows: once(
      rows.length > 0
        ? rows
        : [[null, "Mọi tổng ghi trong kế hoạch đều khớp.", null, null, null, null]],
    ),
  };
}
