import { decimalIn } from "#core/money.ts";
import { decimalsOf, isSame, shareOf, sumOf, timesAmount } from "./exact.ts";
import {
  type AmountField,
  amountFields,
  type Breakdown,
  fundSourceIds,
  isSummed,
  type PlanContent,
  type PlanLine,
  type PlanMoney,
  type TargetTable,
} from "./model.ts";
import { belowOf, nodesOf, sumStated, type TreeNode, treeOf, yearAmount } from "./tree.ts";

/**
 * `children`: the parts below do not make the stated sum; `sources`: the sources, years or
 * departments do not; `product`: quantity by unit cost, or a share of a whole, is another number.
 */
export type FindingKind = "children" | "sources" | "product";

/** A place where a document's own figures do not agree. Figures are exact decimals in the plan's unit. */
export type Finding = {
  /** The line, or `table/row` of a table of numbers. */
  readonly node: string;
  readonly name: string;
  readonly field: string;
  readonly kind: FindingKind;
  readonly stated: string;
  readonly computed: string;
};

/**
 * Every place of a plan where what is stated differs from what its own parts come to, in the
 * order of the document; exact, without tolerance (decision 26). What is not stated is compared
 * with nothing; a blank beside stated figures counts as nothing.
 */
export function findingsOf(plan: PlanContent & { readonly money: PlanMoney }): Finding[] {
  const nodes = nodesOf(treeOf(plan.lines));
  return [
    ...nodes.flatMap((node, at) => [
      ...ofNode(node, plan.money),
      ...(at === 0
        ? plan.breakdowns.flatMap((breakdown) => ofBreakdown(breakdown, node.line, plan.money))
        : []),
    ]),
    ...plan.tables.flatMap(ofTable),
  ];
}

function ofNode({ line, children }: TreeNode, money: PlanMoney): Finding[] {
  const found: Finding[] = [];
  const compare = (
    kind: FindingKind,
    field: string,
    stated: bigint | null,
    computed: bigint | null,
  ) => {
    if (stated === null || computed === null || stated === computed) return;
    const figures = { stated: decimalIn(stated, money), computed: decimalIn(computed, money) };
    found.push({ node: line.id, name: line.name, field, kind, ...figures });
  };
  if (children.length > 0 && !line.partial) {
    const below = belowOf(children);
    for (const field of amountFields)
      compare("children", field, amountOf(line, field), below[field]);
    for (const [year, amount] of Object.entries(line.years))
      compare(
        "children",
        `y${year}`,
        amount,
        sumStated(children.map((one) => yearAmount(one, year))),
      );
  }
  compare("sources", "total", line.total, sumStated(fundSourceIds.map((id) => line.funds[id])));
  compare("sources", "years", line.total, sumStated(Object.values(line.years)));
  if (line.quantity !== null && line.unitCost !== null && line.total !== null) {
    const { value, isWhole } = timesAmount(line.quantity, line.unitCost);
    // A product that ends within a đồng is none that an amount could state: its whole đồng are compared.
    if (isWhole || value !== line.total) compare("product", "total", line.total, value);
  }
  return found;
}

function amountOf(line: PlanLine, field: AmountField): bigint | null {
  return field === "total" ? line.total : line.funds[field];
}

/** A way of telling an amount apart must make what it states, and that must be the grand total's. */
function ofBreakdown(breakdown: Breakdown, root: PlanLine, money: PlanMoney): Finding[] {
  const { id, label, of, stated, parts } = breakdown;
  const whole = sumStated(of.map((field) => amountOf(root, field)));
  const claims: readonly (readonly [string, bigint | null, bigint | null])[] = [
    [id, stated ?? whole, sumStated(parts.map(({ amount }) => amount))],
    [of.join("+"), stated === null ? null : whole, stated],
  ];
  return claims.flatMap(([field, said, computed]) =>
    said === null || computed === null || said === computed
      ? []
      : [
          {
            node: root.id,
            name: label,
            field,
            kind: "sources" as const,
            stated: decimalIn(said, money),
            computed: decimalIn(computed, money),
          },
        ],
  );
}

function ofTable(table: TargetTable): Finding[] {
  return table.columns.flatMap((column, at) => {
    if (column.shareOf !== null) return ofShares(table, at);
    if (!isSummed(column)) return [];
    const cells = table.rows.map(({ cells }) => cells[at] ?? null).filter((cell) => cell !== null);
    const stated = table.stated[at] ?? null;
    if (stated === null || cells.length === 0) return [];
    const computed = sumOf(cells);
    if (isSame(stated, computed)) return [];
    const name = `${table.title}: ${column.label}`;
    return [
      { node: table.id, name, field: column.id, kind: "children" as const, stated, computed },
    ];
  });
}

/** Each share by itself, at the precision that its column is written with. */
function ofShares(table: TargetTable, at: number): Finding[] {
  const column = table.columns[at];
  const base = table.columns.findIndex(({ id }) => id === column?.shareOf);
  const whole = table.stated[base] ?? null;
  if (!column || base === -1 || whole === null) return [];
  const shares = table.rows.map(({ cells }) => cells[at] ?? null);
  const decimals = shares.reduce((most, cell) => Math.max(most, decimalsOf(cell ?? "0")), 0);
  return table.rows.flatMap(({ name, cells }, row) => {
    const stated = shares[row] ?? null;
    const part = cells[base] ?? null;
    const computed = part === null ? null : shareOf(part, whole, decimals);
    if (stated === null || computed === null || isSame(stated, computed)) return [];
    return [
      {
        node: `${table.id}/${row + 1}`,
        name: `${table.title}: ${name}`,
        field: column.id,
        kind: "product" as const,
        stated,
        computed,
      },
    ];
  });
}
