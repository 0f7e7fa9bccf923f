import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { boundaryEvents } from "../boundaries/events.server.ts";
import { BoundaryFault } from "../boundaries/faults.ts";
import { planIsolated } from "../boundaries/isolate.server.ts";
import { type BoundaryReport, details, type PlannedUnit } from "../boundaries/plan.ts";
import { boundaryOutlines, boundarySets } from "../boundaries/schema.server.ts";
import { currentVersion, type PlaceVersion } from "../model.ts";
import { boundaryLevels, listUnitsToOutline, mayOutline } from "./boundary-units.server.ts";

const line = (most: number, vi: string) =>
  z.string().trim().min(1, vi).max(most, `Nhiều nhất ${most} ký tự.`);

/** What is said of a file of outlines. */
export const BoundaryInput = z.object({
  level: z.enum(boundaryLevels, "Hãy chọn cấp của ranh giới."),
  /** Null: as the file says itself. */
  epsg: z.int().nullable().default(null),
  fileName: z.string().max(300),
  source: line(300, "Hãy ghi nguồn: cơ quan công bố và ngày công bố."),
  licence: line(
    300,
    "Hãy ghi điều kiện sử dụng: được phép công khai theo văn bản hay giấy phép nào.",
  ),
  /** Lines that cross themselves are small faults of drawing: taken when somebody says so. */
  acceptsCrossings: z.boolean().default(false),
});
export type BoundaryInput = z.infer<typeof BoundaryInput>;

/** What a file of outlines would bring. Nothing is kept. Throws `BoundaryFault`. */
export async function tryBoundaries(
  db: Db,
  actor: UserActor | null,
  { bytes, level, epsg }: Pick<BoundaryInput, "level" | "epsg"> & { bytes: Uint8Array },
): Promise<BoundaryReport> {
  const units = await listUnitsToOutline(db, actor, level);
  return (await planIsolated({ bytes, epsg, units, wantsShapes: false })).report;
}

/** What was loaded, and the sets that it stands in for from now on. */
export type LoadedBoundaries = {
  readonly id: string;
  readonly report: BoundaryReport;
  readonly replaced: readonly string[];
};

/**
 * Loads a file of outlines as one set. It stands before older ones; a set none of whose units is
 * shown any more ends as replaced. Throws `BoundaryFault` for a file that cannot be used, and where
 * lines cross themselves and nobody said that they may.
 */
export async function loadBoundaries(
  db: Db,
  actor: UserActor | null,
  input: BoundaryInput & { bytes: Uint8Array },
): Promise<LoadedBoundaries> {
  const { bytes, level, epsg, fileName, source, licence } = input;
  const units = await listUnitsToOutline(db, actor, level);
  const plan = await planIsolated({ bytes, epsg, units, wantsShapes: true });
  const { report } = plan;
  if (report.crossings.length > 0 && !input.acceptsCrossings)
    throw new BoundaryFault(crossingText(report));
  const provinces = [...new Set(plan.units.map(({ provinceCode }) => provinceCode))];
  const provinceCode = provinces.length === 1 ? (provinces[0] ?? null) : null;
  const digest = createHash("sha256").update(bytes).digest("hex");
  return await db.transaction(async (tx) => {
    // Two loads at once would each find the other's set still standing.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ocop.boundaries'))`);
    const [set] = await tx
      .insert(boundarySets)
      .values({
        version: currentVersion,
        level,
        provinceCode,
        fileName,
        digest,
        source,
        licence,
        report,
        loadedBy: actor?.userId ?? null,
        loadedAt: sql`clock_timestamp()`,
      })
      .returning({ id: boundarySets.id });
    if (!set) throw new Error("the set of outlines was not stored");
    await insertOutlines(tx, set.id, plan.units);
    const replaced = await endReplaced(tx, set.id, actor);
    await appendAudit(tx, boundaryEvents.loaded, {
      actorId: actor?.userId ?? null,
      subjectId: set.id,
      provinceCode,
      details: { level, digest, source, units: report.matched, replaced },
    });
    return { id: set.id, report, replaced };
  });
}

