import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { announce } from "#core/live/hub.ts";
import type { Session } from "#core/session/session.ts";
import type { Proof } from "#modules/people/model.ts";
import { type Entrance, proveAgain } from "#modules/people/service/proof.server.ts";
import {
  authorise,
  channelOf,
  itemSubjectOf,
  type LoadedItem,
  scoringSeats,
} from "../service/load.server.ts";
import { requireNoConflict } from "../conflicts/recusals.server.ts";
import { beginSheet } from "./begin.server.ts";
import { sheetEvents } from "./events.server.ts";
import { ConfirmPaperSheet, EnterPaperSheet, RefusePaperSheet } from "./inputs.ts";
import { draftOf, type SheetDraft } from "./preview.server.ts";
import { requireStop } from "./remarks.server.ts";
import {
  findSheet,
  itemOfSession,
  requireOpenRound,
  type SheetPlace,
  type SheetRow,
} from "./right.server.ts";
import { councilSheets, sheetAnswers } from "./schema.server.ts";
import { requireFit, setOfItem } from "./set.server.ts";
import { requireSignable, seal, type SignedSheet } from "./sign.server.ts";

/**
 * Enters a sheet that a member filled in by hand, from its scan; entering it again replaces what
 * was entered. It counts only once a second person has compared it (`confirmPaperSheet`); until
 * then its member cannot write it. The one way in which somebody writes another's sheet: for the
 * session's secretary, never their own, never while a sheet of their own on the product is open.
 */
