import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { guardsOf } from "#modules/councils/service/follow-up.server.ts";
import { type StandingResult, standingResult } from "#modules/councils/service/standing.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { type DossierRow, procedureOf } from "#modules/dossiers/service/load.server.ts";
import { listForwardedUp, listScored } from "#modules/dossiers/service/scored.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import { currentVersion } from "#modules/places/model.ts";
import { can, recognitionPermissions } from "../../access.ts";
import { decisionItems, decisions } from "../../schema.server.ts";
import { meanWords } from "../../service/describe.server.ts";
import { upwardItems, upwardLetters } from "../schema.server.ts";
import { approvalsOf } from "./load.server.ts";
import { kindOf } from "./ground.server.ts";

/** A result that the level above can be asked to evaluate. */
export type Sendable = {
  readonly dossierId: string;
  readonly productName: string;
  readonly producerName: string;
  readonly mean: string | null;
  readonly stars: number;
  readonly kind: ReturnType<typeof kindOf>;
  /** `none`: the decision that approves the result is still to be drafted. */
  readonly approval: "issued" | "underWay" | "none" | "notNeeded";
};

/** The results of the actor's area that reach the level above and are in no letter yet, oldest first. */
export async function listSendable(db: Db, actor: UserActor): Promise<Sendable[]> {
  // One that was handed on before its letter was written still needs one.
  const found = [...(await listScored(db, actor)), ...(await listForwardedUp(db, actor))];
  const sendable: Sendable[] = [];
  for (const row of found.filter((one) => can(actor, "see", one))) {
    const result = await standingResult(db, row.id);
    if (!result || !(await goesUp(db, row, result))) continue;
    if (await isInLetter(db, result.id)) continue;
    sendable.push({
      dossierId: row.id,
      productName: row.productName,
      producerName: row.producerName,
      mean: meanWords(result.mean),
      stars: result.stars,
      kind: kindOf(row),
      approval: await approvalState(db, row, result.id),
    });
  }
  return sendable;
}

/** Whether a result reaches the country's council, from here or having gone there. */
async function goesUp(db: Db, row: DossierRow, { stage }: StandingResult): Promise<boolean> {
  const { path } = procedureOf(row, row.filedOn ?? "");
  const above = stageOf(path, stageOf(path, stage)?.forwardsTo ?? null);
  if (above?.level !== "central") return false;
  if (row.state === "forwardedUp") return row.stage === above.id;
  return (await guardsOf(db, row)).reachesNextStage === true;
}

async function isInLetter(db: Db, resultId: string): Promise<boolean> {
  const found = await db
    .select({ id: upwardLetters.id })
    .from(upwardItems)
    .innerJoin(upwardLetters, eq(upwardLetters.id, upwardItems.letterId))
    .where(and(eq(upwardItems.resultId, resultId), ne(upwardLetters.state, "dropped")))
    .limit(1);
  return found.length > 0;
}

async function approvalState(
  db: Db,
  row: DossierRow,
  resultId: string,
): Promise<Sendable["approval"]> {
  if (kindOf(row) === "renewal") return "notNeeded";
  if ((await approvalsOf(db, [resultId])).length > 0) return "issued";
  const found = await db
    .select({ id: decisions.id })
    .from(decisionItems)
    .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
    .where(
      and(
        eq(decisionItems.resultId, resultId),
        eq(decisions.kind, "approval"),
        inArray(decisions.state, ["draft", "submitted"]),
      ),
    )
    .limit(1);
  return found.length > 0 ? "underWay" : "none";
}

/** The letters of the actor's area with how their products stand, the newest first. */
export async function listLetters(db: Db, actor: UserActor) {
  const scope = scopeSql(actor, recognitionPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: upwardLetters.unitPath,
  });
  const letters = await db
    .select()
    .from(upwardLetters)
    .where(and(scope, ne(upwardLetters.state, "dropped")))
    .orderBy(desc(upwardLetters.createdAt))
    .limit(200);
  if (letters.length === 0) return [];
  const items = await db
    .select({ letterId: upwardItems.letterId, dossierId: upwardItems.dossierId })
    .from(upwardItems)
    .where(
      inArray(
        upwardItems.letterId,
        letters.map(({ id }) => id),
      ),
    );
  const dossiers = await findDossiers(
    db,
    items.map(({ dossierId }) => dossierId),
  );
  const byLetter = Map.groupBy(items, ({ letterId }) => letterId);
  return letters.map((letter) => {
    const states = (byLetter.get(letter.id) ?? []).flatMap(
      ({ dossierId }) => dossiers.get(dossierId)?.state ?? [],
    );
    return {
      id: letter.id,
      state: letter.state,
      subject: letter.subject,
      numberText: letter.numberText,
      signedOn: letter.signedOn,
      products: states.length,
      waiting: letter.state === "issued" ? states.filter((one) => one === "forwardedUp").length : 0,
    };
  });
}
