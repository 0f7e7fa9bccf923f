import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { isDeepStrictEqual } from "node:util";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import { timeZone, today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import { agencyPermissions, canAgency } from "../access.ts";
import { isThere, SaveAgency } from "../agencies.ts";
import { events } from "../events.server.ts";
import { agencies, users } from "../schema.server.ts";

export type AgencyRow = typeof agencies.$inferSelect;

const missing = { vi: "Không có cơ quan này." };

/** The unit whose list of agencies the actor keeps; `forbidden` for who keeps none. */
function keptUnit(actor: UserActor): string {
  for (const { role, jurisdiction: j } of actor.grants)
    if (
      (agencyPermissions.keep.roles as readonly string[]).includes(role) &&
      j.kind === "unit" &&
      j.version === currentVersion &&
      j.path !== "" &&
      !j.path.includes("/")
    )
      return j.path;
  throw new AppError("forbidden", { denied: "agency.keep" });
}

/** Whether the actor keeps the list of some province. */
export function keepsAgencies(actor: UserActor): boolean {
  try {
    return keptUnit(actor) !== "";
  } catch {
    return false;
  }
}

/** An agency with the accounts in use that belong to it. */
export type ListedAgency = AgencyRow & { readonly accounts: number; readonly isThere: boolean };

/** Agencies that the actor may see, those that are there first, by name. */
export async function listAgencies(db: Db, actor: UserActor): Promise<readonly ListedAgency[]> {
  const rows = await db
    .select({ agency: agencies, accounts: count(users.id) })
    .from(agencies)
    .leftJoin(users, and(eq(users.agencyId, agencies.id), isNull(users.disabledAt)))
    .where(
      scopeSql(actor, agencyPermissions.see, {
        placeVersion: agencies.placeVersion,
        placePath: agencies.placePath,
      }),
    )
    .groupBy(agencies.id)
    .orderBy(asc(agencies.name), asc(agencies.id))
    .limit(500);
  const on = await today(db);
  return rows
    .map(({ agency, accounts }) => ({ ...agency, accounts, isThere: isThere(agency, on) }))
    .toSorted((a, b) => Number(b.isThere) - Number(a.isThere));
}

/** One agency, if the actor may do this to it; one of another province is not there. */
export async function authorisedAgency(
  db: Db,
  actor: UserActor,
  activity: keyof typeof agencyPermissions,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<AgencyRow> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new AppError("notFound", missing);
  const query = db.select().from(agencies).where(eq(agencies.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (row && canAgency(actor, activity, row)) return row;
  if (!row) throw new AppError("notFound", missing);
  const denied = `agency.${activity}`;
  if (canAgency(actor, "see", row)) throw new AppError("forbidden", { denied });
  throw new AppError("notFound", { ...missing, denied });
}

/**
 * Enters an agency in the list of the actor's province (`id` null), or corrects one. Throws
 * `conflict` for a name that is there, `stale`, and `invalid` for a successor that ends up
 * succeeding itself or lies elsewhere.
 */
export async function saveAgency(
  db: Db,
  actor: UserActor,
  id: string | null,
  input: SaveAgency,
): Promise<{ id: string }> {
  const { expectedVersion, ...wanted } = parseInput(SaveAgency, input);
  try {
    return await db.transaction(async (tx) => {
      const row =
        id === null
          ? { ...(await insert(tx, actor, wanted)), isNew: true }
          : { ...(await authorisedAgency(tx, actor, "keep", id, { lock: true })), isNew: false };
      if (!row.isNew && row.version !== expectedVersion) throw new AppError("stale");
      await requireHeir(tx, row, wanted.successorId);
      const fields = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
        (field) => row.isNew || !isDeepStrictEqual(row[field], wanted[field]),
      );
      if (fields.length === 0) return { id: row.id };
      if (!row.isNew)
        await tx
          .update(agencies)
          .set({ ...wanted, version: row.version + 1, updatedAt: sql`now()` })
          .where(eq(agencies.id, row.id));
      await appendAudit(tx, events.agencySaved, {
        actorId: actor.userId,
        subjectId: row.id,
        provinceCode: provinceOf(row.placePath) || null,
        unitPath: row.placePath || null,
        details: { fields, until: wanted.until, successor: wanted.successorId },
      });
      return { id: row.id };
    });
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

type Wanted = Omit<ReturnType<typeof SaveAgency.parse>, "expectedVersion">;

async function insert(tx: Db, actor: UserActor, wanted: Wanted): Promise<AgencyRow> {
  const [row] = await tx
    .insert(agencies)
    .values({ ...wanted, placeVersion: currentVersion, placePath: keptUnit(actor) })
    .returning();
  if (!row) throw new Error("the agency was not stored");
  return row;
}

/** Whoever takes over lies in the same unit, and does not itself end in the one that it succeeds. */
async function requireHeir(tx: Db, row: AgencyRow, successorId: string | null): Promise<void> {
  const wrong = (text: string) => new AppError("invalid", { fields: { successorId: text } });
  const seen = new Set([row.id]);
  for (let at = successorId; at !== null;) {
    if (seen.has(at)) throw wrong("Cơ quan này không thể kế thừa chính nó.");
    seen.add(at);
    const [next] = await tx.select().from(agencies).where(eq(agencies.id, at));
    if (!next || next.placePath !== row.placePath) throw wrong("Hãy chọn cơ quan trong danh sách.");
    at = next.successorId;
  }
}

function takenFault(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ((at as { constraint?: string }).constraint === "agencies_name_place_key") {
      const text = "Danh sách đã có cơ quan mang tên này.";
      return new AppError("conflict", { vi: text, fields: { name: text } });
    }
  return null;
}

/** Agencies of a province with the names that papers call them by, by name. Rights are the caller's. */
export async function agenciesOf(db: Db, provinceCode: string): Promise<readonly AgencyRow[]> {
  return db
    .select()
    .from(agencies)
    .where(and(eq(agencies.placeVersion, currentVersion), eq(agencies.placePath, provinceCode)))
    .orderBy(asc(agencies.name), asc(agencies.id));
}

/** Agencies of a province that are there today, to choose from; `kept`: one that stays a choice. */
export async function agencyOptions(
  db: Db,
  provinceCode: string,
  kept: string | null = null,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const on = await today(db);
  return (await agenciesOf(db, provinceCode))
    .filter((one) => one.id === kept || isThere(one, on))
    .map(({ id, name }) => ({ id, name }));
}

/** Refuses, beside the field, an agency that cannot be chosen in this province today. */
export async function requireAgency(
  db: Db,
  provinceCode: string,
  { id, kept, field = "agencyId" }: { id: string | null; kept?: string | null; field?: string },
): Promise<void> {
  if (id === null || id === kept) return;
  if (!(await agencyOptions(db, provinceCode)).some((one) => one.id === id))
    throw new AppError("invalid", {
      fields: { [field]: "Hãy chọn cơ quan trong danh sách của tỉnh." },
    });
}

/**
 * Agencies that are one by now with those that `start` selects: whoever took over the work of one
 * that has ended, and whoever that took over besides. A select of their ids, for `in`.
 */
export function lineOf(start: SQL): SQL {
  const day = sql`(now() at time zone ${sql.raw(`'${timeZone}'`)})::date`;
  return sql`(with recursive heir(id) as (
      ${start}
      union select a.successor_id from agencies a join heir on a.id = heir.id
        where a.successor_id is not null and a.until < ${day}
    ), line(id) as (
      select id from heir
      union select a.id from agencies a join line on a.successor_id = line.id where a.until < ${day}
    ) select id from line where id is not null)`;
}

/** The agencies that an account works for, as `lineOf`. */
export function agenciesOfAccount(userId: string): SQL {
  return lineOf(sql`select agency_id from users where id = ${userId} and disabled_at is null`);
}

/** Ids of the agencies that an account works for. */
export async function agencyIdsOf(db: Db, userId: string): Promise<ReadonlySet<string>> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from ${agenciesOfAccount(userId)} mine`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Accounts in use that work for an agency today. Rights are the caller's business. */
export async function membersOf(db: Db, agencyIds: readonly string[]): Promise<readonly string[]> {
  if (agencyIds.length === 0) return [];
  const start = sql`select a.id from agencies a where ${or(...agencyIds.map((id) => sql`a.id = ${id}`))}`;
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(isNull(users.disabledAt), sql`${users.agencyId} in ${lineOf(start)}`))
    .orderBy(asc(users.id));
  return rows.map(({ id }) => id);
}

/**
 * Names of agencies by id; `withHeir`: of one that has ended, with whoever has its work by now.
 * Rights are the caller's business.
 */
export async function nameAgencies(
  db: Db,
  ids: Iterable<string>,
  { withHeir = false }: { readonly withHeir?: boolean } = {},
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await agenciesById(db, wanted);
  const heirs = withHeir ? await heirsOf(db, rows) : new Map<string, string>();
  return new Map(
    rows.map(({ id, name }) => {
      const heir = heirs.get(id);
      return [id, heir === undefined ? name : `${name} (nay là ${heir})`];
    }),
  );
}

function agenciesById(db: Db, ids: readonly string[]): Promise<AgencyRow[]> {
  return db
    .select()
    .from(agencies)
    .where(inArray(agencies.id, [...ids]));
}

/** By id of an agency that has ended, the name of the last one that took over its work. */
async function heirsOf(db: Db, rows: readonly AgencyRow[]): Promise<ReadonlyMap<string, string>> {
  const on = await today(db);
  const hasEnded = ({ until, successorId }: AgencyRow) =>
    successorId !== null && until !== null && until < on;
  const found = new Map<string, string>();
  for (const row of rows) {
    let at = row;
    while (hasEnded(at)) {
      const [next] = await agenciesById(db, [at.successorId ?? ""]);
      if (!next) break;
      at = next;
    }
    if (at !== row) found.set(row.id, at.name);
  }
  return found;
}
