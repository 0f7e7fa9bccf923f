import { and, asc, eq, gt, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { addDays, type Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { listHolders } from "#modules/people/service/holders.server.ts";
import { paperKindFacts } from "../model/papers.ts";
import { papers, producers } from "../schema.server.ts";

/** A producer that came by itself. */
export type SelfOpened = { id: string; name: string; provinceCode: string; unitPath: string };

/**
 * Producers that an owner's account opened within so many days, oldest first, sample data left
 * out. For the jobs that tell offices; rights are the caller's business, here and below.
 */
export async function listSelfOpened(db: Db, days: number): Promise<SelfOpened[]> {
  const { id, name, provinceCode, unitPath, createdBy } = producers;
  const rows = await db
    .select({ id, name, provinceCode, unitPath, createdBy })
    .from(producers)
    .where(
      and(
        isNotNull(createdBy),
        eq(producers.isDemo, false),
        gt(producers.createdAt, sql`now() - make_interval(days => ${days})`),
      ),
    )
    .orderBy(asc(producers.createdAt));
  const opened: SelfOpened[] = [];
  for (const { createdBy: by, ...row } of rows) {
    const holders = await listHolders(db, row.id);
    if (holders.some(({ userId, role }) => userId === by && role === "producerOwner"))
      opened.push(row);
  }
  return opened;
}

/** A paper in use that ends, and whose it is. */
export type EndingPaper = {
  producerId: string;
  provinceCode: string;
  title: string;
  kindName: string;
  expiresOn: Day;
};

/** How long after its end a paper is still spoken of, in days. */
const rememberedDays = 90;

/** The papers in use whose last day lies before a day, those that ended long ago left out. */
export async function listEndingPapers(db: Db, before: Day): Promise<EndingPaper[]> {
  const { producerId, provinceCode, title, kind, expiresOn } = papers;
  const rows = await db
    .select({ producerId, provinceCode, title, kind, expiresOn })
    .from(papers)
    .where(
      and(
        isNull(papers.archivedAt),
        lt(expiresOn, before),
        gt(expiresOn, addDays(before, -rememberedDays)),
      ),
    )
    .orderBy(asc(expiresOn), asc(papers.id));
  return rows.flatMap(({ kind: of, expiresOn: ends, ...row }) =>
    ends === null ? [] : [{ ...row, expiresOn: ends, kindName: paperKindFacts(of).vi }],
  );
}
