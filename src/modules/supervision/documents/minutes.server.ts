import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { findStanding } from "#modules/recognition/service/standing.server.ts";
import { minutesNumberText } from "../minutes-number.ts";
import { inspectionPlans } from "../schema.server.ts";
import { symbolOf } from "../service/conclude.server.ts";
import {
  authorisedInspection,
  findInspection,
  findingsOf,
  type InspectionRow,
  visitOf,
} from "../service/load.server.ts";
import { getOwnInspection } from "../service/own.server.ts";
import { minutesPaper } from "./minutes.ts";

/** The minutes for whoever may see the inspection; a draft until the conclusion, `notFound` before the visit. */
export async function getMinutes(
  db: Db,
  actor: UserActor,
  inspectionId: string,
): Promise<PrintedDocument> {
  return minutesOf(db, await authorisedInspection(db, actor, "see", inspectionId));
}

/** The minutes for the producer, once they are concluded. */
export async function getOwnMinutes(
  db: Db,
  actor: UserActor,
  inspectionId: string,
): Promise<PrintedDocument> {
  const { row } = await getOwnInspection(db, actor, inspectionId);
  if (row.state !== "concluded") throw missing();
  return minutesOf(db, await findInspection(db, row.id));
}

const missing = () => new AppError("notFound", { vi: "Chưa có biên bản của lần kiểm tra này." });

async function minutesOf(db: Db, row: InspectionRow): Promise<PrintedDocument> {
  const visit = await visitOf(db, row.id);
  if (!visit) throw missing();
  const [plan = null] =
    row.planId === null
      ? []
      : await db.select().from(inspectionPlans).where(eq(inspectionPlans.id, row.planId));
  const unit = row.provinceCode
    ? await findUnit(db, { version: currentVersion, code: row.provinceCode })
    : undefined;
  const names = await namesOfAccounts(db, [row.leadId]);
  const findings = await findingsOf(db, [row.id]);
  return minutesPaper({
    ...row,
    numberText: minutesNumberText(row),
    symbol: row.minutesSymbol ?? (await symbolOf(db, row)),
    unitName: unit?.fullName ?? null,
    plan,
    certificateNumber: (await findStanding(db, row.recognitionId))?.certificateNumber ?? null,
    leadName: names.get(row.leadId) ?? "",
    visit: {
      ...visit,
      photos: visit.photos.length,
      isSigned: visit.signatureDigest !== null,
    },
    lines: row.checklist.flatMap((item) => {
      const answer = visit.answers[item.code];
      return answer ? [{ ...item, ...answer, photos: answer.photos.length }] : [];
    }),
    allLines: row.checklist.length,
    // As they were demanded: what became of them since is no part of the minutes.
    findings: findings.map(({ title, demand, dueOn, state }) => ({
      title,
      demand,
      dueOn,
      isReferred: state === "referred" && dueOn === null,
    })),
    changedAt: visit.sentAt,
  });
}