/** One line about lines that cross themselves, with the first places. */
export function crossingText({ crossings }: BoundaryReport): string {
  const places = crossings
    .slice(0, 5)
    .map(
      ({ name, latitude, longitude }) =>
        `${name} (${latitude.toFixed(5)}, ${longitude.toFixed(5)})`,
    );
  return `Đường ranh giới tự cắt ở ${crossings.length} đơn vị: ${places.join("; ")}. Hãy sửa trong tệp gốc, hoặc chọn vẫn nạp nếu chỗ cắt nhỏ, không đáng kể.`;
}

async function insertOutlines(tx: Db, setId: string, units: readonly PlannedUnit[]): Promise<void> {
  for (const detail of details.keys()) {
    const rows = units.map(({ code, box: [west, south, east, north], shapes }) => ({
      setId,
      version: currentVersion as PlaceVersion,
      code,
      detail,
      shape: shapes[detail] ?? [],
      west,
      south,
      east,
      north,
    }));
    for (let at = 0; at < rows.length; at += 500)
      await tx.insert(boundaryOutlines).values(rows.slice(at, at + 500));
  }
}

/** Ends the sets all of whose units a newer one shows. */
async function endReplaced(tx: Db, setId: string, actor: UserActor | null): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update boundary_sets s
    set ended = 'replaced', ended_at = now(), ended_by = ${actor?.userId ?? null}
    where s.id <> ${setId} and s.ended is null and not exists (
      select from boundary_outlines o where o.set_id = s.id and o.detail = 0 and not exists (
        select from boundary_outlines n
        where n.set_id = ${setId} and n.detail = 0 and n.version = o.version and n.code = o.code))
    returning s.id`);
  return rows.map(({ id }) => id);
}

/** A set of outlines as administrators see it. */
export type BoundarySet = Pick<
  typeof boundarySets.$inferSelect,
  "id" | "level" | "fileName" | "source" | "licence" | "ended"
> & {
  readonly loadedAt: string;
  readonly units: number;
  /** Units whose outline is this set's today. */
  readonly shown: number;
};

/** Every set ever loaded, newest first. */
export async function listBoundarySets(db: Db): Promise<BoundarySet[]> {
  const { rows } = await db.execute<BoundarySet>(sql`
    with shown as (
      select distinct on (o.version, o.code) o.code, o.set_id
      from boundary_outlines o join boundary_sets s on s.id = o.set_id
      where s.ended is null and o.detail = 0
      order by o.version, o.code, s.loaded_at desc, s.id)
    select s.id, s.level, s.file_name as "fileName", s.source, s.licence, s.ended,
      to_char(s.loaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "loadedAt",
      (s.report ->> 'matched')::int as units,
      (select count(*)::int from shown where shown.set_id = s.id) as shown
    from boundary_sets s order by s.loaded_at desc, s.id`);
  return rows;
}

/**
 * Takes a set of outlines from the map as a whole: what stood before it shows again, or indicative
 * cells. Throws `notFound` for a set that is not there or not within the administrator's scope.
 */
export async function withdrawBoundaries(
  db: Db,
  actor: UserActor | null,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.execute<{
      level: string;
      digest: string;
      province: string | null;
    }>(sql`
      update boundary_sets
      set ended = 'withdrawn', ended_at = now(), ended_by = ${actor?.userId ?? null}
      where id = ${id} and ended is null
      returning level, digest, province_code as province`);
    const [set] = rows;
    if (!set || !mayOutline(actor, set.province ?? ""))
      throw new AppError("notFound", {
        log: `no standing set of outlines ${id} for this administrator`,
        vi: "Không có bộ ranh giới nào đang dùng mang mã này.",
      });
    await appendAudit(tx, boundaryEvents.withdrawn, {
      actorId: actor?.userId ?? null,
      subjectId: id,
      provinceCode: set.province,
      details: { level: set.level, digest: set.digest },
    });
  });
}
