import { and, desc, eq, isNotNull, or } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { findOfficials } from "#modules/people/service/officials.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { cycleEvents } from "../events.server.ts";
import { authorisedIdea, type IdeaRow } from "../ideas/service/read.server.ts";
import { authorisedPlan, type PlanRow } from "../plans/service/load.server.ts";
import { DeclareTie, tieWords } from "../ties/model.ts";
import { cycleTies } from "../ties/schema.server.ts";

/** What is decided on: an idea, or a business plan with the idea that it grew from. */
export type TieGround = {
  readonly id: string;
  readonly provinceCode: string;
  readonly unitPath: string;
  readonly producerId: string | null;
  readonly ideaId: string | null;
  readonly planId: string | null;
  /** The applicant's telephone, where an idea has one. */
  readonly phone: string | null;
};

/** A producer as far as its ties to people go. */
export type TiedProducer = {
  readonly id: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly unitPath: string;
  readonly provinceCode: string;
};

/** How an account is tied to a producer, in words; null: in no way that is known. */
type Finder = (
  db: Db,
  of: { readonly userId: string; readonly producer: TiedProducer },
) => Promise<string | null>;

const finders: Finder[] = [];

/**
 * Lets a later module say what it knows of ties to producers: the councils' register does.
 * Called once, when that module is loaded.
 */
export function findTiesBy(finder: Finder): void {
  finders.push(finder);
}

/** An idea as the ground of ties. */
export function tiesOfIdea(row: IdeaRow): TieGround {
  const { id, provinceCode, unitPath, producerId, phone } = row;
  return { id, provinceCode, unitPath, producerId, phone, ideaId: id, planId: null };
}

/** A business plan as the ground of ties. */
export function tiesOfPlan(row: PlanRow): TieGround {
  const { id, provinceCode, unitPath, producerId, ideaId } = row;
  return { id, provinceCode, unitPath, producerId, ideaId, planId: id, phone: null };
}

/** How an account is tied to the applicant, declared or found, in words; null when in no way. */
export async function tieTo(db: Db, userId: string, ground: TieGround): Promise<string | null> {
  const declared = await declaredTie(db, userId, ground);
  if (declared) return declared;
  if (ground.phone !== null) {
    const account = (await findOfficials(db, [userId])).get(userId);
    if (account?.username === ground.phone)
      return "số điện thoại của tài khoản là số của người đăng ký";
  }
  const { producerId, id, unitPath, provinceCode } = ground;
  if (producerId === null) return null;
  const producerName = (await nameProducers(db, [producerId])).get(producerId)?.name ?? "";
  const producer = { id, producerId, producerName, unitPath, provinceCode };
  for (const find of finders) {
    const found = await find(db, { userId, producer });
    if (found !== null) return found;
  }
  return null;
}

async function declaredTie(
  db: Db,
  userId: string,
  { ideaId, planId, producerId }: TieGround,
): Promise<string | null> {
  const [row] = await db
    .select({ kind: cycleTies.kind })
    .from(cycleTies)
    .where(
      and(
        eq(cycleTies.userId, userId),
        isNotNull(cycleTies.kind),
        or(
          ideaId === null ? undefined : eq(cycleTies.ideaId, ideaId),
          planId === null ? undefined : eq(cycleTies.planId, planId),
          producerId === null ? undefined : eq(cycleTies.producerId, producerId),
        ),
      ),
    )
    .limit(1);
  return row?.kind ? tieWords[row.kind] : null;
}

/** Refuses whoever is tied to the applicant: somebody else of the office decides. */
export async function refuseTied(tx: Db, actor: UserActor, ground: TieGround): Promise<void> {
  const tie = await tieTo(tx, actor.userId, ground);
  if (tie !== null)
    throw new AppError("forbidden", {
      denied: "cycle.tied",
      vi: `Bạn có quan hệ lợi ích với người đăng ký (${tie}). Người khác của cơ quan xem xét việc này.`,
    });
}

/**
 * Keeps the word of whoever decides that nothing ties them to the applicant; said once, it is not
 * written again. In the transaction of the decision, after `refuseTied`.
 */
export async function keepNoTies(tx: Db, actor: UserActor, ground: TieGround): Promise<void> {
  const { ideaId, planId } = ground;
  const about =
    planId === null ? eq(cycleTies.ideaId, ideaId ?? ground.id) : eq(cycleTies.planId, planId);
  const [known] = await tx
    .select({ id: cycleTies.id })
    .from(cycleTies)
    .where(and(eq(cycleTies.userId, actor.userId), about))
    .orderBy(desc(cycleTies.at))
    .limit(1);
  if (!known) await keep(tx, actor, ground, { kind: null, note: null });
}

/**
 * Declares a tie to the applicant of an idea or plan, which bars from every decision on what is
 * that applicant's, for good. Throws `notFound` and `forbidden` as reading does.
 */
export async function declareTie(db: Db, actor: UserActor, input: DeclareTie): Promise<void> {
  const { about, id, kind, note } = parseInput(DeclareTie, input);
  await db.transaction(async (tx) => {
    const ground =
      about === "idea"
        ? tiesOfIdea(await authorisedIdea(tx, actor, "see", id, { lock: true }))
        : tiesOfPlan(await authorisedPlan(tx, actor, "see", id, { lock: true }));
    await keep(tx, actor, ground, { kind, note });
  });
}

async function keep(
  tx: Db,
  actor: UserActor,
  { ideaId, planId, producerId, provinceCode, unitPath }: TieGround,
  said: Pick<typeof cycleTies.$inferInsert, "kind" | "note">,
): Promise<void> {
  const [row] = await tx
    .insert(cycleTies)
    .values({
      ...said,
      provinceCode,
      producerId,
      userId: actor.userId,
      ideaId: planId === null ? ideaId : null,
      planId,
    })
    .returning({ id: cycleTies.id });
  if (!row) throw new Error("the declaration was not stored");
  await appendAudit(tx, cycleEvents.tieDeclared, {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode,
    unitPath,
    details: { idea: planId === null ? ideaId : null, plan: planId, kind: said.kind ?? null },
  });
}
