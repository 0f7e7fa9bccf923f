import { eq, sql } from "drizzle-orm";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { announce } from "#core/live/hub.ts";
import type { Session } from "#core/session/session.ts";
import type { Proof } from "#modules/people/model.ts";
import { type Entrance, proveAgain } from "#modules/people/service/proof.server.ts";
import type { Signature } from "../model.ts";
import { channelOf, type LoadedItem } from "../service/load.server.ts";
import { refreshRecusals, requireNoConflict } from "../conflicts/recusals.server.ts";
import { sheetEvents } from "./events.server.ts";
import { SignSheet } from "./inputs.ts";
import { draftOf, type SheetDraft } from "./preview.server.ts";
import {
  findSheet,
  itemOfSession,
  requireOpenRound,
  requireOpenSheet,
  requireScorer,
  type SheetRow,
} from "./right.server.ts";
import { councilSheets } from "./schema.server.ts";

/** That a sheet is signed: what was sealed, and when. */
export type SignedSheet = { readonly digest: string; readonly signedAt: Date };

/**
 * Signs one's own sheet: what the member was shown (its digest) is what is sealed, or nothing is.
 * The member shows again who they are. Signing the same sheet twice is answered as the first
 * time. Throws `stale` when the sheet is no longer what was shown, `unprocessable` when criteria
 * are unanswered and the member has not said that they count 0 or a rejection lacks its reason,
 * `invalid` for a wrong password or code, `tooMany`, and as `saveAnswers` does.
 */
export async function signSheet(
  entrance: Entrance,
  session: Session,
  input: SignSheet,
  proof: Proof,
): Promise<SignedSheet> {
  const { ground, visitor } = entrance;
  const parsed = parseInput(SignSheet, input);
  await refreshRecusals(ground.db, parsed.itemId, session.actor.userId);
  // Looked at before the proof: a code works once, and must not be spent on an old page.
  const done = await check(ground.db, session, parsed);
  if ("signedAt" in done) return done;
  const kind = await proveAgain(entrance, session, proof);
  return ground.db.transaction(async (tx) => {
    const checked = await check(tx, session, parsed, { lock: true });
    if ("signedAt" in checked) return checked;
    const { loaded, sheet, draft } = checked;
    await requireNoConflict(tx, loaded, session.actor.userId);
    const signed = await seal(tx, sheet.id, draft, kind);
    await announce(tx, channelOf(loaded.session.id));
    await appendAudit(tx, sheetEvents.signed, {
      actorId: session.actor.userId,
      subjectId: sheet.id,
      provinceCode: loaded.session.provinceCode,
      unitPath: loaded.session.unitPath,
      requestId: visitor.requestId,
      details: {
        item: loaded.item.id,
        round: parsed.round,
        member: session.actor.userId,
        digest: draft.digest,
        with: kind,
      },
    });
    return signed;
  });
}

type Checked = {
  readonly loaded: LoadedItem;
  readonly sheet: SheetRow;
  readonly draft: SheetDraft;
};

async function check(
  db: Db,
  { actor }: Session,
  { sessionId, itemId, round, digest, leaveUnanswered }: ReturnType<typeof SignSheet.parse>,
  { lock = false }: { lock?: boolean } = {},
): Promise<Checked | SignedSheet> {
  // Locked like a reveal does: the one sees the other's outcome, whoever comes first.
  const loaded = await itemOfSession(db, { sessionId, itemId }, { lock });
  await requireScorer(db, actor, loaded);
  const sheet = await findSheet(db, { itemId, round, userId: actor.userId }, { lock });
  if (sheet?.state === "signed" && sheet.digest === digest && sheet.signedAt !== null)
    return { digest, signedAt: sheet.signedAt };
  requireOpenRound(loaded, round);
  requireOpenSheet(sheet);
  const draft = await draftOf(db, loaded, { round, userId: actor.userId, sheet });
  if (!sheet || draft.digest !== digest)
    throw new AppError("stale", {
      vi: "Phiếu đã thay đổi so với bản vừa xem (có thể từ thiết bị khác). Hãy xem lại rồi ký.",
    });
  requireSignable(draft, leaveUnanswered);
  return { loaded, sheet, draft };
}

/** Refuses a sheet that says too little to be signed. */
export function requireSignable({ score, sealed }: SheetDraft, leaveUnanswered: boolean): void {
  const fields: Record<string, string> = {};
  if (score.unanswered.length > 0 && !leaveUnanswered)
    fields["leaveUnanswered"] =
      `Còn ${score.unanswered.length} tiêu chí chưa chấm. Hãy chấm nốt, hoặc xác nhận để trống và tính 0 điểm.`;
  if (sealed.proposesRejection && sealed.rejectionReason === null)
    fields["rejectionReason"] = "Hãy ghi lý do đề nghị loại hồ sơ.";
  if (Object.keys(fields).length > 0) throw new AppError("unprocessable", { fields });
}

/** Seals a sheet in the transaction of its signing; from here on nobody changes it. */
export async function seal(
  tx: Db,
  sheetId: string,
  { sealed, digest }: SheetDraft,
  signedWith: Signature,
  more: Partial<Pick<SheetRow, "confirmedBy">> = {},
): Promise<SignedSheet> {
  const [row] = await tx
    .update(councilSheets)
    .set({
      state: "signed",
      sealed,
      digest,
      total: sealed.total,
      stars: sealed.stars,
      signedWith,
      signedAt: sql`now()`,
      updatedAt: sql`now()`,
      ...more,
    })
    .where(eq(councilSheets.id, sheetId))
    .returning({ signedAt: councilSheets.signedAt });
  if (!row?.signedAt) throw new Error("the sheet was not sealed");
  return { digest, signedAt: row.signedAt };
}
