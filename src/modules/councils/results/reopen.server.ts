import { desc, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { can } from "../access.ts";
import { findRecusals } from "../conflicts/recusals.server.ts";
import { runEvents } from "../run-events.server.ts";
import { AnswerReopening, AskReopening } from "../run-inputs.ts";
import { councilSessions } from "../schema.server.ts";
import { presiderOf } from "../seats.ts";
import { authorise, itemSubjectOf, type LoadedItem, loadItem } from "../service/load.server.ts";
import { openRound } from "../service/scoring.server.ts";
import { sessionFacts } from "../service/sessions.server.ts";
import { itemFacts, lockSessionOf, requireItemStep } from "../service/steps.server.ts";
import { followSession } from "../steps.ts";
import { councilResults, resultReopenings } from "./schema.server.ts";

/** The result with its product, locked: the last version of it, or `conflict`. */
async function takeResult(tx: Db, actor: UserActor, resultId: string) {
  const [result] = await tx.select().from(councilResults).where(eq(councilResults.id, resultId));
  if (!result) throw new AppError("notFound", { vi: "Không có kết quả này." });
  await lockSessionOf(tx, result.itemId);
  await loadItem(tx, result.itemId, { lock: true });
  const loaded = await findRecusals(tx, result.itemId, actor.userId);
  authorise(actor, "seeItem", itemSubjectOf(loaded));
  const [last] = await tx
    .select({ id: councilResults.id })
    .from(councilResults)
    .where(eq(councilResults.itemId, result.itemId))
    .orderBy(desc(councilResults.version))
    .limit(1);
  if (last?.id !== resultId)
    throw new AppError("conflict", { vi: "Đã có phiên bản kết quả mới hơn. Hãy tải lại trang." });
  requireItemStep(loaded.item, "reopen");
  return { result, loaded };
}

type Part = "secretary" | "presider";

/** In which part the actor speaks about a result; `forbidden` for every other member. */
function partOf(actor: UserActor, loaded: LoadedItem): Part {
  const everybodyThere = loaded.seats.map((seat) => ({ ...seat, attendance: "present" as const }));
  if (presiderOf(everybodyThere, loaded.recused)?.userId === actor.userId) return "presider";
  if (can(actor, "run", itemSubjectOf(loaded))) return "secretary";
  throw new AppError("forbidden", {
    denied: "council.reopen",
    vi: "Chỉ thư ký và người điều hành phiên được đề nghị hoặc đồng ý mở lại kết quả.",
  });
}

/** Asks to reopen a closed result; a second person has to agree. One request at a time. */
export async function askReopening(
  db: Db,
  actor: UserActor,
  input: AskReopening,
): Promise<{ id: string }> {
  const { resultId, reason } = parseInput(AskReopening, input);
  return db.transaction(async (tx) => {
    const { loaded } = await takeResult(tx, actor, resultId);
    partOf(actor, loaded);
    await requireReopenable(tx, loaded);
    const [row] = await tx
      .insert(resultReopenings)
      .values({ resultId, reason, askedBy: actor.userId })
      .onConflictDoNothing()
      .returning({ id: resultReopenings.id });
    if (!row)
      throw new AppError("conflict", { vi: "Đã có một đề nghị mở lại kết quả này đang chờ." });
    await appendAudit(tx, runEvents.reopeningAsked, {
      ...itemFacts(actor, loaded),
      subjectId: resultId,
      details: {},
    });
    return row;
  });
}

/** A result that the dossier has already gone on from stays closed. */
async function requireReopenable(tx: Db, { item, session }: LoadedItem): Promise<void> {
  const { state, stage } = await findDossier(tx, item.dossierId);
  if (state !== "scored" || stage !== session.stage)
    throw new AppError("conflict", {
      vi: "Hồ sơ đã qua bước sau khi chốt kết quả nên kết quả này không mở lại được.",
    });
}

/**
 * Agrees to or refuses a request to reopen: another person than asked, and one of the two
 * presides. Agreed: the product is scored in a new round, its session opens again, and the
 * result that was closed stays as a version beside the one to come.
 */
export async function answerReopening(
  db: Db,
  actor: UserActor,
  input: AnswerReopening,
): Promise<void> {
  const { reopeningId, agreed, answer } = parseInput(AnswerReopening, input);
  await db.transaction(async (tx) => {
    const [asked] = await tx
      .select()
      .from(resultReopenings)
      .where(eq(resultReopenings.id, reopeningId))
      .for("update");
    if (!asked) throw new AppError("notFound", { vi: "Không có đề nghị này." });
    const { loaded } = await takeResult(tx, actor, asked.resultId);
    requireSecondPerson(actor, loaded, asked);
    await tx
      .update(resultReopenings)
      .set({ agreed, answer, answeredBy: actor.userId, answeredAt: sql`now()` })
      .where(eq(resultReopenings.id, reopeningId));
    if (agreed) await reopen(tx, actor, loaded, asked.reason);
    await appendAudit(tx, runEvents.reopeningAnswered, {
      ...itemFacts(actor, loaded),
      subjectId: asked.resultId,
      details: { agreed },
    });
  });
}

function requireSecondPerson(
  actor: UserActor,
  loaded: LoadedItem,
  asked: typeof resultReopenings.$inferSelect,
): void {
  const part = partOf(actor, loaded);
  if (asked.agreed !== null)
    throw new AppError("conflict", { vi: "Đề nghị này đã được trả lời. Hãy tải lại trang." });
  if (asked.askedBy === actor.userId)
    throw new AppError("forbidden", {
      denied: "council.reopen",
      vi: "Mở lại kết quả cần hai người: người đề nghị không tự đồng ý được.",
    });
  const everybodyThere = loaded.seats.map((seat) => ({ ...seat, attendance: "present" as const }));
  const presider = presiderOf(everybodyThere, loaded.recused)?.userId;
  if (part !== "presider" && presider !== asked.askedBy)
    throw new AppError("forbidden", {
      denied: "council.reopen",
      vi: "Một trong hai người đề nghị và đồng ý phải là người điều hành phiên.",
    });
}

async function reopen(tx: Db, actor: UserActor, loaded: LoadedItem, reason: string): Promise<void> {
  const { session, item } = loaded;
  await requireReopenable(tx, loaded);
  const to = followSession(session.state, "reopen");
  if (to !== null) {
    await tx
      .update(councilSessions)
      .set({ state: to, closedAt: null, closedBy: null, version: session.version + 1 })
      .where(eq(councilSessions.id, session.id));
    await appendAudit(tx, runEvents.reopened, { ...sessionFacts(actor, session), details: {} });
  }
  await openRound(tx, actor, loaded, { kind: "reopened", reason });
  const { assigned, conflicted = [] } = itemSubjectOf(loaded);
  await moveDossier(tx, actor, await findDossier(tx, item.dossierId, { lock: true }), {
    action: "rescore",
    on: await today(tx),
    guards: { scoresReopened: true },
    reason,
    involved: { assigned, conflicted },
  });
}
