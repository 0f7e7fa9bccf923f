import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { council } from "#modules/rulebooks/council.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { doubtsOf } from "../doubts.ts";
import type { RoundKind } from "../model.ts";
import { quorumGap, quorumOf } from "../results/quorum.ts";
import { caseOf, findRound, rollNow, rollOf, signedSheets } from "../results/roll.server.ts";
import { runEvents } from "../run-events.server.ts";
import { NoteItem, StartScoring, StepItem, StepWithReason } from "../run-inputs.ts";
import { councilSessions, itemRounds } from "../schema.server.ts";
import {
  authorise,
  type LoadedItem,
  loadItem,
  loadSession,
  rulesOf,
  subjectOf,
} from "./load.server.ts";
import { itemsIn } from "./run.server.ts";
import {
  changeItem,
  itemFacts,
  lockSessionOf,
  requireItemStep,
  requireOpenSession,
  takeItem,
} from "./steps.server.ts";

/** Notes what happened around a product: samples handed out, the owner's words, the discussion. */
export async function noteItem(db: Db, actor: UserActor, input: NoteItem): Promise<void> {
  const { samples, presentation, discussion, ...on } = parseInput(NoteItem, input);
  await db.transaction(async (tx) => {
    const loaded = await takeItem(tx, actor, "run", on);
    if (["concluded", "rejected", "postponed"].includes(loaded.item.state))
      throw new AppError("conflict", { vi: "Sản phẩm đã có kết quả nên ghi chú không sửa được." });
    const { item } = loaded;
    const handedOut = samples === true && item.samplesAt === null;
    const presented = presentation !== undefined && presentation !== item.presentation;
    const discussed = discussion !== undefined && discussion !== item.discussion;
    const parts = [
      ...(handedOut ? (["samples"] as const) : []),
      ...(presented ? (["presentation"] as const) : []),
      ...(discussed ? (["discussion"] as const) : []),
    ];
    if (parts.length === 0) return;
    await changeItem(tx, loaded, {
      ...(handedOut ? { samplesAt: await now(tx) } : {}),
      ...(presented ? { presentation, presentedAt: await now(tx) } : {}),
      ...(discussed ? { discussion } : {}),
    });
    await appendAudit(tx, runEvents.noted, { ...itemFacts(actor, loaded), details: { parts } });
  });
}

async function now(tx: Db): Promise<Date> {
  const { rows } = await tx.execute<{ at: string }>(sql`select now()::text as at`);
  return new Date(rows[0]?.at ?? "");
}

/**
 * Opens the first round of sheets of one product, or of all that wait. Throws `unprocessable`
 * where the rulebook has a doubt that the chair has not ruled on, or where those present are not
 * enough; with several products the number of each stands before its reason, and none is opened.
 */
export async function startScoring(
  db: Db,
  actor: UserActor,
  input: StartScoring,
): Promise<{ started: number }> {
  const { sessionId, itemId } = parseInput(StartScoring, input);
  return db.transaction(async (tx) => {
    const hall = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "run", subjectOf(hall));
    requireOpenSession(hall.session);
    const waiting = await itemsIn(tx, sessionId, ["waiting"]);
    const chosen = waiting.filter(({ id }) => itemId === null || id === itemId);
    if (chosen.length === 0)
      throw new AppError("conflict", { vi: "Không còn sản phẩm nào chờ chấm. Hãy tải lại trang." });
    const gaps: string[] = [];
    let started = 0;
    for (const { id } of chosen) {
      const loaded = await loadItem(tx, id, { lock: true });
      requireItemStep(loaded.item, "startScoring");
      const gap = await startGap(tx, loaded);
      if (gap) gaps.push(`Sản phẩm số ${loaded.item.seq}: ${gap}`);
      else {
        await openRound(tx, actor, loaded, { kind: "first", reason: null });
        started += 1;
      }
    }
    if (gaps.length > 0)
      throw new AppError("unprocessable", {
        vi: gaps.join("\n"),
        fields: { items: gaps.join("\n") },
      });
    return { started };
  });
}

/** What stands against scoring a product; null when nothing does. */
async function startGap(tx: Db, loaded: LoadedItem): Promise<string | null> {
  const { set } = await setOf(tx, await findDossier(tx, loaded.item.dossierId));
  if (doubtsOf(set).length > 0 && loaded.item.doubt === null)
    return "Bộ tiêu chí có điểm còn nghi ngờ, Chủ tịch chưa quyết định cách áp dụng.";
  if (loaded.session.mode === "written") return null;
  const { rules } = await rulesOf(tx, loaded.session);
  return quorumGap(quorumOf(rules, rollOf(loaded, new Set())));
}

