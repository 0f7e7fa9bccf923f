import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { openReport, writeBlock } from "#modules/planning/reports/service/write.server.ts";

/** A report of a province that is being written. */
export type ReportThings = { readonly report: string };

/** `word` stands in what was written. A province has one draft of a period: it is made once. */
export async function buildReportThings(
  db: Db,
  { office, path, word }: { office: UserActor; path: string; word: string },
): Promise<ReportThings> {
  const unit = path.split("/").at(-1) ?? "";
  const { id } = await openReport(db, office, { unit, year: 2026, quarter: 1 });
  await writeBlock(db, office, id, { block: "overview", text: word, version: 1 }).catch(
    () => undefined,
  );
  return { report: id };
}
