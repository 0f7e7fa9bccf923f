import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { can as may } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { subjectOf } from "../access.ts";
import { canonicalJson } from "../canonical.ts";
import { samplesNeeded } from "../completeness.ts";
import { events } from "../events.server.ts";
import { OnDossier, RecordSamples, ReturnDossier, SaveReview } from "../inputs.ts";
import { reviewGaps } from "../review.ts";
import { communeReviews, dossierReturns, dossierSamples } from "../desk/schema.server.ts";
import { rolesOf, stageOf } from "../states.ts";
import { listSamples, requireKept } from "./content.server.ts";
import {
  authorisedDossier,
  type DossierRow,
  factsOf,
  findDossier,
  procedureOf,
  refuse,
} from "./load.server.ts";
import { moveDossier } from "./move.server.ts";
import { giveNumber } from "./numbers.server.ts";

export type Review = typeof communeReviews.$inferSelect;

/** The stage that the dossier lies at, if the actor works in its office; else refuses. */
export async function deskOf(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  denied: string,
): Promise<Stage> {
  const { path } = procedureOf(row, await today(tx));
  const stage = stageOf(path, row.stage);
  const roles = stage ? rolesOf("desk", stage, row) : [];
  if (!stage || !may(actor, { kind: "write", roles }, subjectOf(row))) refuse(actor, row, denied);
  return stage;
}

/**
 * Takes a dossier in at its office, with the number of its slip; a second time it keeps the first.
 * One that is recorded from an earlier round has the number that it got then, or none: the
 * numbers of this year are for this year's dossiers.
 */
export async function receiveDossier(
  db: Db,
  actor: UserActor,
  input: OnDossier,
): Promise<{ numberText: string | null }> {
  const { dossierId } = parseInput(OnDossier, input);
  return db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const stage = await deskOf(tx, actor, row, "dossier.receive");
    const on = await today(tx);
    const taken = row.state === "underCommuneReview" || row.state === "checking";
    const numberText = row.isRecorded
      ? row.numberText
      : await giveNumber(tx, actor, row, stage, Number(on.slice(0, 4)));
    if (taken) return { numberText };
    const action = stage.kind === "council" ? "intake" : "receive";
    await moveDossier(tx, actor, row, {
      action,
      on,
      guards: {},
      set: { numberText },
      ...(numberText === null ? {} : { number: numberText }),
    });
    return { numberText };
  });
}

/** The report of a stage as it stands; null before it is begun. Rights are the caller's business. */
export async function findReview(db: Db, dossierId: string, stage: string): Promise<Review | null> {
  const [review] = await db
    .select()
    .from(communeReviews)
    .where(and(eq(communeReviews.dossierId, dossierId), eq(communeReviews.stage, stage)));
  return review ?? null;
}

/**
 * Keeps parts of the commune's report; parts that are not sent stay as they were, so that a
 * visit entered offline cannot wipe out what was written at the desk. Files must have been kept
 * for this dossier (`keepDossierFile`). New words void what was signed before. `stale` when the
 * report has changed since `expectedVersion` (0: not begun).
 */
export async function saveReview(
  db: Db,
  actor: UserActor,
  input: SaveReview,
): Promise<{ version: number; gaps: readonly string[] }> {
  const { dossierId, expectedVersion, ...parts } = parseInput(SaveReview, input);
  return db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const stage = await reviewDesk(tx, actor, row);
    const on = await today(tx);
    if ((parts.visit && parts.visit.on > on) || (parts.meeting && parts.meeting.on > on))
      throw new AppError("invalid", { fields: { on: "Ngày này còn ở tương lai." } });
    const before = await findReview(tx, dossierId, stage.id);
    if ((before?.version ?? 0) !== expectedVersion) throw new AppError("stale");
    await requireKept(tx, dossierId, "visitPhoto", parts.visit?.photos ?? []);
    await requireKept(tx, dossierId, "signedReport", present(parts.signedDigest));
    await requireKept(tx, dossierId, "signedRequest", present(parts.signedRequestDigest));
    const topics = { ...before?.topics, ...parts.topics };
    const version = expectedVersion + 1;
    const signed = isRewritten(before, { ...parts, topics })
      ? { signedDigest: null, signedRequestDigest: null }
      : {};
    const [kept] = await tx
      .insert(communeReviews)
      .values({ ...parts, topics, dossierId, stage: stage.id, updatedBy: actor.userId })
      .onConflictDoUpdate({
        target: [communeReviews.dossierId, communeReviews.stage],
        set: {
          ...signed,
          ...parts,
          topics,
          version,
          updatedBy: actor.userId,
          updatedAt: sql`now()`,
        },
      })
      .returning();
    if (!kept) throw new Error("the report was not stored");
    await appendAudit(tx, events.reviewSaved, {
      ...factsOf(actor, row),
      details: { stage: stage.id, parts: Object.keys(parts) },
    });
    return { version, gaps: reviewGaps(stage, kept) };
  });
}