export async function enterPaperSheet(
  db: Db,
  actor: UserActor,
  input: EnterPaperSheet,
): Promise<{ digest: string }> {
  const {
    sessionId,
    itemId,
    round,
    memberId,
    scanDigest,
    answers,
    notes,
    leaveUnanswered,
    ...said
  } = parseInput(EnterPaperSheet, input);
  const entered = answersOfPaper(answers, notes);
  return db.transaction(async (tx) => {
    const place = { sessionId, itemId, round };
    const loaded = await itemOfSession(tx, place, { lock: true });
    authorise(actor, "run", itemSubjectOf(loaded));
    requireFit((await setOfItem(tx, itemId)).compiled, entered);
    await requireStop(tx, itemId, said.stopAt);
    requireOpenRound(loaded, round);
    requireAnothers(actor, memberId);
    await requireBlind(tx, actor.userId, loaded, round);
    requireMembers(loaded, memberId);
    await beginSheet(tx, { ...place, userId: memberId });
    const before = await findSheet(tx, { ...place, userId: memberId }, { lock: true });
    if (!before || before.state === "signed")
      throw new AppError("conflict", {
        vi: "Phiếu của thành viên này đã ký nên không nhập lại được.",
      });
    await tx.delete(sheetAnswers).where(eq(sheetAnswers.sheetId, before.id));
    if (entered.length > 0)
      await tx
        .insert(sheetAnswers)
        .values(
          entered.map((answer) => ({ sheetId: before.id, writeId: randomUUID(), ...answer })),
        );
    const [sheet] = await tx
      .update(councilSheets)
      .set({
        ...said,
        scanDigest,
        enteredBy: actor.userId,
        version: sql`${councilSheets.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(councilSheets.id, before.id))
      .returning();
    const draft = await draftOf(tx, loaded, { round, userId: memberId, sheet });
    requireSignable(draft, leaveUnanswered);
    await announce(tx, channelOf(sessionId));
    await appendAudit(tx, sheetEvents.paperEntered, {
      ...factsOf(actor, loaded, before.id),
      details: { item: itemId, round, member: memberId, scan: scanDigest, digest: draft.digest },
    });
    return { digest: draft.digest };
  });
}

/** An entered sheet as the one who compares it sees it, with the digest to confirm. */
export async function readPaperSheet(
  db: Db,
  actor: UserActor,
  place: SheetPlace & { readonly memberId: string },
): Promise<{ sheet: SheetRow; draft: SheetDraft }> {
  const loaded = await itemOfSession(db, place);
  const sheet = await enteredSheet(db, actor, loaded, place);
  return { sheet, draft: await draftOf(db, loaded, { ...place, userId: place.memberId, sheet }) };
}

/**
 * Confirms that an entered sheet is what its scan shows: it is sealed. By a second person of the
 * session, never the one who entered it, who shows again who they are. Throws `stale` when the
 * sheet was entered anew meanwhile.
 */
export async function confirmPaperSheet(
  entrance: Entrance,
  session: Session,
  input: ConfirmPaperSheet,
  proof: Proof,
): Promise<SignedSheet> {
  const { ground } = entrance;
  const { digest, ...place } = parseInput(ConfirmPaperSheet, input);
  const { actor } = session;
  // Refused before the proof: a code works once.
  await readPaperSheet(ground.db, actor, place);
  await proveAgain(entrance, session, proof);
  return ground.db.transaction(async (tx) => {
    const loaded = await itemOfSession(tx, place, { lock: true });
    requireOpenRound(loaded, place.round);
    const sheet = await enteredSheet(tx, actor, loaded, place, { lock: true });
    const draft = await draftOf(tx, loaded, { ...place, userId: place.memberId, sheet });
    if (draft.digest !== digest)
      throw new AppError("stale", { vi: "Phiếu vừa được nhập lại. Hãy đối chiếu lại từ đầu." });
    await requireNoConflict(tx, loaded, place.memberId);
    const signed = await seal(tx, sheet.id, draft, "paper", { confirmedBy: actor.userId });
    await announce(tx, channelOf(place.sessionId));
    await appendAudit(tx, sheetEvents.paperConfirmed, {
      ...factsOf(actor, loaded, sheet.id),
      details: {
        item: place.itemId,
        round: place.round,
        member: place.memberId,
        scan: sheet.scanDigest,
        digest,
        enteredBy: sheet.enteredBy,
      },
    });
    return signed;
  });
}

/** Sends an entered sheet back: it does not say what its scan shows. Its member may write again. */
export async function refusePaperSheet(
  db: Db,
  actor: UserActor,
  input: RefusePaperSheet,
): Promise<void> {
  const place = parseInput(RefusePaperSheet, input);
  await db.transaction(async (tx) => {
    const loaded = await itemOfSession(tx, place, { lock: true });
    requireOpenRound(loaded, place.round);
    const sheet = await enteredSheet(tx, actor, loaded, place, { lock: true });
    await tx.delete(sheetAnswers).where(eq(sheetAnswers.sheetId, sheet.id));
    await tx
      .update(councilSheets)
      .set({
        scanDigest: null,
        enteredBy: null,
        comment: null,
        proposesRejection: false,
        rejectionReason: null,
        stopAt: null,
        version: sql`${councilSheets.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(councilSheets.id, sheet.id));
    await announce(tx, channelOf(place.sessionId));
    await appendAudit(tx, sheetEvents.paperRefused, {
      ...factsOf(actor, loaded, sheet.id),
      details: {
        item: place.itemId,
        round: place.round,
        member: place.memberId,
        scan: sheet.scanDigest,
      },
    });
  });
}

type EnteredSheet = SheetRow & { readonly scanDigest: string; readonly enteredBy: string };

/** A sheet that waits for its second person, if the actor may be that person. */
async function enteredSheet(
  db: Db,
  actor: UserActor,
  loaded: LoadedItem,
  { itemId, round, memberId }: SheetPlace & { readonly memberId: string },
  options: { lock?: boolean } = {},
): Promise<EnteredSheet> {
  authorise(actor, "seeItem", itemSubjectOf(loaded));
  requireSeat(actor, loaded);
  if (actor.userId !== memberId) await requireBlind(db, actor.userId, loaded, round);
  const sheet = await findSheet(db, { itemId, round, userId: memberId }, options);
  const { scanDigest = null, enteredBy = null } = sheet ?? {};
  if (!sheet || scanDigest === null || enteredBy === null || sheet.state === "signed")
    throw new AppError("notFound", { vi: "Không có phiếu giấy nào đang chờ đối chiếu ở đây." });
  if (enteredBy === actor.userId)
    throw new AppError("forbidden", {
      denied: "council.confirmPaper",
      vi: "Người nhập phiếu không tự đối chiếu được. Hãy nhờ người thứ hai trong phiên.",
    });
  return { ...sheet, scanDigest, enteredBy };
}

/** Who only looks over the session, as an auditor does, sees no sheet before the reveal. */
function requireSeat(actor: UserActor, { seats }: LoadedItem): void {
  if (seats.some(({ userId }) => userId === actor.userId)) return;
  throw new AppError("forbidden", { denied: "council.readPaper" });
}

/** Whoever reads another's sheet must have nothing left to score on the product in this round. */
async function requireBlind(
  db: Db,
  userId: string,
  loaded: LoadedItem,
  round: number,
): Promise<void> {
  if (!scoringSeats(loaded).some((seat) => seat.userId === userId)) return;
  const own = await findSheet(db, { itemId: loaded.item.id, round, userId });
  if (own?.state === "signed") return;
  throw new AppError("forbidden", {
    denied: "council.readPaper",
    vi: "Hãy ký phiếu của bạn cho sản phẩm này trước khi xem phiếu giấy của người khác.",
  });
}

function requireAnothers(actor: UserActor, memberId: string): void {
  if (actor.userId === memberId)
    throw new AppError("forbidden", {
      denied: "council.enterPaper",
      vi: "Phiếu của chính bạn thì chấm và ký trên hệ thống.",
    });
}

function requireMembers(loaded: LoadedItem, memberId: string): void {
  if (!scoringSeats(loaded).some(({ userId }) => userId === memberId))
    throw new AppError("notFound", { vi: "Người này không chấm sản phẩm này trong phiên." });
}

function answersOfPaper(
  answers: Readonly<Record<string, number>>,
  notes: Readonly<Record<string, string | null>>,
) {
  const codes = new Set([...Object.keys(answers), ...Object.keys(notes)]);
  return [...codes].flatMap((criterion) => {
    const [option, note] = [answers[criterion] ?? null, notes[criterion] ?? null];
    return option === null && note === null ? [] : [{ criterion, option, note }];
  });
}

function factsOf(actor: UserActor, { session }: LoadedItem, subjectId: string) {
  return {
    actorId: actor.userId,
    subjectId,
    provinceCode: session.provinceCode,
    unitPath: session.unitPath,
  };
}
