import { and, asc, desc, eq, inArray, or } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { sql } from "drizzle-orm";
import { guardsOf } from "#modules/councils/service/follow-up.server.ts";
import { standingResult } from "#modules/councils/service/standing.server.ts";
import { listScored } from "#modules/dossiers/service/scored.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { can, recognitionPermissions } from "../access.ts";
import { certificates, decisionItems, decisions, recognitions } from "../schema.server.ts";
import { authorisedDecision, type DecisionRow } from "./load.server.ts";

/** A result that waits for what follows. */
export type Waiting = {
  readonly dossierId: string;
  readonly productId: string;
  readonly productName: string;
  readonly producerName: string;
  readonly mean: string | null;
  readonly stars: number;
  /** What may follow here: a decision, handing on, or a letter that it was not enough. */
  readonly next: "recognition" | "approval" | "refusal" | "none";
  readonly isDrafted: boolean;
};

/** The results of the actor's area that no decision has followed. */
export async function listWaiting(db: Db, actor: UserActor): Promise<Waiting[]> {
  const rows = (await listScored(db, actor)).filter((row) => can(actor, "see", row));
  const drafted = new Set(
    rows.length === 0
      ? []
      : (
          await db
            .select({ dossierId: decisionItems.dossierId })
            .from(decisionItems)
            .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
            .where(
              and(
                inArray(decisions.state, ["draft", "submitted"]),
                inArray(
                  decisionItems.dossierId,
                  rows.map(({ id }) => id),
                ),
              ),
            )
        ).map(({ dossierId }) => dossierId),
  );
  const waiting: Waiting[] = [];
  for (const row of rows) {
    const result = await standingResult(db, row.id);
    if (!result) continue;
    const guards = await guardsOf(db, row);
    waiting.push({
      dossierId: row.id,
      productId: row.productId,
      productName: row.productName,
      producerName: row.producerName,
      mean: meanWords(result.mean),
      stars: result.stars,
      next: guards.recognisedHere
        ? "recognition"
        : guards.reachesNextStage
          ? "approval"
          : guards.belowRecognition
            ? "refusal"
            : "none",
      isDrafted: drafted.has(row.id),
    });
  }
  return waiting;
}

/** `86,33`, from the exact mean. */
export function meanWords(mean: string | null): string | null {
  if (mean === null) return null;
  return mean.replace(/(\.\d\d)\d*$/, "$1").replace(".", ",");
}

/** The decisions of the actor's area, those under way first. */
export async function listDecisions(db: Db, actor: UserActor): Promise<DecisionRow[]> {
  const scope = scopeSql(actor, recognitionPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: decisions.unitPath,
  });
  return db
    .select()
    .from(decisions)
    .where(scope)
    .orderBy(
      sql`array_position(array['submitted', 'draft', 'issued', 'dropped'], ${decisions.state})`,
      desc(decisions.signedOn),
      desc(decisions.createdAt),
    )
    .limit(500);
}

/** A decision with its products and, once issued, their certificates. */
export async function describeDecision(db: Db, actor: UserActor, id: string) {
  const decision = await authorisedDecision(db, actor, "see", id);
  const items = await db
    .select({
      item: decisionItems,
      certificate: certificates,
      expiresOn: recognitions.expiresOn,
    })
    .from(decisionItems)
    .leftJoin(
      recognitions,
      or(
        // What a revocation ends or a restoration restores was recognised by another decision.
        eq(recognitions.id, decisionItems.recognitionId),
        and(
          eq(recognitions.decisionId, decisionItems.decisionId),
          eq(recognitions.productId, decisionItems.productId),
        ),
      ),
    )
    .leftJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(eq(decisionItems.decisionId, id))
    .orderBy(asc(decisionItems.seq));
  return { decision, items };
}

/** A certificate of a decision, if the actor may see the decision; undefined for another's. */
export async function findCertificate(
  db: Db,
  actor: UserActor,
  { decisionId, certificateId }: { decisionId: string; certificateId: string },
) {
  const { items } = await describeDecision(db, actor, decisionId);
  return items.find(({ certificate }) => certificate?.id === certificateId)?.certificate;
}
