import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import type { AppError } from "#core/errors.ts";
import type { Session } from "./session.ts";

/** Somebody signed in tried what they may not. */
const accessDenied = defineAuditEvent(
  "access.denied",
  "address",
  z.strictObject({ method: z.string(), reason: z.string() }),
);

/** Whether an error is a refusal of a right, shown as such or behind a "not found". */
export function isDenial(error: AppError): boolean {
  return error.code === "forbidden" || error.denied !== undefined;
}

/**
 * Keeps a refusal in the audit log, as a row of its own since the act it refuses wrote nothing.
 * Of signed-in people only: visitors could fill the log at will, they are in the program's log.
 */
export async function recordDenial(
  db: Db,
  error: AppError,
  request: { method: string; path: string; requestId: string; session: Session | null },
): Promise<void> {
  if (!request.session || !isDenial(error)) return;
  await appendAudit(db, accessDenied, {
    actorId: request.session.actor.userId,
    subjectId: request.path.slice(0, 300),
    provinceCode: request.session.provinceCode,
    requestId: request.requestId,
    details: { method: request.method, reason: error.denied ?? error.message.slice(0, 200) },
  });
}
