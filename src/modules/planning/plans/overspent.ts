import type { PlanLine } from "./model.ts";
import { amountsOf, nodesOf, treeOf } from "./tree.ts";

/**
 * Ids of the lines on which more has been spent (đồng, by line) than they come to, to the đồng. Of
 * a line that tells no amount in any way nothing can be said.
 */
export function overspentLines(
  lines: readonly PlanLine[],
  spent: ReadonlyMap<string, bigint>,
): string[] {
  return nodesOf(treeOf(lines)).flatMap((node) => {
    const { total } = amountsOf(node);
    return total !== null && (spent.get(node.line.id) ?? 0n) > total ? [node.line.id] : [];
  });
}
