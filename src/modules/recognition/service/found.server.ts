import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { revocationRule } from "../ending.ts";
import { events } from "../events.server.ts";
import { type DecisionState, Id, Token } from "../model.ts";
import { renewalProcedure, stateOn } from "../rules.ts";
import { certificates, decisions, recognitions } from "../schema.server.ts";
import { recognitionFacts, takeRecognition } from "./take-recognition.server.ts";

/** A recognition as later modules read it, with its state today. Rights are the caller's. */
export type FoundRecognition = NonNullable<Awaited<ReturnType<typeof findRecognition>>>;

/** By its id; undefined when there is none. */
export async function findRecognition(db: Db, id: string) {
  if (!Id.safeParse(id).success) return undefined;
  return describe(db, eq(recognitions.id, id));
}

/** By the token of its certificate. */
export async function findRecognitionByToken(db: Db, typed: string) {
  const token = Token.safeParse(typed);
  return token.success ? describe(db, eq(certificates.token, token.data)) : undefined;
}

/** By the number of its certificate, in a province (null: anywhere); undefined for none, or several. */
export async function findRecognitionByNumber(db: Db, provinceCode: string | null, number: string) {
  const where = and(
    provinceCode === null ? undefined : eq(certificates.provinceCode, provinceCode),
    sql`lower(${certificates.numberText}) = ${number.trim().toLowerCase()}`,
  );
  const found = await db
    .select({ id: certificates.recognitionId })
    .from(certificates)
    .where(where)
    .limit(2);
  const [only] = found;
  return only && found.length === 1 ? findRecognition(db, only.id) : undefined;
}

async function describe(db: Db, where: ReturnType<typeof eq>) {
  const [found] = await db
    .select({
      row: recognitions,
      certificate: {
        number: certificates.numberText,
        token: certificates.token,
        recoveredOn: certificates.recoveredOn,
      },
    })
    .from(recognitions)
    .leftJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .where(where);
  if (!found) return undefined;
  const on = await today(db);
  const procedure = renewalProcedure(loadProcedures(), on);
  return { ...found.row, certificate: found.certificate, state: stateOn(found.row, on, procedure) };
}

/** Where a decision has come to, for those whose work it decides; undefined when there is none. */
export async function findDecisionState(
  db: Db,
  id: string,
): Promise<{ state: DecisionState; numberText: string | null; signedOn: Day | null } | undefined> {
  const [row] = await db
    .select({
      state: decisions.state,
      numberText: decisions.numberText,
      signedOn: decisions.signedOn,
    })
    .from(decisions)
    .where(eq(decisions.id, id));
  return row;
}

/** The rules of revocation in force on a day, from the shipped procedures. */
export function ruleOn(day: Day) {
  return revocationRule(loadProcedures(), day);
}

/**
 * Notes that the paper certificate of a revoked recognition was handed back, in the caller's
 * transaction. Throws `unprocessable` where it is not revoked, or for a day before that or to come.
 */
export async function noteRecovered(
  tx: Db,
  actor: UserActor,
  { recognitionId, on }: { recognitionId: string; on: Day },
): Promise<void> {
  const row = await takeRecognition(tx, actor, "propose", recognitionId);
  if (row.revokedOn === null)
    throw new AppError("unprocessable", { vi: "Giấy chứng nhận này không bị thu hồi." });
  if (on < row.revokedOn || on > (await today(tx))) {
    const vi = "Ngày nhận lại giấy phải từ ngày thu hồi đến hôm nay.";
    throw new AppError("unprocessable", { vi, fields: { recoveredOn: vi } });
  }
  await tx
    .update(certificates)
    .set({ recoveredOn: on })
    .where(eq(certificates.recognitionId, recognitionId));
  await appendAudit(tx, events.recovered, {
    ...recognitionFacts(actor, row),
    details: { on },
  });
}
