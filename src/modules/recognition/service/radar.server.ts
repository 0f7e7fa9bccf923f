import { and, asc, eq, gte, isNull, lt, lte, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { underWayOf } from "#modules/dossiers/service/renewals.server.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { can, recognitionPermissions } from "../access.ts";
import type { StopReason } from "../model.ts";
import { recognitions, renewalStops } from "../schema.server.ts";

/** Recognitions that ended longer ago than this are history, in days. */
const lapsedDays = 730;

/** A recognition that ended, or will, with what is known of its renewal. */
export type RadarRow = {
  readonly id: string;
  readonly productName: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly unitPath: string;
  readonly stars: number;
  readonly expiresOn: string;
  readonly extendedUntil: string | null;
  /** Why there will be no renewal; null where nobody has said. */
  readonly reason: StopReason | null;
  readonly note: string | null;
  /** The product's dossier under way. */
  readonly underWay: string | null;
  readonly mayExtend: boolean;
};

export type Radar = {
  /** The month of today and the eleven after it, `YYYY-MM`. */
  readonly months: readonly string[];
  /** How many end in each month, by commune of today; those with none are left out. */
  readonly communes: readonly {
    readonly name: string;
    readonly counts: readonly number[];
    readonly total: number;
  }[];
  readonly ending: readonly RadarRow[];
  /** Ended, not renewed, not revoked: who, and why. */
  readonly lapsed: readonly RadarRow[];
};

/**
 * What lapses within twelve months in the actor's units, and what lapsed without renewal.
 * Throws `forbidden` for who has no unit to look over.
 */
export async function readRadar(db: Db, actor: UserActor): Promise<Radar> {
  const paths = actor.grants.flatMap(({ role, jurisdiction: j }) =>
    j.kind === "unit" && j.version === currentVersion && seers.includes(role) ? [j.path] : [],
  );
  if (paths.length === 0) throw new AppError("forbidden", { denied: "recognition.see" });
  const on = await today(db);
  const months = monthsFrom(on);
  const end = `${nextMonth(months.at(-1) ?? on.slice(0, 7))}-01`;
  const all = await endingIn(db, actor, { paths, from: addDays(on, -lapsedDays), end });
  const [ending, lapsed] = [
    all.filter(({ expiresOn, extendedUntil }) => (extendedUntil ?? expiresOn) >= on),
    all.filter(({ expiresOn, extendedUntil }) => (extendedUntil ?? expiresOn) < on),
  ];
  return { months, communes: await byCommune(db, ending, months), ending, lapsed };
}

const seers: readonly string[] = [...recognitionPermissions.see.roles, "auditor"];

async function endingIn(
  db: Db,
  actor: UserActor,
  { paths, from, end }: { paths: readonly string[]; from: string; end: string },
): Promise<RadarRow[]> {
  const within = paths.map(
    (path) =>
      sql`(${path} = '' or ${recognitions.unitPath} = ${path} or ${recognitions.unitPath} like ${`${path}/%`})`,
  );
  const rows = await db
    .select({ row: recognitions, reason: renewalStops.reason, note: renewalStops.note })
    .from(recognitions)
    .leftJoin(
      renewalStops,
      and(eq(renewalStops.recognitionId, recognitions.id), isNull(renewalStops.withdrawnAt)),
    )
    .where(
      and(
        sql`(${sql.join(within, sql` or `)})`,
        gte(recognitions.expiresOn, from),
        lt(recognitions.expiresOn, end),
        lte(recognitions.recognisedOn, sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`),
        isNull(recognitions.revokedOn),
        isNull(recognitions.replacedOn),
      ),
    )
    .orderBy(asc(recognitions.expiresOn), recognitions.productName);
  const underWay = await underWayOf(
    db,
    rows.map(({ row }) => row.productId),
  );
  return rows.map(({ row, reason, note }) => ({
    id: row.id,
    productName: row.productName,
    producerId: row.producerId,
    producerName: row.producerName,
    unitPath: row.unitPath,
    stars: row.stars,
    expiresOn: row.expiresOn,
    extendedUntil: row.extendedUntil,
    reason,
    note,
    underWay: underWay.get(row.productId) ?? null,
    mayExtend: can(actor, "record", row),
  }));
}

async function byCommune(db: Db, rows: readonly RadarRow[], months: readonly string[]) {
  const groups = Map.groupBy(rows, ({ unitPath }) => unitPath);
  const refs = [...groups.keys()].map((path): UnitRef => ({
    version: currentVersion,
    code: path.split("/").at(-1) ?? path,
  }));
  const units = await findUnits(db, refs);
  return [...groups]
    .map(([path, ending]) => {
      const code = path.split("/").at(-1) ?? path;
      const unit = units.get(keyOfRef({ version: currentVersion, code }));
      const counts = months.map(
        (month) =>
          // What was extended ends when its extension does.
          ending.filter(({ expiresOn, extendedUntil }) =>
            (extendedUntil ?? expiresOn).startsWith(month),
          ).length,
      );
      return { name: unit?.fullName ?? path, counts, total: ending.length };
    })
    .toSorted((one, other) => other.total - one.total || one.name.localeCompare(other.name, "vi"));
}

function monthsFrom(day: string): string[] {
  const months = [day.slice(0, 7)];
  while (months.length < 12) months.push(nextMonth(months.at(-1) ?? ""));
  return months;
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
