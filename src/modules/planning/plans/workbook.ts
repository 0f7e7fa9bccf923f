import { decimalIn } from "#core/money.ts";
import type { Sheet, SheetCell, SheetColumn } from "#core/sheets/xlsx.server.ts";
import { sumOf } from "./exact.ts";
import { type Finding, findingsOf } from "./findings.ts";
import {
  type FundSource,
  fundSourceIds,
  fundSources,
  isSummed,
  type Plan,
  type PlanLine,
  planMoneyUnits,
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
const figure = (head: string, width: number): SheetColumn => ({ head, kind: "decimal", width });

/** Wide enough for every amount of a plan, in letters: a cell too narrow shows no figure at all. */
const amountWidth = ({ money }: Pick<Plan, "money">) => (money === "dong" ? 21 : 14);

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
    // A plan may be targets only.
    ...(paper.plan.lines.length > 0 ? [lineSheet(paper, findings), moneySheet(paper)] : []),
    ...paper.plan.tables.map((table, at) => targetSheet(table, at + 1, paper)),
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

const widths: Partial<Readonly<Record<CellName, number>>> = { number: 7, name: 44, unit: 11 };

function shapeOf({ id, label, isAmount }: PlanColumn, plan: Plan): SheetColumn {
  if (id === "quantity") return figure(label, 10);
  return isAmount
    ? figure(`${label} (${planMoneyUnits[plan.money]})`, amountWidth(plan))
    : text(label, widths[id] ?? 16);
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
  const width = amountWidth(plan);
  return [
    {
      ...figure("Cộng các dòng dưới", width),
      of: ({ line, children }) =>
        children.length === 0 || line.partial ? null : amount(belowOf(children).total, plan),
    },
    {
      ...figure("Cộng các nguồn", width),
      of: ({ line }) => amount(sumStated(fundSourceIds.map((id) => line.funds[id])), plan),
    },
    {
      ...figure("Cộng các năm", width),
      of: ({ line }) => amount(sumStated(Object.values(line.years)), plan),
    },
    { ...figure("Số lượng × đơn giá", width), of: ({ line }) => amount(productOf(line), plan) },
    { ...figure("Đã chi", width), of: ({ line }) => amount(spent.get(line.id) ?? null, plan) },
    {
      ...text("Chỗ không khớp", 24),
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
      figure(`Ghi trong kế hoạch (${unit})`, amountWidth(plan)),
      figure(`Tính được (${unit})`, amountWidth(plan)),
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

/** A table of targets as it stands, what has been reached beside each column that the data count. */
function targetSheet(table: TargetTable, number: number, { about, reached }: PlanOnPaper): Sheet {
  const counted = reached.get(table.id);
  const columns = table.columns.map(({ label }, at) => {
    const known = counted?.columns[at];
    const hasReached =
      known !== undefined && [known.whole, ...known.rows].some((one) => one !== null);
    return { label, at, known: hasReached ? known : null };
  });
  const row = (
    name: string,
    stated: (at: number) => string | null,
    got: (known: NonNullable<(typeof columns)[number]["known"]>) => number | null,
  ): SheetCell[] => [
    name,
    ...columns.flatMap(({ at, known }) => {
      const said = stated(at);
      return [said === null ? null : Number(said), ...(known === null ? [] : [got(known)])];
    }),
  ];
  const sums = table.columns.map((column, at) => {
    const cells = table.rows.flatMap(({ cells }) => cells[at] ?? []);
    return cells.length > 0 && isSummed(column) ? sumOf(cells) : null;
  });
  return {
    // The number first: titles may be alike in their first letters.
    name: `${number}. ${table.title}`,
    about: `${table.title}. ${about}`,
    columns: [
      text("Đơn vị, nhóm", 30),
      ...columns.flatMap(({ label, known }) => [
        figure(label, 14),
        ...(known === null ? [] : [figure(`Đã đạt: ${label}`, 14)]),
      ]),
    ],
    rows: once([
      ...table.rows.map(({ name, cells }, line) =>
        row(
          name,
          (at) => cells[at] ?? null,
          (known) => known.rows[line] ?? null,
        ),
      ),
      row(
        "Cộng các dòng",
        (at) => sums[at] ?? null,
        () => null,
      ),
    ]),
    total: row(
      "Tổng ghi trong kế hoạch",
      (at) => table.stated[at] ?? null,
      ({ whole }) => whole,
    ),
  };
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
      figure("Ghi trong kế hoạch", amountWidth(plan)),
      figure("Tính được", amountWidth(plan)),
      text("Không khớp vì", 30),
    ],
    rows: once(
      rows.length > 0
        ? rows
        : [[null, "Mọi tổng ghi trong kế hoạch đều khớp.", null, null, null, null]],
    ),
  };
}
