import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { storedFiles } from "#core/files/schema.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { findRecognition } from "#modules/recognition/service/found.server.ts";
import { can, casePermissions } from "../access.ts";
import { type CaseAct, caseActNames, type CaseState, Id } from "../model.ts";
import { caseFiles, caseSteps, revocationCases } from "../schema.server.ts";
import { type CaseClock, caseTransitions, clockOn, obstaclesTo } from "../states.ts";
import { authorisedCase, type CaseRow, standCase } from "./load.server.ts";

/** The cases of the actor's area: those whose clock runs first, the most urgent at the top. */
export async function listCases(db: Db, actor: UserActor) {
  const scope = scopeSql(actor, casePermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: revocationCases.unitPath,
  });
  const rows = await db
    .select()
    .from(revocationCases)
    .where(scope)
    .orderBy(asc(revocationCases.decideBy), desc(revocationCases.openedAt))
    .limit(500);
  const on = await today(db);
  const listed: {
    row: CaseRow;
    standing: CaseState;
    clock: CaseClock | null;
  }[] = [];
  for (const row of rows) {
    const { standing, decision } = await standCase(db, row);
    const clock = clockOn(standing, { ...row, decidedOn: decision?.signedOn ?? null }, on);
    listed.push({ row, standing, clock });
  }
  const rank = ({ standing, clock }: (typeof listed)[number]) =>
    clock?.daysLeft != null ? 0 : standing === "opened" || standing === "verifying" ? 1 : 2;
  return listed.toSorted((a, b) => rank(a) - rank(b));
}

/** A case with everything that the office sees of it, and what the actor may do now. */
export async function describeCase(db: Db, actor: UserActor, id: string) {
  const row = await authorisedCase(db, actor, "see", id);
  const standing = await standCase(db, row);
  const on = await today(db);
  const steps = await db
    .select()
    .from(caseSteps)
    .where(eq(caseSteps.caseId, id))
    .orderBy(asc(caseSteps.at), asc(caseSteps.id));
  const names = await namesOfAccounts(
    db,
    steps.map(({ byId }) => byId),
  );
  const acts = (Object.keys(caseActNames) as CaseAct[]).filter(
    (act) =>
      can(actor, activityOf(act), row) &&
      (caseTransitions[act].from as readonly CaseState[]).includes(standing.standing),
  );
  const obstacles = new Map(
    acts.map((act) => [act, obstaclesTo(act, standing.standing, standing.facts, on)]),
  );
  return {
    ...standing,
    today: on,
    recognition: await findRecognition(db, row.recognitionId),
    clock: clockOn(
      standing.standing,
      { ...row, decidedOn: standing.decision?.signedOn ?? null },
      on,
    ),
    steps: steps.map((step) => ({ ...step, by: names.get(step.byId) ?? "" })),
    files: await filesOf(db, id),
    obstacles,
  };
}

function activityOf(act: CaseAct) {
  if (act === "recordRestoration") return "record";
  return act === "record" || act === "explain" ? act : "work";
}

async function filesOf(db: Db, caseId: string) {
  return db
    .select()
    .from(caseFiles)
    .where(eq(caseFiles.caseId, caseId))
    .orderBy(asc(caseFiles.keptAt), asc(caseFiles.digest));
}

/** A file of a case for whoever may see the case; the producer, only what it sent itself. */
export async function findCaseFile(
  db: Db,
  actor: UserActor,
  { caseId, digest }: { caseId: string; digest: string },
): Promise<{ digest: string; title: string; mediaType: string; size: number | bigint }> {
  const row = await anyonesCase(db, actor, caseId);
  const [file] = await db
    .select({
      digest: storedFiles.digest,
      mediaType: storedFiles.mediaType,
      size: storedFiles.size,
      title: caseFiles.title,
      isProducers: caseFiles.isProducers,
    })
    .from(caseFiles)
    .innerJoin(storedFiles, eq(storedFiles.digest, caseFiles.digest))
    .where(and(eq(caseFiles.caseId, caseId), eq(caseFiles.digest, digest)));
  if (!file || (!file.isProducers && !can(actor, "see", row)))
    throw new AppError("notFound", { vi: "Không có tệp này." });
  return file;
}

async function anyonesCase(db: Db, actor: UserActor, caseId: string): Promise<CaseRow> {
  const missing = { vi: "Không có vụ việc này." };
  if (!Id.safeParse(caseId).success) throw new AppError("notFound", missing);
  const [row] = await db.select().from(revocationCases).where(eq(revocationCases.id, caseId));
  if (!row) throw new AppError("notFound", missing);
  if (can(actor, "see", row) || isOwn(actor, row)) return row;
  throw new AppError("notFound", { ...missing, denied: "revocationCase.see" });
}

/** Whether the case is about the actor's own producer, and the producer has been asked. */
function isOwn(actor: UserActor, row: CaseRow): boolean {
  return row.askedAt !== null && can(actor, "explain", row);
}

/** What the account's producers were asked, newest first. */
export async function listQuestions(db: Db, actor: UserActor) {
  const own = actor.grants.flatMap(({ jurisdiction: j }) =>
    j.kind === "own" && j.holderId !== null && Id.safeParse(j.holderId).success ? [j.holderId] : [],
  );
  if (own.length === 0) return [];
  return db
    .select()
    .from(revocationCases)
    .where(and(inArray(revocationCases.producerId, own), isNotNull(revocationCases.askedAt)))
    .orderBy(desc(revocationCases.askedAt));
}

/** One question with the producer's answer and files; `notFound` for those of others. */
export async function describeQuestion(db: Db, actor: UserActor, id: string) {
  const row = await anyonesCase(db, actor, id);
  if (!isOwn(actor, row))
    throw new AppError("notFound", {
      vi: "Không có câu hỏi này.",
      denied: "revocationCase.explain",
    });
  const { standing, facts } = await standCase(db, row);
  const on = await today(db);
  return {
    row,
    standing,
    mayAnswer: obstaclesTo("explain", standing, facts, on).length === 0,
    files: (await filesOf(db, id)).filter(({ isProducers }) => isProducers),
  };
}
