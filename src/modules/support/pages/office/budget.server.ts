import { formatDong, formatMillions } from "#core/money.ts";
import type { BudgetLine } from "../../service/budgets.server.ts";

/** Share of the longest bar, in per cent with one decimal. */
function width(part: bigint, most: bigint): number {
  return most === 0n ? 0 : Number((part * 1_000n) / most) / 10;
}

/** Lines of a budget with their bars and their sums, in words of people. */
export function drawnBudget(lines: readonly BudgetLine[]) {
  const sumOf = (pick: (line: BudgetLine) => bigint) =>
    lines.reduce((sum, line) => sum + pick(line), 0n);
  const most = lines.reduce((top, line) => {
    const tall = (line.budget ?? 0n) > line.approved ? (line.budget ?? 0n) : line.approved;
    return tall > top ? tall : top;
  }, 0n);
  return {
    lines: lines.map((line) => ({
      key: `${line.measureId} ${line.source}`,
      measureId: line.measureId,
      source: line.source,
      code: line.code,
      name: line.name,
      sourceName: line.sourceName,
      version: line.version,
      budget: line.budget === null ? null : formatDong(line.budget),
      approved: formatDong(line.approved),
      paid: formatDong(line.paid),
      millions: {
        budget: formatMillions(line.budget ?? 0n),
        approved: formatMillions(line.approved),
        paid: formatMillions(line.paid),
      },
      bars: {
        budget: width(line.budget ?? 0n, most),
        approved: width(line.approved, most),
        paid: width(line.paid, most),
      },
    })),
    total: {
      budget: formatDong(sumOf(({ budget }) => budget ?? 0n)),
      approved: formatDong(sumOf(({ approved }) => approved)),
      paid: formatDong(sumOf(({ paid }) => paid)),
    },
  };
}
