import { createHash, randomInt } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { score } from "#modules/rulebooks/score.ts";
import { canonicalJson } from "../canonical.ts";
import { AnswerItem, OnDossier, WithReason } from "../inputs.ts";
import { readReceiptCode, receiptCode, receiptLetters, receiptRandom } from "#core/receipt.ts";
import { dossierFiledPapers, dossierFilings } from "../schema.server.ts";
import { dossierReturns } from "../desk/schema.server.ts";
import type { DossierAction } from "../transitions.ts";
import { choicesOf } from "./content.server.ts";
import { groundOf } from "./ground.server.ts";
import { type Content, contentOf, filingGuards } from "./guards.server.ts";
import {
  authorisedDossier,
  type DossierRow,
  findDossier,
  refuse,
  setOf,
  takeForEditing,
} from "./load.server.ts";
import { can } from "../access.ts";
import { moveDossier } from "./move.server.ts";

/** What the producer takes away from a filing. */
export type Receipt = { receiptCode: string; digest: string; filedOn: Day; seq: number };

/**
 * Files a dossier: freezes what it holds under a digest and starts the first office's clock. The
 * same submission sent again, however often and in parallel, answers with the one receipt.
 * Throws `stale` when the dossier has changed since `expectedVersion`, `unprocessable` with a
 * line for each guard that does not hold.
 */
export function fileDossier(db: Db, actor: UserActor, input: OnDossier): Promise<Receipt> {
  return submit(db, actor, input, "file");
}

/** Files a returned dossier again, once every item has been answered; the clock runs on. */
export function resubmitDossier(db: Db, actor: UserActor, input: OnDossier): Promise<Receipt> {
  return submit(db, actor, input, "resubmit");
}

function submit(
  db: Db,
  actor: UserActor,
  input: OnDossier,
  action: "file" | "resubmit",
): Promise<Receipt> {
  const { dossierId, expectedVersion } = parseInput(OnDossier, input);
  return db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    if (!can(actor, "edit", row)) refuse(actor, row, `dossier.${action}`);
    const from = action === "file" ? "draft" : "returned";
    const known = row.state === from ? null : await lastReceipt(tx, dossierId);
    const isSame =
      expectedVersion === undefined ? row.state === "filed" : known?.forVersion === expectedVersion;
    if (known && isSame) return withoutVersion(known);
    if (row.state === from && expectedVersion !== undefined && row.version !== expectedVersion)
      throw new AppError("stale");
    const on = await today(tx);
    const content = await contentOf(tx, actor, row);
    const { guards } = await filingGuards(tx, actor, row, content, on);
    const ground = await groundOf(tx, actor, row.productId);
    const { compiled } = await setOf(tx, row);
    const result = score(compiled, choicesOf(content.answers));
    const filedOn = row.filedOn ?? on;
    const snapshot = snapshotOf(row, content, { ground: ground.facts, score: result, filedOn: on });
    const digest = createHash("sha256").update(canonicalJson(snapshot)).digest("hex");
    const moved = await moveDossier(tx, actor, row, {
      action,
      on: row.isRecorded ? filedOn : on,
      guards,
      set: {
        filedOn,
        selfTotal: result.total,
        selfStars: result.stars,
        producerName: ground.facts.producer.name,
        productName: ground.facts.product.name,
      },
      filingDigest: digest,
    });
    await tx
      .update(dossierReturns)
      .set({ resubmittedAt: sql`now()` })
      .where(and(eq(dossierReturns.dossierId, dossierId), isNull(dossierReturns.resubmittedAt)));
    return keepFiling(tx, actor, moved, { content, snapshot, digest, on, forVersion: row.version });
  });
}

async function keepFiling(
  tx: Db,
  actor: UserActor,
  row: DossierRow,
  filing: { content: Content; snapshot: unknown; digest: string; on: Day; forVersion: number },
): Promise<Receipt> {
  const { content, snapshot, digest, on, forVersion } = filing;
  const seq = (await tx.$count(dossierFilings, eq(dossierFilings.dossierId, row.id))) + 1;
  const code = newReceiptCode();
  const [kept] = await tx
    .insert(dossierFilings)
    .values({
      dossierId: row.id,
      provinceCode: row.provinceCode,
      seq,
      snapshot,
      digest,
      receiptCode: code,
      forVersion,
      filedOn: on,
      filedBy: actor.userId,
    })
    .returning({ id: dossierFilings.id });
  if (!kept) throw new Error("the filing was not stored");
  const papers = new Map(content.evidence.map(({ paper }) => [paper.id, paper]));
  if (papers.size > 0)
    await tx.insert(dossierFiledPapers).values(
      [...papers.values()].map((paper) => ({
        filingId: kept.id,
        paperId: paper.id,
        dossierId: row.id,
        provinceCode: row.provinceCode,
        producerId: row.producerId,
        digest: paper.digest,
        expiresOn: paper.expiresOn,
      })),
    );
  return { receiptCode: code, digest, filedOn: on, seq };
}