/** Opens the next round of sheets of a product, in the transaction of the act that calls for it. */
export async function openRound(
  tx: Db,
  actor: UserActor,
  loaded: LoadedItem,
  { kind, reason }: { kind: RoundKind; reason: string | null },
): Promise<void> {
  const roundNo = loaded.item.roundNo + 1;
  await tx
    .insert(itemRounds)
    .values({ itemId: loaded.item.id, roundNo, kind, reason, openedBy: actor.userId });
  // Verdicts were on sheets that no longer count.
  await changeItem(tx, loaded, {
    state: "scoring",
    roundNo,
    rejected: null,
    rejectGround: null,
    stopAt: null,
    verdictBy: null,
    verdictAt: null,
  });
  await appendAudit(tx, runEvents.scoringStarted, {
    ...itemFacts(actor, loaded),
    details: { round: roundNo, kind },
  });
}

/**
 * Opens another round after the discussion, when the spread of the revealed one exceeds the
 * rules' limit and the rules still allow it. The sheets of every round stay.
 */
export async function rescore(db: Db, actor: UserActor, input: StepWithReason): Promise<void> {
  const { reason, ...on } = parseInput(StepWithReason, input);
  await db.transaction(async (tx) => {
    const loaded = await takeItem(tx, actor, "run", on);
    requireItemStep(loaded.item, "rescore");
    if (loaded.session.mode === "written")
      throw new AppError("conflict", {
        vi: "Ý kiến bằng văn bản chênh lệch thì chuyển sang họp, không chấm lại bằng văn bản.",
      });
    const { needsRescore, left } = await rescoring(tx, loaded);
    if (!needsRescore)
      throw new AppError("unprocessable", {
        vi: "Điểm giữa các phiếu không chênh lệch quá mức của Quy chế nên không chấm lại.",
      });
    if (left === 0)
      throw new AppError("unprocessable", {
        vi: "Đã chấm lại đủ số lần Quy chế cho phép. Hãy chốt kết quả theo lượt này.",
      });
    await openRound(tx, actor, loaded, { kind: "rescore", reason });
  });
}

/** Whether a revealed round calls for another one, and how many the rules still allow. */
export async function rescoring(
  db: Db,
  loaded: LoadedItem,
): Promise<{ needsRescore: boolean; left: number }> {
  const { item, session, recused } = loaded;
  const { rules } = await rulesOf(db, session);
  const round = await findRound(db, item.id, item.roundNo);
  if (round.roll === null) return { needsRescore: false, left: 0 };
  const { compiled } = await setOf(db, await findDossier(db, item.dossierId));
  const sheets = await signedSheets(db, item.id, item.roundNo);
  const ruling = { rejected: item.rejected ?? false, stopAt: item.stopAt };
  const { needsRescore } = council(
    compiled,
    caseOf(rollNow(round.roll, recused), sheets, ruling),
    rules,
  );
  return { needsRescore, left: Math.max(0, rules.rescoreRounds - (await rescoresOf(db, item.id))) };
}

/** How often a product has been scored again since it was first scored, or since it was reopened. */
async function rescoresOf(db: Db, itemId: string): Promise<number> {
  const rounds = await db
    .select({ kind: itemRounds.kind })
    .from(itemRounds)
    .where(eq(itemRounds.itemId, itemId))
    .orderBy(itemRounds.roundNo);
  const since = rounds.findLastIndex(({ kind }) => kind !== "rescore");
  return rounds.length - 1 - since;
}

/** Puts a product off to another session; hidden sheets of a round under way stay hidden for good. */
export async function postpone(db: Db, actor: UserActor, input: StepItem): Promise<void> {
  const on = parseInput(StepItem, input);
  await db.transaction(async (tx) => {
    await lockSessionOf(tx, on.itemId);
    const loaded = await takeItem(tx, actor, "run", on);
    const state = requireItemStep(loaded.item, "postpone");
    if (loaded.item.roundNo > 1) await requireNoQuorum(tx, loaded);
    await changeItem(tx, loaded, { state });
    if (loaded.session.currentItemId === loaded.item.id)
      await tx
        .update(councilSessions)
        .set({ currentItemId: null })
        .where(eq(councilSessions.id, loaded.session.id));
    await appendAudit(tx, runEvents.postponed, { ...itemFacts(actor, loaded), details: {} });
  });
}

/**
 * Sheets that the council has seen cannot be put away for others: a product that is scored again
 * gets its result here, unless those who are left are not enough.
 */
async function requireNoQuorum(tx: Db, loaded: LoadedItem): Promise<void> {
  const signed = await signedSheets(tx, loaded.item.id, loaded.item.roundNo);
  const { rules } = await rulesOf(tx, loaded.session);
  if (quorumOf(rules, rollOf(loaded, new Set(signed.keys()))).met)
    throw new AppError("conflict", {
      vi: "Sản phẩm đã có lượt chấm được công bố nên phải có kết quả ở phiên này.",
    });
}
