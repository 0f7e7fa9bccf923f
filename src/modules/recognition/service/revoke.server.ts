import { and, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { regimeInForce } from "#modules/rulebooks/procedure.ts";
import { can } from "../access.ts";
import type { Claim } from "../claim.ts";
import {
  type EndingKind,
  endingLevel,
  endingObstacle,
  endingTitle,
  revocationRule,
} from "../ending.ts";
import { DraftEnding, RecordEnding } from "../ending-inputs.ts";
import { events } from "../events.server.ts";
import { type RevocationGround } from "../model.ts";
import { decisionItems, decisions } from "../schema.server.ts";
import { authorityOf } from "./drafts.server.ts";
import { endAll, takeEnded } from "./end.server.ts";
import { basisOf, endingFactsOf } from "./ending-words.server.ts";
import { requireDay } from "./issue.server.ts";
import { decisionFacts, itemsOf } from "./load.server.ts";
import { type Copy, storeCopy } from "./copy.server.ts";
import { requireNewNumber } from "./new-number.server.ts";
import { type RecognitionRow, takeRecognition } from "./take-recognition.server.ts";

/**
 * Drafts a decision that revokes a recognition, or restores one, in the caller's transaction;
 * the offices submit it and the signer issues it as any other (`turnDraft`, `issueDecision`).
 * Throws `unprocessable` where there is nothing to revoke or restore, `conflict` while another
 * such decision is under way, `forbidden` for what is the Minister's to decide.
 */
export async function draftEnding(
  tx: Db,
  actor: UserActor,
  input: DraftEnding,
): Promise<{ id: string }> {
  const asked = parseInput(DraftEnding, input);
  const row = await takeRecognition(tx, actor, "propose", asked.recognitionId);
  const at = await authorityFor(tx, row);
  if (at.authority.level === "central" && !can(actor, "draft", at.authority))
    throw new AppError("forbidden", {
      denied: "decision.draft",
      vi: "Sản phẩm 5 sao do Bộ trưởng quyết định: tỉnh chỉ lập văn bản đề nghị, rồi ghi quyết định của Bộ.",
    });
  await requireEndable(tx, asked.kind, row);
  const { unit: _unit, ...issuing } = at.authority;
  const [decision] = await tx
    .insert(decisions)
    .values({
      ...issuing,
      kind: asked.kind,
      unitVersion: currentVersion,
      regime: at.regime,
      title: endingTitle(await endingFactsOf(tx, row, asked)),
      legalBasis: await basisOf(tx, row, { regime: at.regime, paper: asked.kind }),
      isDemo: row.isDemo,
      createdBy: actor.userId,
    })
    .returning();
  if (!decision) throw new Error("the draft was not stored");
  await tx.insert(decisionItems).values(itemOf(decision.id, row, asked));
  await appendAudit(tx, events.drafted, {
    ...decisionFacts(actor, decision),
    details: { kind: asked.kind, items: 1 },
  });
  return { id: decision.id };
}

/**
 * Examines and stores the signed copy of a decision that was taken elsewhere; it must be there,
 * and bear the number and day that it is said to bear, as `storeCopy` has it.
 */
export async function storeSignedCopy(
  files: FileStore,
  scan: Blob | null,
  claim: Claim & { readonly isConfirmed: boolean },
): Promise<Copy> {
  const missing = "Hãy gửi kèm bản quyết định đã ký.";
  if (scan === null || scan.size === 0)
    throw new AppError("unprocessable", { fields: { scan: missing } });
  return storeCopy(files, scan, claim);
}

/**
 * Enters a decision of revocation or restoration that was taken elsewhere, in the caller's
 * transaction: the Minister's about a five-star product, or one that was signed in the
 * authority's own register. Has the same effects as one that is issued here. Throws as
 * `draftEnding` does; `conflict` for a number that has been entered.
 */
export async function recordEnding(
  tx: Db,
  actor: UserActor,
  input: RecordEnding,
  { stored, mediaType, reading }: Copy,
): Promise<{ id: string }> {
  const asked = parseInput(RecordEnding, input);
  const row = await takeRecognition(tx, actor, "record", asked.recognitionId);
  const { authority, regime } = await authorityFor(tx, row);
  requireDay(asked.signedOn, await today(tx), []);
  await requireEndable(tx, asked.kind, row);
  const { issuer, numberText, signedOn } = asked;
  await requireNewNumber(tx, { provinceCode: row.provinceCode, issuer, numberText, signedOn });
  await recordFile(tx, stored, mediaType);
  const [decision] = await tx
    .insert(decisions)
    .values({
      // Entered in the province of the product, whoever decided.
      provinceCode: row.provinceCode,
      unitPath: row.provinceCode,
      unitCode: row.provinceCode,
      unitVersion: currentVersion,
      level: authority.level,
      issuer: asked.issuer,
      kind: asked.kind,
      regime,
      title: endingTitle(await endingFactsOf(tx, row, asked)),
      legalBasis: [],
      isRecorded: true,
      signerName: asked.signerName,
      signedDigest: stored.digest,
      isDemo: row.isDemo,
      createdBy: actor.userId,
    })
    .returning();
  if (!decision) throw new Error("the decision was not stored");
  await tx.insert(decisionItems).values(itemOf(decision.id, row, asked));
  const ended = await takeEnded(tx, asked.kind, await itemsOf(tx, decision.id), asked.signedOn);
  await tx
    .update(decisions)
    .set({
      state: "issued",
      numberText,
      signedOn,
      issuedBy: actor.userId,
      issuedAt: sql`now()`,
      version: decision.version + 1,
    })
    .where(eq(decisions.id, decision.id));
  await endAll(tx, { ...decision, kind: asked.kind, numberText, signedOn }, ended);
  await appendAudit(tx, events.recorded, {
    ...decisionFacts(actor, decision),
    details: { number: numberText, signedOn, certificates: [], copy: reading },
  });
  return { id: decision.id };
}

/** Whose decision it is under the rules in force today; `unprocessable` where none provide for it. */
async function authorityFor(tx: Db, row: RecognitionRow) {
  const procedures = loadProcedures();
  const on = await today(tx);
  const regime = regimeInForce(procedures, on);
  const rule = revocationRule(procedures, on);
  if (regime === undefined || rule === null)
    throw new AppError("unprocessable", { vi: "Quy định đang áp dụng không có thủ tục thu hồi." });
  return {
    regime,
    authority: await authorityOf(tx, endingLevel(rule, row.stars), row.provinceCode),
  };
}

async function requireEndable(tx: Db, kind: EndingKind, row: RecognitionRow): Promise<void> {
  const obstacle = endingObstacle(kind, row, await today(tx));
  if (obstacle !== null) throw new AppError("unprocessable", { vi: obstacle });
  const [other] = await tx
    .select({ id: decisions.id })
    .from(decisionItems)
    .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
    .where(
      and(
        eq(decisionItems.recognitionId, row.id),
        inArray(decisions.state, ["draft", "submitted"]),
      ),
    )
    .limit(1);
  if (other)
    throw new AppError("conflict", {
      vi: "Đã có một dự thảo quyết định về giấy chứng nhận này. Hãy trình hoặc bỏ dự thảo đó trước.",
    });
}

type Asked = {
  readonly kind: EndingKind;
  readonly ground: RevocationGround | null;
  readonly reason: string;
  readonly concludedOn: string;
};

function itemOf(decisionId: string, row: RecognitionRow, asked: Asked) {
  return {
    decisionId,
    seq: 1,
    productId: row.productId,
    recognitionId: row.id,
    stars: row.stars,
    ground: asked.kind === "revocation" ? asked.ground : row.revocationGround,
    concludedOn: asked.concludedOn,
    reason: asked.reason,
  };
}
