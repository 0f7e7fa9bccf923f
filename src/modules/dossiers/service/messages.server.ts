import { and, desc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { enqueueAll, queued, type QueuedJob } from "#core/jobs/enqueue.ts";
import { parseInput } from "#core/input/parse.ts";
import { requiredText } from "#core/input/text.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { isProducers } from "../access.ts";
import { events } from "../events.server.ts";
import { Id } from "../model.ts";
import type { Notice } from "../notices.ts";
import { stageOf } from "../states.ts";
import { dossiers } from "../schema.server.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { deliverMessage } from "./deliver.server.ts";
import { authorisedDossier, type DossierRow, factsOf, procedureOf } from "./load.server.ts";

export type Message = typeof dossierMessages.$inferSelect;

/** The unit whose office a stage is, as a path of today's tree; districts' work lies with the province. */
export function officePath(
  row: Pick<DossierRow, "provinceCode" | "unitPath">,
  stage: Stage | undefined,
): string {
  if (stage?.level === "commune") return row.unitPath;
  return stage?.level === "central" ? "" : row.provinceCode;
}

/** Keeps notices for their readers, in the transaction of what they tell of. */
export async function keepNotices(
  tx: Db,
  row: DossierRow,
  stage: Stage | undefined,
  notices: readonly Notice[],
): Promise<void> {
  await keepAllNotices(tx, [{ row, stage, notices }]);
}

/** As `keepNotices` of many dossiers, in as few statements; `jobs` of the caller go on the queue with theirs. */
export async function keepAllNotices(
  tx: Db,
  all: readonly { row: DossierRow; stage: Stage | undefined; notices: readonly Notice[] }[],
  jobs: readonly QueuedJob[] = [],
): Promise<void> {
  const values = all.flatMap(({ row, stage, notices }) =>
    notices.map(({ to, kind, subject, body }) => ({
      dossierId: row.id,
      provinceCode: row.provinceCode,
      producerId: to === "producer" ? row.producerId : null,
      officePath: to === "desk" ? officePath(row, stage) : null,
      kind,
      subject,
      body,
    })),
  );
  const kept =
    values.length === 0
      ? []
      : await tx
          .insert(dossierMessages)
          .values(values)
          .returning({ id: dossierMessages.id, producerId: dossierMessages.producerId });
  const told = kept.filter(({ producerId }) => producerId !== null);
  await enqueueAll(tx, [
    ...jobs,
    ...told.map(({ id }) => queued(deliverMessage, { messageId: id })),
  ]);
}

const offices: readonly string[] = [
  "communeOfficer",
  "provinceOfficer",
  "districtOfficer",
  "centralOfficer",
];

/** Messages that the account may read: its producers', and those of the offices that it works in. */
function readable(actor: Actor): SQL {
  if (actor.kind === "anonymous") return sql`false`;
  const reasons = actor.grants.map(({ role, jurisdiction }) => {
    if (
      jurisdiction.kind === "own" &&
      jurisdiction.holderId !== null &&
      Id.safeParse(jurisdiction.holderId).success
    )
      return eq(dossierMessages.producerId, jurisdiction.holderId);
    if (jurisdiction.kind !== "unit") return sql`false`;
    const here = eq(dossierMessages.officePath, jurisdiction.path);
    const isDepartment = role === "departmentOfficer" || role === "inspector";
    return offices.includes(role) || isDepartment
      ? (and(here, eq(dossierMessages.forDepartments, isDepartment)) ?? sql`false`)
      : sql`false`;
  });
  return or(...reasons) ?? sql`false`;
}

/** How many messages a page of them has. */
export const messagesPerPage = 20;

/** The latest messages for the account, unread ones first; how many there are, and are unread. */
export async function listMessages(
  db: Db,
  actor: Actor,
  { dossierId, limit = 50, page = 1 }: { dossierId?: string; limit?: number; page?: number } = {},
): Promise<{ messages: Message[]; total: number; unread: number }> {
  const where = and(
    readable(actor),
    dossierId === undefined ? undefined : eq(dossierMessages.dossierId, parseInput(Id, dossierId)),
  );
  const messages = await db
    .select()
    .from(dossierMessages)
    .where(where)
    .orderBy(
      sql`${dossierMessages.readAt} is not null`,
      desc(dossierMessages.createdAt),
      dossierMessages.id,
    )
    .limit(Math.min(limit, 200))
    .offset((page - 1) * limit);
  const total = await db.$count(dossierMessages, where);
  const unread = await db.$count(dossierMessages, and(where, isNull(dossierMessages.readAt)));
  return { messages, total, unread };
}

/** Marks messages as read; those that are not the account's are left alone. Tells how many were. */
export async function markRead(db: Db, actor: UserActor, ids: readonly string[]): Promise<number> {
  const known = ids.filter((id) => Id.safeParse(id).success);
  if (known.length === 0) return 0;
  const marked = await db
    .update(dossierMessages)
    .set({ readAt: sql`now()`, readBy: actor.userId })
    .where(and(inArray(dossierMessages.id, known), readable(actor), isNull(dossierMessages.readAt)))
    .returning({ id: dossierMessages.id });
  return marked.length;
}

const WriteMessage = z.strictObject({
  dossierId: Id,
  to: z.enum(["producer", "office"]),
  body: requiredText("Hãy viết nội dung.", 2000),
});
export type WriteMessage = z.input<typeof WriteMessage>;

/** A word from an office to the producer, or from the producer to the office that has the dossier. */
export async function writeMessage(db: Db, actor: UserActor, input: WriteMessage): Promise<void> {
  const { dossierId, to, body } = parseInput(WriteMessage, input);
  await db.transaction(async (tx) => {
    const row = await authorisedDossier(tx, actor, "write", dossierId);
    if (to === "producer" && isProducers(actor, row))
      throw new AppError("invalid", { fields: { to: "Hãy chọn cơ quan nhận." } });
    const subject = `Trao đổi về hồ sơ ${row.productName}`;
    const reader = to === "producer" ? "producer" : "desk";
    const { path } = procedureOf(row, await today(tx));
    // A draft lies at no desk yet: the commune is the one to ask.
    const stage = stageOf(path, row.stage) ?? path.find(({ level }) => level === "commune");
    await keepNotices(tx, row, stage, [{ to: reader, kind: "note", subject, body }]);
    await appendAudit(tx, events.messageWritten, { ...factsOf(actor, row), details: { to } });
  });
}

/** The dossiers that messages speak of, by id, for a list. */
export async function namesOfDossiers(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: dossiers.id, name: dossiers.productName })
    .from(dossiers)
    .where(inArray(dossiers.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
