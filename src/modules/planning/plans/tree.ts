import { timesAmount } from "./exact.ts";
import { type AmountField, amountFields, fundSourceIds, type PlanLine } from "./model.ts";

/** A line with the lines right under it. */
export type TreeNode = { readonly line: PlanLine; readonly children: readonly TreeNode[] };

type Growing = { line: PlanLine; children: Growing[] };

/**
 * The tree that the depths of lines draw, in their order. Total for any list: a line that stands
 * too deep hangs under the line before it; further lines of the top depth are roots of their own.
 */
export function treeOf(lines: readonly PlanLine[]): readonly TreeNode[] {
  const roots: Growing[] = [];
  const open: Growing[] = [];
  for (const line of lines) {
    const node: Growing = { line, children: [] };
    while (open.length > 0 && (open.at(-1)?.line.depth ?? 0) >= line.depth) open.pop();
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
}

/** Every node of a tree, parents before children, in the order of the document. */
export function nodesOf(roots: readonly TreeNode[]): TreeNode[] {
  return roots.flatMap((node) => [node, ...nodesOf(node.children)]);
}

/** What lines come to, each field by itself; null where nothing at all is said about it. */
export type Amounts = Readonly<Record<AmountField, bigint | null>>;

/**
 * What the document says of a node: the amount stated on its line; where none is, what the lines
 * below come to, then (for the total) what its sources come to, then quantity by unit cost.
 */
export function amountsOf({ line, children }: TreeNode): Amounts {
  const below = children.length > 0 ? belowOf(children) : null;
  const of = (field: AmountField): bigint | null =>
    (field === "total" ? line.total : line.funds[field]) ?? below?.[field] ?? null;
  const funds = fundSourceIds.map((source) => [source, of(source)] as const);
  const total = of("total") ?? sumStated(funds.map(([, amount]) => amount)) ?? productOf(line);
  return { ...Object.fromEntries(funds), total } as Amounts;
}

/** What the children of a node come to together. */
export function belowOf(children: readonly TreeNode[]): Amounts {
  const all = children.map(amountsOf);
  return Object.fromEntries(
    amountFields.map((field) => [field, sumStated(all.map((amounts) => amounts[field]))]),
  ) as Amounts;
}

/** What the document says of a node in a year: as on its line, else what the lines below come to. */
export function yearAmount({ line, children }: TreeNode, year: string): bigint | null {
  return line.years[year] ?? sumStated(children.map((child) => yearAmount(child, year)));
}

/** The sum of what is stated, blanks counting nothing; null when nothing is. */
export function sumStated(amounts: readonly (bigint | null)[]): bigint | null {
  const stated = amounts.filter((amount) => amount !== null);
  return stated.length === 0 ? null : stated.reduce((sum, amount) => sum + amount, 0n);
}

/** Quantity by unit cost, in whole đồng (rounded down); null unless both are stated. */
export function productOf({ quantity, unitCost }: PlanLine): bigint | null {
  return quantity === null || unitCost === null ? null : timesAmount(quantity, unitCost).value;
}
