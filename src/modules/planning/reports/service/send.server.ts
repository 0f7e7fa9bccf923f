import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { daysOf } from "../../indicators/period.ts";
import { today } from "#core/calendar/today.ts";
import { changeOf, type FigureChange, type KeptFigure } from "../digest.ts";
import { events } from "../events.server.ts";
import { SendReport } from "../model.ts";
import { textsOf } from "../words.ts";
import { lastDay } from "../documents/report.server.ts";
import { reportFigures, reports } from "../schema.server.ts";
import { countedNow, keptFigures, keysNow } from "./figures.server.ts";
import { digestOf } from "./digest.server.ts";
import { auditFacts, authorisedReport, scopeOfReport, takeDraft } from "./load.server.ts";

/**
 * Sends a report: its words, its figures, and the keys of the rows behind each, are kept as they are
 * at this moment, under one digest. Throws as `takeDraft`, and `unprocessable` before the period has begun.
 */
export async function sendReport(
  db: Db,
  actor: UserActor,
  id: string,
  input: SendReport,
): Promise<void> {
  const { version } = parseInput(SendReport, input);
  await db
    .transaction(
      async (tx) => {
        const row = await takeDraft(tx, actor, id, version);
        const day = await today(tx);
        if (daysOf(row).from > day)
          throw new AppError("unprocessable", { vi: "Kỳ báo cáo chưa bắt đầu." });
        const { figures, series } = await countedNow(tx, row);
        const keys = await keysNow(tx, row);
        const kept: KeptFigure[] = figures.map((figure) => ({
          ...figure,
          rowKeys: figure.value === null ? [] : (keys.get(figure.indicatorId) ?? []),
        }));
        await tx.insert(reportFigures).values(
          kept.map((figure) => ({
            ...figure,
            value: figure.value === null ? null : String(figure.value),
            rowKeys: [...figure.rowKeys],
            reportId: row.id,
            provinceCode: row.provinceCode,
          })),
        );
        // Proposed words too: from now on they are what was sent, whatever would be proposed later.
        const { name: unitName } = await scopeOfReport(tx, row);
        const on = lastDay(row, day);
        const texts = textsOf(row.texts, { period: row, unitName, on, figures });
        const digest = digestOf({ ...row, texts, series, digestForm: 2 }, kept);
        await tx
          .update(reports)
          .set({
            state: "sent",
            digest,
            digestForm: 2,
            texts,
            series,
            sentBy: actor.userId,
            sentAt: sql`now()`,
            version: row.version + 1,
            updatedAt: sql`now()`,
          })
          .where(eq(reports.id, row.id));
        await appendAudit(tx, events.sent, {
          ...auditFacts(actor, row),
          details: {
            digest,
            figures: kept.length,
            rows: kept.reduce((sum, { rowKeys }) => sum + rowKeys.length, 0),
          },
        });
      },
      // Every figure is counted from one state of the data.
      { isolationLevel: "repeatable read" },
    )
    .catch((error: unknown) => {
      // Somebody else wrote or sent it in the same moment.
      throw isOvertaken(error) ? new AppError("conflict", { cause: error }) : error;
    });
}

/** PostgreSQL's refusal to go on from a state that another transaction has changed since. */
function isOvertaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return [error, cause].some(
    (one) => one instanceof Error && "code" in one && one.code === "40001",
  );
}

/** What of a report that was sent is no longer so: figures whose value or rows have changed since. */
export async function changesSince(
  db: Db,
  actor: UserActor,
  id: string,
): Promise<readonly FigureChange[]> {
  const row = await authorisedReport(db, actor, "see", id);
  if (row.state !== "sent") return [];
  const { figures } = await countedNow(db, row);
  const keys = await keysNow(db, row);
  const now = new Map(figures.map((one) => [one.indicatorId, one]));
  return (await keptFigures(db, row.id)).flatMap((kept) => {
    const value = now.get(kept.indicatorId)?.value ?? null;
    const rowKeys = value === null ? [] : (keys.get(kept.indicatorId) ?? []);
    return changeOf(kept, { value, rowKeys }) ?? [];
  });
}
