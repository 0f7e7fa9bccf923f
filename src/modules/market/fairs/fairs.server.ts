import { and, desc, eq, like, sql } from "drizzle-orm";
import type { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { currentVersion } from "#modules/places/model.ts";
import { fairPermissions } from "../access.ts";
import { events } from "../events.server.ts";
import { fairCancelled, fairChanged, fairRestored } from "../notices.ts";
import { auditFacts, requireVersion, writingUnit, wrongStep } from "../service/load.server.ts";
import { MoveFair, SaveFair } from "./inputs.ts";
import { authorisedFair, type FairRow } from "./load.server.ts";
import { fairs } from "./schema.server.ts";
import { tellParticipants } from "./tell.server.ts";

/** What came of a fair in all; amounts in đồng, as exact decimals. */
export type FairSums = {
  readonly participants: number;
  /** Of the participants, how many have told their result. */
  readonly told: number;
  readonly products: number;
  readonly sales: string;
  readonly contracts: number;
  readonly contractsWorth: string;
  /** For all together and for each participant. */
  readonly support: string;
};

export type FairItem = FairRow & FairSums;
export type FairYear = FairSums & { readonly year: number; readonly fairs: number };

/** How many fairs a page of the list has. */
export const fairsPerPage = 50;

/** The fairs that the actor's offices keep. */
export function fairScope(actor: UserActor) {
  return scopeSql(actor, fairPermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: fairs.unitPath,
    heldBy: () => sql`false`,
  });
}

/** One row a fair with what came of it. */
const sumsOfFairs = sql`select fair_id, count(*)::int as participants, count(sales)::int as told,
  coalesce(sum(sales), 0) as sales, coalesce(sum(contracts), 0)::int as contracts,
  coalesce(sum(contracts_worth), 0) as worth, coalesce(sum(support), 0) as support,
  coalesce(sum((select count(*) from market_fair_products f where f.participant_id = p.id)), 0)::int as products
  from market_fair_participants p group by fair_id`;

const sumColumns = {
  participants: sql<number>`coalesce(s.participants, 0)`,
  told: sql<number>`coalesce(s.told, 0)`,
  products: sql<number>`coalesce(s.products, 0)`,
  sales: sql<string>`coalesce(s.sales, 0)::text`,
  contracts: sql<number>`coalesce(s.contracts, 0)`,
  contractsWorth: sql<string>`coalesce(s.worth, 0)::text`,
  support: sql<string>`(coalesce(s.support, 0) + coalesce(${fairs.sharedSupport}, 0))::text`,
};

/** The fairs of the actor's offices, the latest first, with what came of each. */
export async function listFairs(
  db: Db,
  actor: UserActor,
  { year, text = "", page = 1 }: { year?: number; text?: string; page?: number } = {},
): Promise<{ fairs: FairItem[]; total: number }> {
  const folded = foldText(text);
  const where = and(
    fairScope(actor),
    year === undefined ? undefined : sql`extract(year from ${fairs.startsOn}) = ${year}`,
    folded === "" ? undefined : like(fairs.nameFolded, `%${folded}%`),
  );
  const rows = await db
    .select({ fair: fairs, ...sumColumns })
    .from(fairs)
    .leftJoin(sql`(${sumsOfFairs}) s`, sql`s.fair_id = ${fairs.id}`)
    .where(where)
    .orderBy(desc(fairs.startsOn), fairs.id)
    .limit(fairsPerPage)
    .offset((page - 1) * fairsPerPage);
  return {
    fairs: rows.map(({ fair, ...sums }) => ({ ...fair, ...sums })),
    total: await db.$count(fairs, where),
  };
}

