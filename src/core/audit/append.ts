import type { z } from "zod";
import type { Db } from "../database/connection.ts";
import type { AuditEvent } from "./event.ts";
import { auditLog, nationalChain } from "./schema.server.ts";

/** Who did it, to what, where. */
export type AuditFacts<Details extends z.ZodObject> = {
  /** Identifier of the account; null for the program itself or a visitor. */
  actorId: string | null;
  subjectId: string;
  /** Province that the act belongs to (its chain); null for an act of the whole country. */
  provinceCode: string | null;
  /** Path of the unit that the act belongs to, province first. */
  unitPath?: string | null;
  requestId?: string | null;
  details: z.input<Details>;
};

/** Place of an appended row in its chain. */
export type AuditPlace = { provinceCode: string; seq: number; hash: string };

/**
 * Adds one row to the log, in the transaction of the act: both are kept or neither. The chain
 * of the province stays locked until that transaction ends, so append last, and when one
 * transaction touches several provinces append in the order of their codes. Throws `ZodError`
 * when the details are not of the event's shape.
 */
export async function appendAudit<Details extends z.ZodObject>(
  tx: Db,
  event: AuditEvent<Details>,
  facts: AuditFacts<Details>,
): Promise<AuditPlace> {
  const [place] = await appendAuditRows(tx, [auditRow(event, facts)]);
  if (!place) throw new Error("the audit log took no row");
  return place;
}

/** A row to append, its details checked: throws `ZodError` when they are not of the event's shape. */
export type NewAuditRow = typeof auditLog.$inferInsert;

/** What `appendAudit` appends, for those who append many at once. */
export function auditRow<Details extends z.ZodObject>(
  event: AuditEvent<Details>,
  facts: AuditFacts<Details>,
): NewAuditRow {
  return {
    provinceCode: facts.provinceCode ?? nationalChain,
    actorId: facts.actorId,
    action: event.action,
    subjectType: event.subjectType,
    subjectId: facts.subjectId,
    unitPath: facts.unitPath ?? null,
    requestId: facts.requestId ?? null,
    details: event.details.parse(facts.details),
  };
}

/** As `appendAudit` for many rows in one statement, chained in their order. */
export async function appendAuditRows(tx: Db, rows: readonly NewAuditRow[]): Promise<AuditPlace[]> {
  if (rows.length === 0) return [];
  return tx
    .insert(auditLog)
    .values([...rows])
    .returning({
      provinceCode: auditLog.provinceCode,
      seq: auditLog.seq,
      hash: auditLog.hash,
    });
}
