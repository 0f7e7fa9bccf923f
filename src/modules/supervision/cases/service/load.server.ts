import { eq } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { ConflictKind } from "#modules/councils/model.ts";
import {
  findDecisionState,
  findRecognition,
  ruleOn,
} from "#modules/recognition/service/found.server.ts";
import { endingLevel } from "#modules/recognition/ending.ts";
import { conflictedIn } from "../../service/conflicts.server.ts";
import { can, type CaseActivity, casePermissions } from "../access.ts";
import { caseEvents } from "../events.server.ts";
import { type CaseAct, type CaseState, Id } from "../model.ts";
import { caseSteps, revocationCases } from "../schema.server.ts";
import { caseTransitions, obstaclesTo, standingOf } from "../states.ts";

export type CaseRow = typeof revocationCases.$inferSelect;

/** A case with where it stands, and what its acts depend on. */
export type StandingCase = {
  readonly row: CaseRow;
  readonly standing: CaseState;
  readonly facts: Parameters<typeof obstaclesTo>[2];
  readonly decision: Awaited<ReturnType<typeof findDecisionState>>;
  readonly restoration: Awaited<ReturnType<typeof findDecisionState>>;
};

const missing = { vi: "Không có vụ việc này." };

/** The case, if the actor may do this to it; one of others is not found, as if it were not there. */
export async function authorisedCase(
  db: Db,
  actor: Actor,
  activity: CaseActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<CaseRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(revocationCases).where(eq(revocationCases.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  if (can(actor, activity, row)) return row;
  const denied = `revocationCase.${activity}`;
  // A producer is shown what it was asked, by its own page; not the office's.
  if (can(actor, "see", row))
    throw new AppError("forbidden", { denied, roles: casePermissions[activity].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** Reads where a case stands from its row and its decisions. */
export async function standCase(db: Db, row: CaseRow): Promise<StandingCase> {
  const decision =
    row.decisionId === null ? undefined : await findDecisionState(db, row.decisionId);
  const restoration =
    row.restorationId === null ? undefined : await findDecisionState(db, row.restorationId);
  const recognition = await findRecognition(db, row.recognitionId);
  const rule = ruleOn(await today(db));
  const standing = standingOf({
    state: row.state,
    decision: decision?.state ?? null,
    restoration: restoration?.state ?? null,
  });
  return {
    row,
    standing,
    decision,
    restoration,
    facts: {
      ground: row.ground,
      stars: row.stars,
      isAsked: row.askedAt !== null,
      isAnswered: row.answeredAt !== null,
      answerBy: row.answerBy,
      isMinisters: rule !== null && endingLevel(rule, row.stars) === "central",
      hasDecision: decision !== undefined && decision.state !== "dropped",
      restoration: restoration?.state ?? null,
      isRecovered: (recognition?.certificate?.recoveredOn ?? null) !== null,
    },
  };
}

/**
 * A case for an act, locked. Throws `stale` when somebody changed it since it was shown,
 * `unprocessable` with everything that stands against the act.
 */
export async function takeCase(
  tx: Db,
  actor: UserActor,
  act: { activity: CaseActivity; act: CaseAct },
  { caseId, expectedVersion }: { caseId: string; expectedVersion: number },
): Promise<StandingCase> {
  const row = await authorisedCase(tx, actor, act.activity, caseId, { lock: true });
  if (act.activity !== "explain") await refuseConflicted(tx, actor, row);
  if (row.version !== expectedVersion)
    throw new AppError("stale", {
      vi: "Người khác vừa thay đổi vụ việc này. Hãy tải lại trang, xem lại rồi làm tiếp.",
    });
  const standing = await standCase(tx, row);
  const against = obstaclesTo(act.act, standing.standing, standing.facts, await today(tx));
  if (against.length > 0) throw new AppError("unprocessable", { vi: against.join(" ") });
  return standing;
}

/**
 * Refuses whoever has an interest in the product or its producer; handling its dossier is none.
 * `except`: ties that are none for this act.
 */
export async function refuseConflicted(
  tx: Db,
  actor: UserActor,
  row: Pick<CaseRow, "id" | "provinceCode" | "unitPath" | "producerId" | "producerName">,
  except: readonly ConflictKind[] = [],
): Promise<void> {
  const { id, provinceCode, unitPath, producerId, producerName } = row;
  const ground = { id, provinceCode, unitPath, producerId, producerName, dossierId: null };
  const found = await conflictedIn(tx, [ground], [actor.userId], except);
  const why = found.get(id)?.get(actor.userId);
  if (why === undefined) return;
  throw new AppError("forbidden", {
    denied: "revocationCase.conflict",
    vi: `Bạn có quan hệ lợi ích với sản phẩm này (${why}) nên không tham gia vụ việc.`,
  });
}

/** Writes what an act changes, its step and its audit row, in the act's transaction. */
export async function moveCase(
  tx: Db,
  actor: UserActor,
  row: CaseRow,
  of: { act: CaseAct; note: string | null; change?: Partial<CaseRow> },
): Promise<void> {
  const { act, note, change = {} } = of;
  const to = caseTransitions[act].to;
  await tx
    .update(revocationCases)
    .set({ ...change, ...(to === null ? {} : { state: to }), version: row.version + 1 })
    .where(eq(revocationCases.id, row.id));
  await tx.insert(caseSteps).values({ caseId: row.id, act, note, byId: actor.userId });
  await appendAudit(tx, caseEvents.moved, {
    ...auditFacts(actor, row),
    details: { act, decision: change.decisionId ?? change.restorationId ?? null },
  });
}

/** What an audit row says of where an act on a case belongs. */
export function auditFacts(actor: UserActor, row: CaseRow) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
  };
}
