import type { Db } from "#core/database/connection.ts";
import { formatDong, formatMillions } from "#core/money.ts";
import { fairPaths } from "#modules/market/paths.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { supportPaths } from "../../paths.ts";
import type { BudgetLine } from "../../service/budgets.server.ts";
import type { LedgerEntry, readLedger } from "../../service/ledger.server.ts";

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

/** The page behind a line; null for a claim that is not in the reader's charge. */
function pageOf({ claimId, fairId }: LedgerEntry): string | null {
  if (claimId !== null) return supportPaths.claim(claimId);
  return fairId === null ? null : fairPaths.one(fairId);
}

/** The ledger of a year with names of producers and amounts as written. */
export async function drawnLedger(db: Db, ledger: Awaited<ReturnType<typeof readLedger>>) {
  const { claims, fairs, entries } = ledger;
  const names = await nameProducers(
    db,
    entries.flatMap(({ producerId }) => producerId ?? []),
  );
  return {
    claims: formatDong(claims),
    fairs: formatDong(fairs),
    total: formatDong(claims + fairs),
    entries: entries.map((one) => ({
      id: one.id,
      kind: one.kind,
      day: one.day,
      what: one.what,
      paper: one.paper,
      producer: one.producerId === null ? null : (names.get(one.producerId)?.name ?? ""),
      amount: formatDong(one.amount),
      sourceName: one.sourceName,
      page: pageOf(one),
    })),
  };
}
