import { and, asc, count, desc, eq, isNull, like, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { foldText } from "#core/text.ts";
import { currentVersion, PlaceVersion } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import {
  abilities,
  can,
  type ProducerAction,
  producerPermissions,
  type ProducerSubject,
} from "../access.ts";
import { producerScope } from "../access.server.ts";
import { ProducerSearch } from "../model.ts";
import {
  producerForms,
  producerRepresentatives,
  producers,
  producerYears,
} from "../schema.server.ts";

export type ProducerRow = typeof producers.$inferSelect;
export type Representative = typeof producerRepresentatives.$inferSelect;
export type FormerForm = typeof producerForms.$inferSelect;
export type ProducerYear = typeof producerYears.$inferSelect;

/** A producer in a list. */
export type ProducerItem = Pick<
  ProducerRow,
  "id" | "name" | "kind" | "taxCode" | "unitPath" | "isDemo" | "isTourism"
> & { unitName: string };

/** Everything about a producer that the actor may see, and what they may do. */
export type ProducerView = {
  /** Telephone and e-mail are null for those who may not see personal data. */
  producer: ProducerRow;
  unitName: string;
  /** Null when none is entered, or may not be seen. */
  representative: Representative | null;
  /** Legal forms before today's, latest first. */
  formerForms: FormerForm[];
  /** Latest first. */
  years: ProducerYear[];
  abilities: readonly ProducerAction[];
};

/** How many producers a page of the list has. */
export const producersPerPage = 50;

/** A row as far as rights go. */
export function subjectOfRow(row: Pick<ProducerRow, "id" | "unitPath">): ProducerSubject {
  return { id: row.id, place: { version: currentVersion, path: row.unitPath } };
}

/**
 * The producer, if the actor may do this to it; locked when the action writes. One that may not
 * be seen is not found, as if it were not there; one that may only be seen is refused.
 */
export async function authorisedProducer(
  db: Db,
  actor: Actor,
  action: ProducerAction,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<ProducerRow> {
  const missing = { vi: "Không có chủ thể này." };
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new AppError("notFound", missing);
  const query = db.select().from(producers).where(eq(producers.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("notFound", missing);
  const subject = subjectOfRow(row);
  if (can(actor, action, subject)) return row;
  const denied = `producer.${action}`;
  if (can(actor, "see", subject))
    throw new AppError("forbidden", { denied, roles: producerPermissions[action].roles });
  throw new AppError("notFound", { ...missing, denied });
}

/** A producer with its history and figures; `notFound` when the actor may not see it. */
export async function getProducer(db: Db, actor: Actor, id: string): Promise<ProducerView> {
  const row = await authorisedProducer(db, actor, "see", id);
  const subject = subjectOfRow(row);
  const personal = can(actor, "seePersonal", subject);
  const [named] = await nameUnits(db, [row]);
  const forms = await db
    .select()
    .from(producerForms)
    .where(eq(producerForms.producerId, id))
    .orderBy(desc(producerForms.until));
  const years = await db
    .select()
    .from(producerYears)
    .where(eq(producerYears.producerId, id))
    .orderBy(desc(producerYears.year));
  return {
    producer: personal ? row : { ...row, phone: null, email: null },
    unitName: named?.unitName ?? row.unitPath,
    representative: personal ? await findRepresentative(db, id) : null,
    formerForms: forms,
    years,
    abilities: abilities(actor, subject),
  };
}

/** The representative as last entered. Rights are the caller's business: personal data. */
export async function findRepresentative(
  db: Db,
  producerId: string,
): Promise<Representative | null> {
  const [row] = await db
    .select()
    .from(producerRepresentatives)
    .where(
      and(
        eq(producerRepresentatives.producerId, producerId),
        isNull(producerRepresentatives.replacedAt),
      ),
    );
  return row ?? null;
}

/** Producers that the actor may see, by name; with how many there are in all. */
export async function listProducers(
  db: Db,
  actor: Actor,
  search: Partial<ProducerSearch> = {},
): Promise<{ producers: ProducerItem[]; total: number }> {
  const { text, kind, page } = ProducerSearch.parse(search);
  const folded = foldText(text);
  const where = and(
    producerScope(actor, "see"),
    kind && eq(producers.kind, kind),
    text === ""
      ? undefined
      : /^[\d\s.-]+$/.test(text)
        ? like(producers.taxCode, `${text.replace(/[\s.-]/g, "")}%`)
        : like(producers.nameFolded, `%${folded}%`),
  );
  const [counted] = await db.select({ total: count() }).from(producers).where(where);
  const rows = await db
    .select(itemColumns)
    .from(producers)
    .where(where)
    .orderBy(asc(producers.nameFolded), asc(producers.id))
    .limit(producersPerPage)
    .offset((page - 1) * producersPerPage);
  return { producers: await nameUnits(db, rows), total: counted?.total ?? 0 };
}

const itemColumns = {
  id: producers.id,
  name: producers.name,
  kind: producers.kind,
  taxCode: producers.taxCode,
  unitPath: producers.unitPath,
  isDemo: producers.isDemo,
  isTourism: producers.isTourism,
};

/** The producers whose owner or staff the account is, by name: usually one, none at first. */
export async function listOwnProducers(db: Db, actor: UserActor): Promise<ProducerItem[]> {
  const ids = actor.grants.flatMap(({ jurisdiction }) =>
    jurisdiction.kind === "own" && jurisdiction.holderId !== null ? [jurisdiction.holderId] : [],
  );
  if (ids.length === 0) return [];
  const rows = await db
    .select(itemColumns)
    .from(producers)
    .where(sql`${producers.id}::text in ${ids}`)
    .orderBy(asc(producers.nameFolded));
  return nameUnits(db, rows);
}

/** Adds the unit's name of today. One query. */
async function nameUnits<Row extends { unitPath: string }>(
  db: Db,
  rows: readonly Row[],
): Promise<(Row & { unitName: string })[]> {
  const refOf = ({ unitPath }: Row) => ({
    version: currentVersion as PlaceVersion,
    code: unitPath.split("/").at(-1) ?? "",
  });
  const units = await findUnits(db, rows.map(refOf));
  return rows.map((row) => ({
    ...row,
    unitName: units.get(keyOfRef(refOf(row)))?.fullName ?? row.unitPath,
  }));
}

/** What an audit row says of where an act on a producer belongs. */
export function factsOf(actor: UserActor, row: Pick<ProducerRow, "id" | "unitPath">) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: provinceOf(row.unitPath) || null,
    unitPath: row.unitPath,
  };
}

/** The unit that a record was made in, as a reference of its own version. */
export function unitOf(row: Pick<ProducerRow, "unitVersion" | "unitCode">) {
  return { version: PlaceVersion.parse(row.unitVersion), code: row.unitCode };
}
