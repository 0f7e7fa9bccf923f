import { and, asc, desc, eq, exists, isNull, sql } from "drizzle-orm";
import type { Actor, UserActor } from "#core/access/actor.ts";
import { can as may, provinceOf } from "#core/access/kernel.ts";
import type { BusinessRole } from "#core/access/roles.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findUnit, pathsToday, todayOf } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can, type CouncilActivity, councilPermissions, type CouncilSubject } from "../access.ts";
import { events } from "../events.server.ts";
import { EndCouncil, EstablishCouncil } from "../inputs.ts";
import { type CouncilKind, type CouncilLevel, nation } from "../model.ts";
import { councilMembers, councils } from "../schema.server.ts";
import { authorise, type CouncilRow } from "./load.server.ts";

export type MemberRow = typeof councilMembers.$inferSelect;

/** A council with the people who sit in it now. */
export type LoadedCouncil = {
  readonly council: CouncilRow;
  readonly members: readonly MemberRow[];
};

/** Whose office sets up a council: a province's own, its former districts' too; the country's. */
const founders: Readonly<Record<CouncilLevel, readonly BusinessRole[]>> = {
  district: ["districtOfficer", "provinceOfficer"],
  province: ["provinceOfficer"],
  central: ["centralOfficer"],
};

type UnitOfCouncil = Pick<CouncilRow, "provinceCode" | "unitVersion" | "unitCode" | "unitPath">;

/** Sets up a council or team by a decision; `invalid` where the regime has none at that level. */
export async function establishCouncil(
  db: Db,
  actor: UserActor,
  input: EstablishCouncil,
  { isDemo = false }: { isDemo?: boolean } = {},
): Promise<{ id: string }> {
  const { unit, ...wanted } = parseInput(EstablishCouncil, input);
  if (councilStages(wanted.regime, wanted.level).length === 0)
    throw new AppError("invalid", {
      fields: { level: "Quyết định này không có hội đồng ở cấp đã chọn." },
    });
  return db.transaction(async (tx) => {
    const place = await unitOf(tx, wanted.level, unit);
    requireFounder(actor, wanted.level, place.unitPath);
    if (wanted.decisionOn > (await today(tx)))
      throw new AppError("invalid", {
        fields: { decisionOn: "Ngày quyết định còn ở tương lai." },
      });
    const [row] = await tx
      .insert(councils)
      .values({
        ...wanted,
        ...place,
        isDemo,
        createdBy: actor.userId,
      })
      .returning();
    if (!row) throw new Error("the council was not stored");
    await appendAudit(tx, events.established, {
      ...councilFacts(actor, row),
      details: {
        kind: row.kind,
        level: row.level,
        regime: row.regime,
        decision: row.decisionNumber,
      },
    });
    return { id: row.id };
  });
}

function requireFounder(actor: UserActor, level: CouncilLevel, path: string): void {
  const subject = {
    place: { version: currentVersion, path },
    holders: [],
    assigned: [],
    conflicted: [],
  };
  if (!may(actor, { kind: "write", roles: founders[level] }, subject))
    throw new AppError("forbidden", { denied: "council.establish" });
}

/** The stages, by id, at which a regime has a council of a level; over all its periods. */
export function councilStages(regime: string, level: CouncilLevel): readonly string[] {
  const periods = loadProcedures().regimes[regime]?.periods ?? [];
  return [
    ...new Set(
      periods.flatMap(({ stages }) =>
        stages
          .filter((stage) => stage.kind === "council" && stage.level === level)
          .map(({ id }) => id),
      ),
    ),
  ];
}

async function unitOf(tx: Db, level: CouncilLevel, code: string): Promise<UnitOfCouncil> {
  const wrong = new AppError("invalid", { fields: { unit: "Không có đơn vị này ở cấp đã chọn." } });
  if (level === "central") {
    if (code !== nation) throw wrong;
    return {
      provinceCode: nation,
      unitVersion: currentVersion,
      unitCode: nation,
      unitPath: "",
    };
  }
  if (code === nation) throw wrong;
  const version: PlaceVersion = level === "district" ? "pre-2025" : currentVersion;
  const unit = await findUnit(tx, { version, code });
  if (unit?.level !== level) throw wrong;
  const path = level === "district" ? pathsToday(await todayOf(tx, unit))[0] : unit.path;
  const provinceCode = provinceOf(path ?? "");
  if (provinceCode === "") throw wrong;
  return { provinceCode, unitVersion: version, unitCode: code, unitPath: provinceCode };
}

