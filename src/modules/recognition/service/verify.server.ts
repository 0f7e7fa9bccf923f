import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { todayColumn } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { prepared } from "#core/database/prepared.ts";
import type { FileStore } from "#core/files/store.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { Token } from "../model.ts";
import { renewalProcedure, stateOn } from "../rules.ts";
import { certificates, decisions, recognitions, signingKeys } from "../schema.server.ts";
import type { Verification, VerificationState } from "../verification.ts";
import { placesToday } from "./answers-today.server.ts";
import { leavesOf, loggedIn } from "./log-place.server.ts";
import { checkSeal } from "./seal-check.server.ts";

const decidedBy = alias(decisions, "decided_by");
const revokedBy = alias(decisions, "revoked_by");
const next = alias(certificates, "next");

export type VerificationRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** Everything that a lookup needs, in one statement: a page is asked for by many. */
const rowsOf = prepared((db) =>
  db
    .select({
      certificate: certificates,
      recognition: recognitions,
      decision: decidedBy,
      revocation: revokedBy,
      key: { id: signingKeys.id, publicKey: signingKeys.publicKey },
      next: { token: next.token, number: next.numberText },
      leaves: leavesOf(certificates.id),
      day: todayColumn,
    })
    .from(certificates)
    .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
    .innerJoin(decidedBy, eq(decidedBy.id, recognitions.decisionId))
    .leftJoin(revokedBy, eq(revokedBy.id, recognitions.revocationId))
    .leftJoin(signingKeys, eq(signingKeys.id, certificates.keyId))
    .leftJoin(next, eq(next.recognitionId, recognitions.replacedById))
    .where(eq(certificates.token, sql.placeholder("token"))),
);

/**
 * What a token says today, by the database's clock: null when no certificate has it. Reads the
 * signed credential each time; a stored fact that the signature does not cover makes it `altered`,
 * whatever else the rows say.
 */
export async function verifyToken(
  { db, files }: { db: Db; files: Pick<FileStore, "read"> },
  typed: string,
): Promise<Verification | null> {
  const token = Token.safeParse(typed);
  if (!token.success) return null;
  const [row] = await rowsOf(db, { token: token.data });
  if (!row) return null;
  const logged = loggedIn(row.leaves);
  const seal = await checkSeal(files, row);
  // A revocation that the public log knows cannot be taken back in the rows alone.
  const unrevoked = logged.isRevoked && row.recognition.revokedOn === null;
  const state = seal === "intact" && unrevoked ? "altered" : seal;
  const answer = state === "intact" ? stateToday(row) : state;
  return {
    ...(await describe(db, row)),
    state: answer,
    facts: answer === "altered" || answer === "unsealed" ? null : factsOf(row),
    logPlace: logged.place,
  };
}

/** A decision that begins on a later day has no state yet: its certificate is still being made. */
function stateToday({ recognition, day }: VerificationRow): VerificationState {
  return stateOn(recognition, day, renewalProcedure(loadProcedures(), day)) ?? "unsealed";
}

function factsOf({ certificate }: VerificationRow) {
  const { photo, ...facts } = certificate.facts;
  return { ...facts, hasPhoto: photo !== null };
}

async function describe(db: Db, row: VerificationRow) {
  const { certificate, recognition, decision, revocation, day } = row;
  const places = await placesToday(db, { decision, recognition });
  return {
    token: certificate.token,
    checkedOn: day,
    isDemo: recognition.isDemo,
    number: certificate.numberText,
    issuer: { name: decision.issuer, today: places.answers },
    placeToday: places.holder,
    extension:
      recognition.extendedUntil === null
        ? null
        : { until: recognition.extendedUntil, basis: recognition.extensionBasis },
    revocation:
      recognition.revokedOn === null
        ? null
        : {
            on: recognition.revokedOn,
            ground: recognition.revocationGround,
            decision: revocation?.numberText ?? null,
            decidedOn: revocation?.signedOn ?? null,
            issuer: revocation?.issuer ?? null,
          },
    replacement:
      recognition.replacedOn === null
        ? null
        : {
            on: recognition.replacedOn,
            number: row.next?.number ?? null,
            token: row.next?.token ?? null,
          },
  };
}

const slugsOf = prepared((db) =>
  db
    .select({
      slug: sql<string>`public_slug(${recognitions.productName}, ${recognitions.productId})`,
    })
    .from(certificates)
    .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
    .where(eq(certificates.token, sql.placeholder("token"))),
);

/** The last part of the address of the public page of a certificate's product; null for an unknown token. */
export async function productSlugOf(db: Db, typed: string): Promise<string | null> {
  const token = Token.safeParse(typed);
  if (!token.success) return null;
  const [row] = await slugsOf(db, { token: token.data });
  return row?.slug ?? null;
}

/** Digest of a certificate's product photo; null for an unknown token or none. */
export async function photoOf(db: Db, typed: string): Promise<string | null> {
  const token = Token.safeParse(typed);
  if (!token.success) return null;
  const [row] = await db
    .select({ facts: certificates.facts })
    .from(certificates)
    .where(eq(certificates.token, token.data));
  return row?.facts.photo ?? null;
}