/** The stage of a report that the actor's office may write now; else refuses. */
export async function reviewDesk(tx: Db, actor: UserActor, row: DossierRow): Promise<Stage> {
  const stage = await deskOf(tx, actor, row, "dossier.review");
  if (row.state === "underCommuneReview") return stage;
  throw new AppError("conflict", {
    vi: "Chỉ ghi báo cáo khi hồ sơ đang ở bước xem xét của cấp xã.",
  });
}

const writtenParts = ["topics", "visit", "meeting", "request"] as const;

/** Whether the words of a report change: what was signed was the text before. */
function isRewritten(
  before: Review | null,
  now: { readonly [Part in (typeof writtenParts)[number]]?: unknown },
): boolean {
  if (before === null) return false;
  return writtenParts.some(
    (part) => now[part] !== undefined && canonicalJson(now[part]) !== canonicalJson(before[part]),
  );
}

function present(digest: string | null | undefined): readonly string[] {
  return digest ? [digest] : [];
}

/** Issues the report and hands the dossier to the office above, with the samples that it needs. */
export async function forwardDossier(db: Db, actor: UserActor, input: OnDossier): Promise<void> {
  const { dossierId } = parseInput(OnDossier, input);
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const on = await today(tx);
    const { procedure, path } = procedureOf(row, on);
    const review = row.stage === null ? null : await findReview(tx, dossierId, row.stage);
    const needed = samplesNeeded(procedure, row.setCode) ?? 0;
    const { received } = await listSamples(tx, dossierId);
    const guards = {
      reviewComplete: reviewGaps(stageOf(path, row.stage), review).length === 0 || row.isRecorded,
      samplesReceived: received >= needed || row.isRecorded,
    };
    await moveDossier(tx, actor, row, { action: "forward", on, guards });
  });
}

/** Sends a dossier back to the producer, item by item; the office's clock stands still meanwhile. */
export async function returnDossier(db: Db, actor: UserActor, input: ReturnDossier): Promise<void> {
  const { dossierId, reason, items } = parseInput(ReturnDossier, input);
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const on = await today(tx);
    const guards = { reasonsGiven: items.length > 0 };
    const moved = await moveDossier(tx, actor, row, { action: "return", on, guards, reason });
    await tx.insert(dossierReturns).values({
      dossierId,
      stage: moved.stage ?? "",
      reason,
      items: items.map((item) => ({ ...item, answered: false })),
      returnedBy: actor.userId,
    });
  });
}

/** Adds to the custody log of the samples; more cannot go out than are there. */
export async function recordSamples(db: Db, actor: UserActor, input: RecordSamples): Promise<void> {
  const { dossierId, ...entry } = parseInput(RecordSamples, input);
  await db.transaction(async (tx) => {
    const row = await authorisedDossier(tx, actor, "keepSamples", dossierId, { lock: true });
    if (row.state === "draft") throw new AppError("conflict", { vi: "Hồ sơ này chưa nộp." });
    if (entry.onDay > (await today(tx)))
      throw new AppError("invalid", { fields: { onDay: "Ngày này còn ở tương lai." } });
    const { entries, held } = await listSamples(tx, dossierId);
    if (entry.act !== "received" && entry.quantity > held)
      throw new AppError("invalid", { fields: { quantity: `Hiện chỉ có ${held} mẫu.` } });
    await tx
      .insert(dossierSamples)
      .values({ dossierId, ...entry, seq: entries.length + 1, recordedBy: actor.userId });
    await appendAudit(tx, events.samplesRecorded, {
      ...factsOf(actor, row),
      details: { act: entry.act, quantity: entry.quantity },
    });
  });
}