/** Ends a council; its sessions stay as they are. */
export async function endCouncil(db: Db, actor: UserActor, input: EndCouncil): Promise<void> {
  const { councilId, endedOn } = parseInput(EndCouncil, input);
  await db.transaction(async (tx) => {
    const { council } = await authorisedCouncil(tx, actor, "establish", councilId, { lock: true });
    requireRunning(council);
    if (endedOn < council.decisionOn || endedOn > (await today(tx)))
      throw new AppError("invalid", {
        fields: { endedOn: "Ngày kết thúc phải từ ngày thành lập đến hôm nay." },
      });
    await tx
      .update(councils)
      .set({ endedOn, version: council.version + 1 })
      .where(eq(councils.id, councilId));
    await appendAudit(tx, events.ended, {
      ...councilFacts(actor, council),
      details: { on: endedOn },
    });
  });
}

/** The council with its members of now, if the actor may do this to it; locked when asked. */
export async function authorisedCouncil(
  db: Db,
  actor: Actor,
  activity: CouncilActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<LoadedCouncil> {
  const missing = { vi: "Không có hội đồng hoặc tổ này." };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new AppError("notFound", missing);
  const query = db.select().from(councils).where(eq(councils.id, id));
  const [council] = lock ? await query.for("update") : await query;
  if (!council) throw new AppError("notFound", missing);
  const members = await db
    .select()
    .from(councilMembers)
    .where(and(eq(councilMembers.councilId, id), isNull(councilMembers.leftOn)))
    .orderBy(
      sql`array_position(array['chair','deputy','member','secretary'], ${councilMembers.duty})`,
      asc(councilMembers.addedAt),
      asc(councilMembers.id),
    );
  authorise(actor, activity, councilSubject({ council, members }));
  return { council, members };
}

/** A council as the kernel sees it. */
export function councilSubject({ council, members }: LoadedCouncil): CouncilSubject {
  return { unitPath: council.unitPath, assigned: members.map(({ userId }) => userId) };
}

/** Refuses a council that has ended. */
export function requireRunning(council: Pick<CouncilRow, "endedOn">): void {
  if (council.endedOn !== null)
    throw new AppError("conflict", { vi: "Hội đồng này đã kết thúc nhiệm kỳ." });
}

/** Councils and teams that the actor may see, newest decision first. */
export async function listCouncils(
  db: Db,
  actor: UserActor,
  { kind }: { kind?: CouncilKind } = {},
): Promise<(CouncilRow & { members: number; mayEstablish: boolean })[]> {
  const mine = (userId: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(councilMembers)
        .where(
          and(
            eq(councilMembers.councilId, councils.id),
            eq(councilMembers.userId, userId),
            isNull(councilMembers.leftOn),
          ),
        ),
    );
  const rows = await db
    .select({
      council: councils,
      // Named by hand: alone in a select, columns come without their table.
      members: sql<number>`(select count(*)::int from council_members m
        where m.council_id = councils.id and m.left_on is null)`,
    })
    .from(councils)
    .where(
      and(
        scopeSql(actor, councilPermissions.see, {
          placeVersion: sql`${currentVersion}::text`,
          placePath: councils.unitPath,
          assignedTo: mine,
        }),
        kind === undefined ? undefined : eq(councils.kind, kind),
      ),
    )
    .orderBy(desc(councils.decisionOn), asc(councils.name))
    .limit(500);
  return rows.map(({ council, members }) => ({
    ...council,
    members,
    mayEstablish: can(actor, "establish", { unitPath: council.unitPath, assigned: [] }),
  }));
}

/** What an audit row says of where an act on a council belongs. */
export function councilFacts(
  actor: UserActor,
  row: Pick<CouncilRow, "id" | "provinceCode" | "unitPath">,
) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath === "" ? null : row.unitPath,
  };
}