/** Everything that a filing says, as plain JSON. What a council scores is this, not the draft. */
function snapshotOf(
  row: DossierRow,
  content: Content,
  rest: { ground: object; score: { total: number; stars: number; parts: object }; filedOn: Day },
): Record<string, unknown> {
  const { total, stars, parts } = rest.score;
  return {
    format: "ocop-dossier-1",
    dossier: {
      id: row.id,
      kind: row.kind,
      regime: row.regime,
      set: row.setCode,
      rulebookDigest: row.rulebookDigest,
      unit: { version: row.unitVersion, code: row.unitCode },
      previousId: row.previousId,
      previousStars: row.previousStars,
      certificateExpiresOn: row.certificateExpiresOn,
      onBehalf: row.isOnBehalf,
    },
    filedOn: rest.filedOn,
    ...rest.ground,
    sections: Object.fromEntries(
      Object.entries(content.sections).map(([name, { data }]) => [name, data]),
    ),
    answers: content.answers.map(({ criterion, option, note }) => ({ criterion, option, note })),
    evidence: filedEvidence(content.evidence),
    selfScore: { total, stars, parts },
  };
}

/** The papers as a filing names them; a printed draft names them in the same way. */
export function filedEvidence(evidence: Content["evidence"]) {
  return evidence.map(({ criterion, paper }) => ({
    criterion,
    paperId: paper.id,
    kind: paper.kind,
    title: paper.title,
    number: paper.number,
    issuer: paper.issuer,
    issuedOn: paper.issuedOn,
    expiresOn: paper.expiresOn,
    digest: paper.digest,
    url: paper.url,
  }));
}

function newReceiptCode(): string {
  const letters = Array.from(
    { length: receiptRandom },
    () => receiptLetters[randomInt(receiptLetters.length)],
  );
  return receiptCode(letters.join(""));
}

async function lastReceipt(
  tx: Db,
  dossierId: string,
): Promise<(Receipt & { forVersion: number }) | null> {
  const { receiptCode: code, digest, filedOn, seq, forVersion } = dossierFilings;
  const [last] = await tx
    .select({ receiptCode: code, digest, filedOn, seq, forVersion })
    .from(dossierFilings)
    .where(eq(dossierFilings.dossierId, dossierId))
    .orderBy(desc(dossierFilings.seq))
    .limit(1);
  return last ?? null;
}

function withoutVersion({ receiptCode: code, digest, filedOn, seq }: Receipt): Receipt {
  return { receiptCode: code, digest, filedOn, seq };
}

export type Filing = typeof dossierFilings.$inferSelect;

/** A filing with its snapshot, the last one when `seq` is absent; for those who may see the dossier. */
export async function getFiling(
  db: Db,
  actor: UserActor,
  { dossierId, seq }: { dossierId: string; seq?: number },
): Promise<Filing & { intact: boolean }> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  const [filing] = await db
    .select()
    .from(dossierFilings)
    .where(
      and(
        eq(dossierFilings.dossierId, row.id),
        seq === undefined ? undefined : eq(dossierFilings.seq, seq),
      ),
    )
    .orderBy(desc(dossierFilings.seq))
    .limit(1);
  if (!filing) throw new AppError("notFound", { vi: "Hồ sơ này chưa nộp." });
  return { ...filing, intact: isIntact(filing) };
}

/** Whether a snapshot is still what its digest says. */
export function isIntact({ snapshot, digest }: Pick<Filing, "snapshot" | "digest">): boolean {
  return createHash("sha256").update(canonicalJson(snapshot)).digest("hex") === digest;
}

/**
 * What anybody who holds a receipt may know: that it is real, when it was filed, and its digest.
 * Null for a code that is mistyped or unknown.
 */
export async function findReceipt(
  db: Db,
  typed: string,
): Promise<{ receiptCode: string; filedOn: Day; digest: string } | null> {
  const code = readReceiptCode(typed);
  if (code === null) return null;
  const [found] = await db
    .select({
      receiptCode: dossierFilings.receiptCode,
      filedOn: dossierFilings.filedOn,
      digest: dossierFilings.digest,
    })
    .from(dossierFilings)
    .where(eq(dossierFilings.receiptCode, code));
  return found ?? null;
}

/** Marks an item of the open return as mended, or not yet. */
export async function answerReturnItem(db: Db, actor: UserActor, input: AnswerItem): Promise<void> {
  const { dossierId, item, answered } = parseInput(AnswerItem, input);
  await db.transaction(async (tx) => {
    await takeForEditing(tx, actor, dossierId);
    const [open] = await tx
      .select()
      .from(dossierReturns)
      .where(and(eq(dossierReturns.dossierId, dossierId), isNull(dossierReturns.resubmittedAt)));
    if (!open?.items.some((one) => one.item === item))
      throw new AppError("invalid", { fields: { item: "Mục này không bị trả lại." } });
    const items = open.items.map((one) => (one.item === item ? { ...one, answered } : one));
    await tx.update(dossierReturns).set({ items }).where(eq(dossierReturns.id, open.id));
  });
}

/** Takes a filed dossier back for good; the owner's act. */
export function withdrawDossier(db: Db, actor: UserActor, input: WithReason): Promise<void> {
  const { dossierId, reason } = parseInput(WithReason, input);
  return step(db, actor, dossierId, "withdraw", reason);
}

/** Gives a draft up, so that another may be opened. */
export function discardDraft(db: Db, actor: UserActor, input: OnDossier): Promise<void> {
  const { dossierId } = parseInput(OnDossier, input);
  return step(db, actor, dossierId, "discard", null);
}

async function step(
  db: Db,
  actor: UserActor,
  dossierId: string,
  action: DossierAction,
  reason: string | null,
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    await moveDossier(tx, actor, row, { action, on: await today(tx), guards: {}, reason });
  });
}
