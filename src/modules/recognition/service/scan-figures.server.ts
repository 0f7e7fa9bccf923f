import { and, eq, gte, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { recognitionPermissions } from "../access.ts";
import { isInForce, renewalProcedure, stateOn } from "../rules.ts";
import { patternsOf, type ScanDay, type ScanPattern } from "../scan-patterns.ts";
import { certificates, certificateScans, recognitions } from "../schema.server.ts";

const seers: readonly string[] = [...recognitionPermissions.see.roles, "auditor"];
/** As many as a page can show; the most looked up come first. */
const most = 100;

/** How a certificate was looked up in the last 28 days. */
export type ScanFigures = {
  readonly number: string;
  readonly productName: string;
  readonly producerName: string;
  readonly state: ReturnType<typeof stateOn>;
  readonly total: number;
  readonly today: number;
  readonly patterns: readonly ScanPattern[];
};

/** The certificates of the actor's units that were looked up lately; what is unusual stands first. */
export async function readScanFigures(db: Db, actor: UserActor): Promise<ScanFigures[]> {
  const paths = actor.grants.flatMap(({ role, jurisdiction: j }) =>
    j.kind === "unit" && j.version === currentVersion && seers.includes(role) ? [j.path] : [],
  );
  if (paths.length === 0) throw new AppError("forbidden", { denied: "recognition.see" });
  const on = await today(db);
  const from = addDays(on, -28);
  const rows = await mostScanned(db, paths, from);
  const days = await daysOf(
    db,
    rows.map(({ id }) => id),
    from,
  );
  const procedure = renewalProcedure(loadProcedures(), on);
  return rows
    .map(({ id, recognition, number, total }) => {
      const state = stateOn(recognition, on, procedure);
      const own = days.get(id) ?? [];
      return {
        number,
        productName: recognition.productName,
        producerName: recognition.producerName,
        state,
        total,
        today: own.find(({ day }) => day === on)?.count ?? 0,
        patterns: patternsOf(own, {
          today: on,
          weekAgo: addDays(on, -7),
          inForce: isInForce(state),
        }),
      };
    })
    .toSorted((one, other) => other.patterns.length - one.patterns.length);
}

async function mostScanned(db: Db, paths: readonly string[], from: string) {
  const within = paths.map(
    (path) =>
      sql`(${path} = '' or ${recognitions.unitPath} = ${path} or ${recognitions.unitPath} like ${`${path}/%`})`,
  );
  const total = sql<number>`sum(${certificateScans.count})::int`;
  return db
    .select({
      id: certificates.id,
      number: certificates.numberText,
      recognition: recognitions,
      total,
    })
    .from(certificateScans)
    .innerJoin(certificates, eq(certificates.id, certificateScans.certificateId))
    .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
    .where(and(gte(certificateScans.day, from), sql`(${sql.join(within, sql` or `)})`))
    .groupBy(certificates.id, recognitions.id)
    .orderBy(sql`${total} desc`)
    .limit(most);
}

async function daysOf(
  db: Db,
  ids: readonly string[],
  from: string,
): Promise<Map<string, ScanDay[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: certificateScans.certificateId,
      day: certificateScans.day,
      count: sql<number>`sum(${certificateScans.count})::int`,
      sources: sql<number>`count(*)::int`,
      most: sql<number>`max(${certificateScans.count})::int`,
    })
    .from(certificateScans)
    .where(and(inArray(certificateScans.certificateId, [...ids]), gte(certificateScans.day, from)))
    .groupBy(certificateScans.certificateId, certificateScans.day);
  return Map.groupBy(rows, ({ id }) => id);
}

/** How many unusual patterns each certificate shows, by recognition; those with none are left out. Rights are the caller's. */
export async function unusualScans(
  db: Db,
  recognitionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (recognitionIds.length === 0) return new Map();
  const on = await today(db);
  const from = addDays(on, -28);
  const rows = await db
    .select({ id: certificates.id, recognition: recognitions })
    .from(certificates)
    .innerJoin(recognitions, eq(recognitions.id, certificates.recognitionId))
    .where(inArray(recognitions.id, [...recognitionIds]));
  const days = await daysOf(
    db,
    rows.map(({ id }) => id),
    from,
  );
  const procedure = renewalProcedure(loadProcedures(), on);
  return new Map(
    rows.flatMap(({ id, recognition }): [string, number][] => {
      const inForce = isInForce(stateOn(recognition, on, procedure));
      const found = patternsOf(days.get(id) ?? [], {
        today: on,
        weekAgo: addDays(on, -7),
        inForce,
      });
      return found.length === 0 ? [] : [[recognition.id, found.length]];
    }),
  );
}
