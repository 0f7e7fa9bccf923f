import { and, asc, count, eq, inArray, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { BusinessRole } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { dossierScope, heldThrough } from "../access.server.ts";
import { type ClockReading, clockReader } from "../clocks.ts";
import { dossierStateNames } from "../model.ts";
import { dossiers } from "../schema.server.ts";
import { rolesOf } from "../states.ts";
import type { DossierRow } from "./load.server.ts";

/** A dossier in a list, with its clock as it stands today. */
export type BoardItem = Pick<DossierRow, Exclude<keyof typeof columns, "clock">> & {
  clock: ClockReading | null;
};

const columns = {
  id: dossiers.id,
  productName: dossiers.productName,
  producerName: dossiers.producerName,
  producerId: dossiers.producerId,
  kind: dossiers.kind,
  regime: dossiers.regime,
  setCode: dossiers.setCode,
  state: dossiers.state,
  stage: dossiers.stage,
  unitPath: dossiers.unitPath,
  unitCode: dossiers.unitCode,
  numberText: dossiers.numberText,
  filedOn: dossiers.filedOn,
  stateSince: dossiers.stateSince,
  dueOn: dossiers.dueOn,
  roundId: dossiers.roundId,
  selfTotal: dossiers.selfTotal,
  selfStars: dossiers.selfStars,
  isDemo: dossiers.isDemo,
  isOnBehalf: dossiers.isOnBehalf,
  clock: dossiers.clock,
};

const ended = ["decided", "notRecognised", "rejected", "withdrawn"] as const;
/** States in which an office has something to do. */
const atDesk = ["filed", "underCommuneReview", "forwarded", "forwardedUp", "checking"] as const;

export const BoardFilter = z.object({
  states: z.array(z.enum(dossierStateNames)).optional().catch(undefined),
  producerId: z.uuid().optional().catch(undefined),
  productId: z.uuid().optional().catch(undefined),
  roundId: z.uuid().optional().catch(undefined),
  text: z.string().trim().max(120).optional().catch(undefined),
  limit: z.number().int().min(1).max(5000).optional().catch(undefined),
});
export type BoardFilter = z.input<typeof BoardFilter>;

async function read(db: Db, where: SQL | undefined, limit: number): Promise<BoardItem[]> {
  const on = await today(db);
  const rows = await db
    .select(columns)
    .from(dossiers)
    .where(where)
    .orderBy(sql`${dossiers.dueOn} asc nulls last`, asc(dossiers.stateSince), asc(dossiers.id))
    .limit(limit);
  const readClock = clockReader(on);
  return rows.map((row) => ({ ...row, clock: row.clock && readClock(row.clock) }));
}

/** Everything in flight that the actor may see, what is due first; drafts only for those who help with them. */
export async function board(db: Db, actor: Actor, filter: BoardFilter = {}): Promise<BoardItem[]> {
  const wanted = BoardFilter.parse(filter);
  const { states, producerId, productId, roundId, text = "", limit = 2000 } = wanted;
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(
    dossierScope(actor, "see"),
    states ? inArray(dossiers.state, states) : sql`${dossiers.state} not in ${ended}`,
    producerId === undefined ? undefined : eq(dossiers.producerId, producerId),
    productId === undefined ? undefined : eq(dossiers.productId, productId),
    roundId === undefined ? undefined : eq(dossiers.roundId, roundId),
    text === ""
      ? undefined
      : sql`(${dossiers.productName} ilike ${like} or ${dossiers.producerName} ilike ${like} or ${dossiers.numberText} ilike ${like})`,
  );
  return read(db, where, limit);
}

/** Every dossier of a producer or product that the actor may see, ended ones included. */
export function listDossiers(
  db: Db,
  actor: Actor,
  filter: { producerId?: string; productId?: string } = {},
): Promise<BoardItem[]> {
  return board(db, actor, { ...filter, states: [...dossierStateNames] });
}

/** The dossiers under way of these products that the actor may see, by product. */
export async function findUnderWayOf(
  db: Db,
  actor: Actor,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<DossierRow, "id" | "state">>> {
  if (productIds.length === 0) return new Map();
  const rows = await db
    .select({ id: dossiers.id, state: dossiers.state, productId: dossiers.productId })
    .from(dossiers)
    .where(
      and(
        inArray(dossiers.productId, [...productIds]),
        eq(dossiers.isRecorded, false),
        sql`${dossiers.state} not in ${ended}`,
        dossierScope(actor, "see"),
      ),
    );
  return new Map(rows.map(({ productId, id, state }) => [productId, { id, state }]));
}

/** The stages of every regime by the roles whose desk they are. */
function stagesByRole(): Map<BusinessRole, { regime: string; stage: string }[]> {
  const all = Object.entries(loadProcedures().regimes).flatMap(([regime, { periods }]) =>
    periods.flatMap(({ stages }) =>
      stages.flatMap((stage: Stage) =>
        rolesOf("desk", stage).map((role) => ({ role, regime, stage: stage.id })),
      ),
    ),
  );
  return Map.groupBy(all, ({ role }) => role);
}

/** The dossiers that wait for the actor's own office. */
function onOwnDesk(actor: Actor): SQL {
  const reasons = [...stagesByRole()].map(([role, stages]) =>
    and(
      heldThrough(actor, { kind: "write", roles: [role] }),
      or(
        ...stages.map(({ regime, stage }) =>
          and(eq(dossiers.regime, regime), eq(dossiers.stage, stage)),
        ),
      ),
    ),
  );
  return or(...reasons) ?? sql`false`;
}

/** What lies on the actor's desk, what is due first, fifty to a page; and how much there is. */
export async function listInbox(
  db: Db,
  actor: Actor,
  { page = 1 }: { page?: number } = {},
): Promise<{ items: BoardItem[]; total: number; overdue: number }> {
  const where = and(inArray(dossiers.state, [...atDesk]), onOwnDesk(actor));
  const on = await today(db);
  const [counted] = await db
    .select({
      total: count(),
      overdue: sql<number>`count(*) filter (where ${dossiers.dueOn} < ${on})::int`,
    })
    .from(dossiers)
    .where(where);
  const rows = await db
    .select(columns)
    .from(dossiers)
    .where(where)
    .orderBy(sql`${dossiers.dueOn} asc nulls last`, asc(dossiers.stateSince), asc(dossiers.id))
    .limit(50)
    .offset((page - 1) * 50);
  const readClock = clockReader(on);
  return {
    items: rows.map((row) => ({ ...row, clock: row.clock && readClock(row.clock) })),
    total: counted?.total ?? 0,
    overdue: counted?.overdue ?? 0,
  };
}

/** What the actor's own office sent back and waits for, longest first, so many of them; and how much there is. */
export async function listReturned(
  db: Db,
  actor: Actor,
  most: number,
): Promise<{ items: BoardItem[]; total: number }> {
  const where = and(eq(dossiers.state, "returned"), onOwnDesk(actor));
  return { items: await read(db, where, most), total: await db.$count(dossiers, where) };
}

/** Dossiers of the actor's units whose clock has run out or runs out by a day, whoever's desk they are on. */
export async function listDueBy(db: Db, actor: Actor, day: Day): Promise<BoardItem[]> {
  const where = and(
    dossierScope(actor, "see"),
    isNotNull(dossiers.dueOn),
    lte(dossiers.dueOn, day),
    inArray(dossiers.state, [...atDesk]),
  );
  return read(db, where, 1000);
}
