import { and, asc, eq } from "drizzle-orm";
import { hasRole } from "#core/access/actor.ts";
import { defineDuties, eachOf } from "#core/duties/duty.ts";
import { heldThrough } from "./access.server.ts";
import { filingPaths } from "./paths.ts";
import { dossiers } from "./schema.server.ts";

/** The desks have boards of their own; a producer is told what came back to it. */
defineDuties(async (db, actor) => {
  const roles = ["producerOwner", "producerStaff"] as const;
  if (!hasRole(actor, ...roles)) return [];
  const rows = await db
    .select({ id: dossiers.id, name: dossiers.productName })
    .from(dossiers)
    .where(and(eq(dossiers.state, "returned"), heldThrough(actor, { kind: "write", roles })))
    .orderBy(asc(dossiers.stateSince), asc(dossiers.id));
  return eachOf(
    rows.map(({ id, name }) => ({
      text: `Hồ sơ ${name} được trả lại: bổ sung từng mục rồi nộp lại.`,
      href: filingPaths.hub(id),
      isUrgent: true,
    })),
    "hồ sơ khác được trả lại để bổ sung.",
    filingPaths.list,
  );
});