/** Sums by year over the fairs that were held or are planned, the latest year first. */
export async function fairYears(db: Db, actor: UserActor): Promise<FairYear[]> {
  return db
    .select({
      year: sql<number>`extract(year from ${fairs.startsOn})::int`,
      fairs: sql<number>`count(*)::int`,
      participants: sql<number>`coalesce(sum(s.participants), 0)::int`,
      told: sql<number>`coalesce(sum(s.told), 0)::int`,
      products: sql<number>`coalesce(sum(s.products), 0)::int`,
      sales: sql<string>`coalesce(sum(s.sales), 0)::text`,
      contracts: sql<number>`coalesce(sum(s.contracts), 0)::int`,
      contractsWorth: sql<string>`coalesce(sum(s.worth), 0)::text`,
      support: sql<string>`(coalesce(sum(s.support), 0) + coalesce(sum(${fairs.sharedSupport}), 0))::text`,
    })
    .from(fairs)
    .leftJoin(sql`(${sumsOfFairs}) s`, sql`s.fair_id = ${fairs.id}`)
    .where(and(fairScope(actor), eq(fairs.state, "standing")))
    .groupBy(sql`1`)
    .orderBy(sql`1 desc`);
}

/**
 * Registers a fair of the actor's office (`id` null), or corrects one. Throws `conflict` for a
 * second one of the same name and first day, `stale` when somebody else has changed it.
 */
export async function saveFair(
  db: Db,
  actor: UserActor,
  id: string | null,
  input: SaveFair,
): Promise<{ id: string }> {
  const { expectedVersion, ...form } = parseInput(SaveFair, input);
  const wanted = { ...form, nameFolded: foldText(form.name) };
  try {
    return await db.transaction((tx) =>
      id === null ? insert(tx, actor, wanted) : update(tx, actor, { id, expectedVersion }, wanted),
    );
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

type Wanted = Omit<z.output<typeof SaveFair>, "expectedVersion"> & { nameFolded: string };

async function insert(tx: Db, actor: UserActor, wanted: Wanted): Promise<{ id: string }> {
  const unitPath = writingUnit(actor, "fair");
  const [row] = await tx
    .insert(fairs)
    .values({ ...wanted, unitPath, provinceCode: provinceOf(unitPath), createdBy: actor.userId })
    .returning();
  if (!row) throw new Error("the fair was not stored");
  await appendAudit(tx, events.fairSaved, {
    ...auditFacts(actor, row),
    details: { version: 1, fields: [] },
  });
  return { id: row.id };
}

async function update(
  tx: Db,
  actor: UserActor,
  { id, expectedVersion }: { id: string; expectedVersion: number },
  wanted: Wanted,
): Promise<{ id: string }> {
  const row = await authorisedFair(tx, actor, "keep", id, { lock: true });
  requireVersion(row, expectedVersion);
  const fields = (Object.keys(wanted) as (keyof Wanted)[]).filter(
    (field) => row[field] !== wanted[field],
  );
  if (fields.length === 0) return { id };
  await tx
    .update(fairs)
    .set({ ...wanted, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(fairs.id, id));
  if (row.state === "standing" && fields.some((field) => told.has(field))) {
    const endsOn = wanted.endsOn > row.endsOn ? wanted.endsOn : row.endsOn;
    await tellParticipants(tx, { id, endsOn }, fairChanged(row, wanted));
  }
  await appendAudit(tx, events.fairSaved, {
    ...auditFacts(actor, row),
    details: { version: row.version + 1, fields },
  });
  return { id };
}

/** What of a fair its participants go by. */
const told: ReadonlySet<keyof Wanted> = new Set(["place", "startsOn", "endsOn"]);

function takenFault(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ((at as { constraint?: string }).constraint === "market_fairs_name_key") {
      const text = "Đã có hội chợ mang tên này bắt đầu cùng ngày.";
      return new AppError("conflict", { vi: text, fields: { name: text } });
    }
  return null;
}

/** Says that a fair fell through, so that no sum counts it, or that it is held after all; its participants are told. */
export async function moveFair(db: Db, actor: UserActor, input: MoveFair): Promise<void> {
  const { fairId, expectedVersion, step } = parseInput(MoveFair, input);
  await db.transaction(async (tx) => {
    const row = await authorisedFair(tx, actor, "keep", fairId, { lock: true });
    requireVersion(row, expectedVersion);
    const state = step === "cancel" ? "cancelled" : "standing";
    if (row.state === state) throw wrongStep();
    await tx
      .update(fairs)
      .set({ state, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(fairs.id, row.id));
    await tellParticipants(tx, row, step === "cancel" ? fairCancelled(row) : fairRestored(row));
    await appendAudit(tx, events.fairMoved, { ...auditFacts(actor, row), details: { state } });
  });
}
