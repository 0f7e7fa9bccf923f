import { and, desc, eq } from "drizzle-orm";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { dayInWords } from "#core/documents/vietnamese.ts";
import { aboutOf, asPhrase } from "../documents/paper.ts";
import { type EndingFacts, type EndingKind, endingTexts, isEnding } from "../ending.ts";
import { basisLines } from "../legal-basis.ts";
import { loadLegalBasis } from "../legal-basis.server.ts";
import { type RevocationGround, revocationGrounds } from "../model.ts";
import { certificates, decisionItems, decisions, recognitions } from "../schema.server.ts";
import type { RecognitionRow } from "./take-recognition.server.ts";

/** What is asked of a recognition, as far as words go. */
type AskedEnding = {
  readonly kind: EndingKind;
  readonly ground: RevocationGround | null;
  readonly reason: string | null;
};

/** What the usual words of a revocation or restoration are made of. */
export async function endingFactsOf(
  db: Db,
  row: RecognitionRow,
  { kind, ground, reason }: AskedEnding,
): Promise<EndingFacts> {
  const [recognised] = await db
    .select({ decision: decisions, certificate: certificates.numberText })
    .from(decisions)
    .leftJoin(certificates, eq(certificates.recognitionId, row.id))
    .where(eq(decisions.id, row.decisionId));
  const [revoked] =
    kind === "revocation"
      ? []
      : await db
          .select({ numberText: decisions.numberText, signedOn: decisions.signedOn })
          .from(decisionItems)
          .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
          .where(
            and(
              eq(decisionItems.recognitionId, row.id),
              eq(decisions.kind, "revocation"),
              eq(decisions.state, "issued"),
            ),
          )
          .orderBy(desc(decisions.issuedAt))
          .limit(1);
  const named = (decision: { numberText: string | null; signedOn: string | null }) =>
    `${decision.numberText ?? ""}${decision.signedOn ? ` ${dayInWords(decision.signedOn)}` : ""}`;
  return {
    kind,
    productName: row.productName,
    producerName: row.producerName,
    stars: row.stars,
    recognisedBy: recognised ? named(recognised.decision) : "",
    certificateNumber: recognised?.certificate ?? null,
    groundWords: ground === null ? null : revocationGrounds[ground],
    revokedBy: revoked ? named(revoked) : null,
    reason,
  };
}

/** The usual words of a decision that revokes or restores; null for one of another kind. */
export async function endingWords(db: Db, decisionId: string) {
  const [found] = await db
    .select({
      kind: decisions.kind,
      ground: decisionItems.ground,
      reason: decisionItems.reason,
      row: recognitions,
    })
    .from(decisionItems)
    .innerJoin(decisions, eq(decisions.id, decisionItems.decisionId))
    .innerJoin(recognitions, eq(recognitions.id, decisionItems.recognitionId))
    .where(eq(decisionItems.decisionId, decisionId))
    .limit(1);
  if (!found || !isEnding(found.kind)) return null;
  return endingTexts(await endingFactsOf(db, found.row, { ...found, kind: found.kind }));
}

/**
 * What the shipped data knows of the kind of decision, then the decision of recognition, and of a
 * restoration the one that it undoes.
 */
export async function basisOf(
  tx: Db,
  row: RecognitionRow,
  { regime, paper }: { regime: string; paper: EndingKind },
): Promise<string[]> {
  const earlier = [row.decisionId, ...(paper === "restoration" ? [row.revocationId] : [])];
  const named = [];
  for (const id of earlier) {
    const [one] = id === null ? [] : await tx.select().from(decisions).where(eq(decisions.id, id));
    if (one?.numberText && one.signedOn)
      named.push(
        `Căn cứ Quyết định số ${one.numberText} ${dayInWords(one.signedOn)} của ${one.issuer} ${asPhrase(aboutOf(one.title))}`,
      );
  }
  return [...basisLines(loadLegalBasis(), { regime, paper, on: await today(tx) }), ...named];
}
