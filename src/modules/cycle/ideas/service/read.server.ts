import { and, asc, count, desc, eq, inArray, like, sql } from "drizzle-orm";
import type { Actor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { foldText } from "#core/text.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { can, type IdeaActivity } from "../../access.ts";
import { ideaScope } from "../../access.server.ts";
import { Id, type IdeaState, type IdeaTrack } from "../../model.ts";
import { ideas, ideaSteps } from "../../schema.server.ts";

export type IdeaRow = typeof ideas.$inferSelect;
export type IdeaStepRow = typeof ideaSteps.$inferSelect;

const missing = { vi: "Không có ý tưởng này." };

/** The idea, if the actor may do this to it; one of another unit or producer is not there. */
export async function authorisedIdea(
  db: Db,
  actor: Actor,
  activity: IdeaActivity,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<IdeaRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(ideas).where(eq(ideas.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  if (can(actor, activity, row)) return row;
  const denied = `idea.${activity}`;
  if (can(actor, "see", row)) throw new AppError("forbidden", { denied });
  throw new AppError("notFound", { ...missing, denied });
}

/** An idea as pages show it: without its secrets, and without the applicant for who may not know. */
export type Idea = Omit<IdeaRow, "receiptCode" | "formKey"> & {
  /** The producer's name, or the applicant's for who may know it; null for others. */
  readonly by: string | null;
};

/** One idea with its steps, oldest first; `notFound` when the actor may not see it. */
export async function getIdea(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ idea: Idea; steps: readonly IdeaStepRow[] }> {
  const row = await authorisedIdea(db, actor, "see", id);
  const names = await nameProducers(db, row.producerId === null ? [] : [row.producerId]);
  const steps = await db
    .select()
    .from(ideaSteps)
    .where(eq(ideaSteps.ideaId, id))
    .orderBy(asc(ideaSteps.seq));
  return { idea: shown(actor, row, names.get(row.producerId ?? "")?.name), steps };
}

function shown(actor: Actor, row: IdeaRow, producerName: string | undefined): Idea {
  const { receiptCode: _code, formKey: _key, ...idea } = row;
  if (can(actor, "contact", row)) return { ...idea, by: producerName ?? row.applicantName };
  return { ...idea, applicantName: null, phone: null, address: null, by: producerName ?? null };
}

/** What a list of ideas may be narrowed to. */
export type IdeaFilter = {
  readonly year?: number;
  readonly state?: IdeaState;
  readonly track?: IdeaTrack;
  /** A commune of today's tree, by its path. */
  readonly unitPath?: string;
  readonly producerId?: string;
  /** Words of the title, with or without diacritics. */
  readonly text?: string;
  readonly page?: number;
};

/** How many ideas a page of the list has. */
export const ideasPerPage = 50;

function narrowed(actor: Actor, { year, state, track, unitPath, producerId, text }: IdeaFilter) {
  const folded = foldText(text ?? "");
  return and(
    ideaScope(actor, "see"),
    year === undefined ? undefined : eq(ideas.year, year),
    state === undefined ? undefined : eq(ideas.state, state),
    track === undefined ? undefined : eq(ideas.track, track),
    unitPath === undefined ? undefined : eq(ideas.unitPath, unitPath),
    producerId === undefined ? undefined : sql`${ideas.producerId}::text = ${producerId}`,
    folded === "" ? undefined : like(ideas.titleFolded, `%${folded}%`),
  );
}

/** Ideas that the actor may see: the newest year first, within it the one that waits longest. */
export async function listIdeas(
  db: Db,
  actor: Actor,
  filter: IdeaFilter = {},
): Promise<{ ideas: readonly Idea[]; total: number }> {
  const where = narrowed(actor, filter);
  const [counted] = await db.select({ total: count() }).from(ideas).where(where);
  const rows = await db
    .select()
    .from(ideas)
    .where(where)
    .orderBy(desc(ideas.year), asc(ideas.registeredAt), asc(ideas.id))
    .limit(ideasPerPage)
    .offset(((filter.page ?? 1) - 1) * ideasPerPage);
  const names = await nameProducers(
    db,
    rows.flatMap(({ producerId }) => producerId ?? []),
  );
  return {
    ideas: rows.map((row) => shown(actor, row, names.get(row.producerId ?? "")?.name)),
    total: counted?.total ?? 0,
  };
}

/** Chosen ideas of these producers: what a business plan may start from. */
export async function listChosenIdeas(
  db: Db,
  actor: Actor,
  producerIds: readonly string[],
): Promise<readonly Pick<IdeaRow, "id" | "title" | "producerId" | "setCode" | "year">[]> {
  if (producerIds.length === 0) return [];
  return db
    .select({
      id: ideas.id,
      title: ideas.title,
      producerId: ideas.producerId,
      setCode: ideas.setCode,
      year: ideas.year,
    })
    .from(ideas)
    .where(
      and(
        ideaScope(actor, "see"),
        eq(ideas.state, "chosen"),
        inArray(ideas.producerId, [...producerIds]),
      ),
    )
    .orderBy(desc(ideas.year), asc(ideas.title));
}
