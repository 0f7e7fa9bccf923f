import type { z } from "zod";

/** One kind of act: its name, the type of its subject, and the one shape of its details. */
export type AuditEvent<Details extends z.ZodObject = z.ZodObject> = {
  readonly action: string;
  readonly subjectType: string;
  readonly details: Details;
};

const events = new Map<string, AuditEvent>();

/**
 * Declares a kind of act, once per program, beside the service that performs it:
 * `defineAuditEvent("dossier.filed", "dossier", z.strictObject({ … }))`. Details hold identifiers
 * and values of the act, never names, phone numbers or other personal data: rows are never
 * erased. Throws on a second definition of a name and on a name that is not `subject.act`.
 */
export function defineAuditEvent<Details extends z.ZodObject>(
  action: string,
  subjectType: string,
  details: Details,
): AuditEvent<Details> {
  if (!/^[a-z][a-zA-Z]*(\.[a-z][a-zA-Z]*)+$/.test(action))
    throw new Error(`an audit event is named subject.act, not ${action}`);
  if (events.has(action)) throw new Error(`the audit event ${action} is defined twice`);
  const event = { action, subjectType, details };
  events.set(action, event);
  return event;
}

/** The definition of an action, for those who show the log; undefined for one of another version. */
export function findAuditEvent(action: string): AuditEvent | undefined {
  return events.get(action);
}
