import { and, asc, eq } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { can as may } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { dossierPermissions } from "../access.ts";
import { roundFor, roundsOf } from "../clocks.ts";
import { events } from "../events.server.ts";
import { OnDossier, OpenExtraRound, SetRound, WithReason } from "../inputs.ts";
import { dossierRounds, dossiers } from "../schema.server.ts";
import { deskOf } from "./commune.server.ts";
import { type DossierRow, factsOf, findDossier, procedureOf } from "./load.server.ts";
import { moveDossier } from "./move.server.ts";

export type StoredRound = typeof dossierRounds.$inferSelect;

/**
 * The rounds of a stage in a year, those of the decision included: they are stored the first
 * time that somebody asks.
 */
async function roundsOfYear(
  tx: Db,
  of: { provinceCode: string; regime: string; stage: Stage; year: number },
): Promise<StoredRound[]> {
  const { provinceCode, regime, stage, year } = of;
  const lawful = roundsOf(stage, year);
  if (lawful.length > 0)
    await tx
      .insert(dossierRounds)
      .values(
        lawful.map(({ id, requestedBefore, heldBefore }) => ({
          provinceCode,
          regime,
          stage: stage.id,
          year,
          code: id,
          requestedBefore,
          heldBefore,
        })),
      )
      .onConflictDoNothing();
  return tx
    .select()
    .from(dossierRounds)
    .where(
      and(
        eq(dossierRounds.provinceCode, provinceCode),
        eq(dossierRounds.regime, regime),
        eq(dossierRounds.stage, stage.id),
        eq(dossierRounds.year, year),
      ),
    )
    .orderBy(asc(dossierRounds.requestedBefore));
}

/** The rounds that a dossier may go into at its stage, this year's and the next; the lawful one first. */
export async function listRoundsFor(
  db: Db,
  actor: UserActor,
  dossierId: string,
): Promise<{ rounds: StoredRound[]; proposed: string | null }> {
  return db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId);
    const stage = await deskOf(tx, actor, row, "dossier.setRound");
    const on = await today(tx);
    const of = { provinceCode: row.provinceCode, regime: row.regime, stage };
    const year = Number(on.slice(0, 4));
    const rounds = [
      ...(await roundsOfYear(tx, { ...of, year })),
      ...(await roundsOfYear(tx, { ...of, year: year + 1 })),
    ];
    const lawful = roundFor(stage, requestDay(row, on));
    const proposed = rounds.find(
      ({ year: its, code }) => its === lawful?.year && code === lawful.id,
    );
    return { rounds, proposed: proposed?.id ?? null };
  });
}

/** The day on which the level below asked for the evaluation: when the dossier came to this stage. */
function requestDay(row: DossierRow, today: string): string {
  return row.clock?.startedOn ?? row.filedOn ?? today;
}

/**
 * Puts a dossier into a round of its stage; one for which it came too late is refused. Another
 * province's round is `notFound`.
 */
export async function setRound(db: Db, actor: UserActor, input: SetRound): Promise<void> {
  const { dossierId, roundId } = parseInput(SetRound, input);
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const stage = await deskOf(tx, actor, row, "dossier.setRound");
    const [round] = await tx.select().from(dossierRounds).where(eq(dossierRounds.id, roundId));
    if (round?.provinceCode !== row.provinceCode)
      throw new AppError("notFound", { vi: "Không có đợt này.", denied: "dossier.setRound" });
    if (round.regime !== row.regime || round.stage !== stage.id)
      throw new AppError("invalid", { fields: { roundId: "Hãy chọn một đợt của cấp này." } });
    if (requestDay(row, await today(tx)) >= round.requestedBefore)
      throw new AppError("invalid", {
        fields: { roundId: "Hồ sơ đề nghị sau hạn của đợt này. Hãy chọn đợt sau." },
      });
    await tx.update(dossiers).set({ roundId }).where(eq(dossiers.id, dossierId));
    await appendAudit(tx, events.roundSet, {
      ...factsOf(actor, row),
      details: { round: `${round.year}/${round.code}` },
    });
  });
}

/** The province's rounds of a year, under every regime that has any; for its officers. */
export async function listRounds(
  db: Db,
  actor: Actor,
  { provinceCode, year }: { provinceCode: string; year: number },
): Promise<StoredRound[]> {
  if (!may(actor, { ...dossierPermissions.seeConflicts }, provinceSubject(provinceCode)))
    throw new AppError("forbidden", { denied: "dossier.planRounds" });
  return db
    .select()
    .from(dossierRounds)
    .where(and(eq(dossierRounds.provinceCode, provinceCode), eq(dossierRounds.year, year)))
    .orderBy(asc(dossierRounds.requestedBefore));
}

/**
 * An extra round, which a decision allows only where the council's rules provide for it and with
 * a plan (26/2026/QĐ-TTg, article 5): `basis` names both.
 */
export async function openExtraRound(
  db: Db,
  actor: UserActor,
  input: OpenExtraRound,
): Promise<{ id: string }> {
  const round = parseInput(OpenExtraRound, input);
  if (!may(actor, dossierPermissions.planRounds, provinceSubject(round.provinceCode)))
    throw new AppError("forbidden", { denied: "dossier.planRounds" });
  if (round.requestedBefore >= round.heldBefore)
    throw new AppError("invalid", { fields: { heldBefore: "Hạn đánh giá phải sau hạn đề nghị." } });
  return db.transaction(async (tx) => {
    const year = Number(round.heldBefore.slice(0, 4));
    const [row] = await tx
      .insert(dossierRounds)
      .values({ ...round, year, createdBy: actor.userId })
      .onConflictDoNothing()
      .returning();
    if (!row) throw new AppError("conflict", { vi: "Năm này đã có đợt mang tên đó." });
    await appendAudit(tx, events.roundOpened, {
      actorId: actor.userId,
      subjectId: row.id,
      provinceCode: round.provinceCode,
      details: { stage: round.stage, year, code: round.code, extra: true },
    });
    return { id: row.id };
  });
}

/** Ends the checking: the dossier is in order and goes to the advisers of its stage. */
export async function passToAdvice(db: Db, actor: UserActor, input: OnDossier): Promise<void> {
  const { dossierId } = parseInput(OnDossier, input);
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const on = await today(tx);
    const guards = { roundSet: isRoundSet(row, on) };
    await moveDossier(tx, actor, row, { action: "passToAdvice", on, guards });
  });
}

/** Whether the dossier has its round, where the decision has rounds at all. */
export function isRoundSet(row: DossierRow, today: string): boolean {
  const { path } = procedureOf(row, today);
  const stage = path.find(({ id }) => id === row.stage);
  return row.roundId !== null || row.isRecorded || (stage?.rounds ?? []).length === 0;
}

/** Throws a dossier out on a ground of its set that the office has confirmed, with the reason. */
export async function rejectDossier(db: Db, actor: UserActor, input: WithReason): Promise<void> {
  const { dossierId, reason } = parseInput(WithReason, input);
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const guards = { rejectionConfirmed: true, reasonsGiven: true };
    await moveDossier(tx, actor, row, { action: "reject", on: await today(tx), guards, reason });
  });
}

function provinceSubject(code: string) {
  return {
    place: { version: currentVersion, path: code },
    holders: [],
    assigned: [],
    conflicted: [],
  };
}
