import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { addDays, type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { producerScope } from "../access.server.ts";
import { events } from "../events.server.ts";
import { type PaperKind, paperKindFacts, UpdatePaper } from "../model/papers.ts";
import { expiringDays, paperFaults, paperState, type PaperState } from "../rules/papers.ts";
import { papers, producers } from "../schema.server.ts";
import { authorisedProducer, factsOf, type ProducerRow } from "./producers.server.ts";

type PaperRow = typeof papers.$inferSelect;

/** A paper of the vault, with its state today. */
export type Paper = Omit<PaperRow, "archivedAt" | "createdBy"> & {
  kindName: string;
  state: PaperState;
  isArchived: boolean;
};

function present(row: PaperRow, on: Day, warningDays?: number): Paper {
  const { archivedAt, createdBy: _createdBy, ...paper } = row;
  return {
    ...paper,
    kindName: paperKindFacts(row.kind).vi,
    state: paperState(row, on, warningDays),
    isArchived: archivedAt !== null,
  };
}

/**
 * The papers of a producer, newest first; archived ones only when asked. `warningDays`: see
 * `paperState`, here and below.
 */
export async function listPapers(
  db: Db,
  actor: Actor,
  producerId: string,
  { archived = false, warningDays }: { archived?: boolean; warningDays?: number } = {},
): Promise<Paper[]> {
  await authorisedProducer(db, actor, "seePapers", producerId);
  const rows = await db
    .select()
    .from(papers)
    .where(and(eq(papers.producerId, producerId), archived ? undefined : isNull(papers.archivedAt)))
    .orderBy(desc(papers.createdAt), asc(papers.id));
  const on = await today(db);
  return rows.map((row) => present(row, on, warningDays));
}

/** One paper, archived or not; `notFound` when the actor may not see it. */
export async function getPaper(db: Db, actor: Actor, id: string): Promise<Paper> {
  const { row } = await authorisedPaper(db, actor, "seePapers", id);
  return present(row, await today(db));
}

async function authorisedPaper(
  db: Db,
  actor: Actor,
  action: "seePapers" | "keepPapers",
  id: string,
): Promise<{ row: PaperRow; producer: ProducerRow }> {
  const missing = { vi: "Không có giấy tờ này." };
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new AppError("notFound", missing);
  const query = db.select().from(papers).where(eq(papers.id, id));
  const [row] = action === "keepPapers" ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  const producer = await authorisedProducer(db, actor, action, row.producerId).catch(
    (error: unknown) => {
      // A foreign paper must look like one that is not there, its producer's name included.
      if (error instanceof AppError && error.code === "notFound")
        throw new AppError("notFound", { ...missing, denied: `paper.${action}` });
      throw error;
    },
  );
  return { row, producer };
}

/** Papers by id, for a dossier that names them. Rights are the caller's business. */
export async function findPapers(db: Db, ids: readonly string[]): Promise<Paper[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(papers)
    .where(inArray(papers.id, [...ids]));
  const on = await today(db);
  return rows.map((row) => present(row, on));
}

/** A paper of another producer of the province with the same content. */
export type Twin = { digest: string; paperId: string; producerId: string; producerName: string };

/**
 * The same contents in the vaults of other producers of the province: one set of papers serving
 * two producers is a conflict of facts. Rights are the caller's business.
 */
export async function findTwins(
  db: Db,
  {
    provinceCode,
    producerId,
    digests,
  }: { provinceCode: string; producerId: string; digests: readonly string[] },
): Promise<Twin[]> {
  if (digests.length === 0) return [];
  return db
    .select({
      digest: sql<string>`${papers.digest}`,
      paperId: papers.id,
      producerId: papers.producerId,
      producerName: producers.name,
    })
    .from(papers)
    .innerJoin(producers, eq(producers.id, papers.producerId))
    .where(
      and(
        eq(papers.provinceCode, provinceCode),
        inArray(papers.digest, [...digests]),
        sql`${papers.producerId} <> ${producerId}`,
      ),
    )
    .orderBy(asc(papers.createdAt));
}

/** A paper that ends soon or has ended, and whose it is. */
export type ExpiringPaper = {
  id: string;
  kind: PaperKind;
  kindName: string;
  title: string;
  expiresOn: Day;
  state: PaperState;
  producerId: string;
  producerName: string;
};

/** What ends within `warningDays` or has ended, in all the vaults that the actor may see; first to end first. */
export async function listExpiringPapers(
  db: Db,
  actor: Actor,
  warningDays: number = expiringDays,
): Promise<ExpiringPaper[]> {
  const on = await today(db);
  const rows = await db
    .select({ paper: papers, producerName: producers.name })
    .from(papers)
    .innerJoin(producers, eq(producers.id, papers.producerId))
    .where(
      and(
        producerScope(actor, "seePapers"),
        isNull(papers.archivedAt),
        isNotNull(papers.expiresOn),
        lt(papers.expiresOn, addDays(on, warningDays)),
      ),
    )
    .orderBy(asc(papers.expiresOn))
    .limit(500);
  return rows.flatMap(({ paper, producerName }) =>
    paper.expiresOn === null
      ? []
      : [
          {
            id: paper.id,
            kind: paper.kind,
            kindName: paperKindFacts(paper.kind).vi,
            title: paper.title,
            expiresOn: paper.expiresOn,
            state: paperState(paper, on, warningDays),
            producerId: paper.producerId,
            producerName,
          },
        ],
  );
}

/** Corrects what is written about a paper; `stale` when somebody else has in the meantime. */
export async function updatePaper(db: Db, actor: UserActor, input: UpdatePaper): Promise<void> {
  const { paperId, version, ...wanted } = parseInput(UpdatePaper, input);
  await db.transaction(async (tx) => {
    const { row, producer } = await authorisedPaper(tx, actor, "keepPapers", paperId);
    if (row.version !== version) throw new AppError("stale");
    if (paperKindFacts(row.kind).content !== paperKindFacts(wanted.kind).content)
      throw new AppError("invalid", {
        fields: { kind: "Tệp không thể thành đường dẫn, và ngược lại. Hãy thêm giấy tờ mới." },
      });
    const faults = paperFaults(wanted, await today(tx));
    if (Object.keys(faults).length > 0) throw new AppError("invalid", { fields: faults });
    const next = { ...wanted, title: wanted.title ?? paperKindFacts(wanted.kind).vi };
    const fields = (Object.keys(next) as (keyof typeof next)[]).filter(
      (field) => row[field] !== next[field],
    );
    if (fields.length === 0) return;
    await tx
      .update(papers)
      .set({ ...next, version: version + 1, updatedAt: sql`now()` })
      .where(eq(papers.id, paperId));
    await appendAudit(tx, events.paperUpdated, {
      ...factsOf(actor, producer),
      subjectId: paperId,
      details: { fields },
    });
  });
}

/** Puts a paper away: it is offered no more, and dossiers that name it keep it. */
export async function archivePaper(db: Db, actor: UserActor, paperId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { row, producer } = await authorisedPaper(tx, actor, "keepPapers", paperId);
    if (row.archivedAt !== null) return;
    await tx
      .update(papers)
      .set({ archivedAt: sql`now()`, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(papers.id, paperId));
    await appendAudit(tx, events.paperArchived, {
      ...factsOf(actor, producer),
      subjectId: paperId,
      details: { producerId: producer.id },
    });
  });
}
