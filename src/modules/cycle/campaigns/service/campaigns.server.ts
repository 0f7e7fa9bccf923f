import { and, asc, between, desc, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql, type SubjectColumns } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import { type CampaignActivity, campaignPermissions, canCampaign } from "../../access.ts";
import { cycleFacts } from "../../calendar/facts.server.ts";
import { cycleEvents } from "../../events.server.ts";
import { Id } from "../../model.ts";
import { campaigns, mediaPieces, meetings } from "../../schema.server.ts";
import {
  AddMedia,
  AddMeeting,
  ChangeMedia,
  ChangeMeeting,
  DropRecord,
  SaveCampaign,
} from "../inputs.ts";

export type CampaignRow = typeof campaigns.$inferSelect;
export type MeetingRow = typeof meetings.$inferSelect;
export type MediaRow = typeof mediaPieces.$inferSelect;

const stale = () =>
  new AppError("stale", {
    vi: "Người khác vừa thay đổi nội dung này. Hãy tải lại trang, xem lại rồi làm tiếp.",
  });

/** The unit whose office the actor writes for: of the first role that may. Throws `forbidden` without one. */
export function campaignUnit(actor: UserActor, activity: Exclude<CampaignActivity, "see">): string {
  const roles: readonly string[] = campaignPermissions[activity].roles;
  for (const { role, jurisdiction: j } of actor.grants)
    if (roles.includes(role) && j.kind === "unit" && j.version === currentVersion && j.path !== "")
      return j.path;
  throw new AppError("forbidden", { denied: `campaign.${activity}` });
}

const columns = (path: SubjectColumns["placePath"]): SubjectColumns => ({
  placeVersion: sql`${currentVersion}::text`,
  placePath: path,
});

/** What a year's campaign, meetings and media come to in a province. */
export type CampaignYear = {
  readonly campaign: CampaignRow | null;
  readonly meetings: readonly MeetingRow[];
  readonly media: readonly MediaRow[];
  /** Pieces that a month should bring: the campaign's own number, else the shipped goal. */
  readonly goal: { readonly perMonth: number; readonly source: string };
};

/** A year of a province as far as the actor sees it: an office of a commune its own meetings, the campaign for all. */
export async function readCampaignYear(
  db: Db,
  actor: UserActor,
  { provinceCode, year }: { provinceCode: string; year: number },
): Promise<CampaignYear> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const [campaign] = await db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.provinceCode, provinceCode), eq(campaigns.year, year)));
  const held = await db
    .select()
    .from(meetings)
    .where(
      and(
        eq(meetings.provinceCode, provinceCode),
        between(meetings.on, from, to),
        isNull(meetings.droppedFor),
        scopeSql(actor, campaignPermissions.see, columns(meetings.unitPath)),
      ),
    )
    .orderBy(desc(meetings.on), asc(meetings.id));
  // What stands in the media is public: every office of the province counts the same pieces.
  const media = await db
    .select()
    .from(mediaPieces)
    .where(
      and(
        eq(mediaPieces.provinceCode, provinceCode),
        between(mediaPieces.on, from, to),
        isNull(mediaPieces.droppedFor),
      ),
    )
    .orderBy(desc(mediaPieces.on), asc(mediaPieces.id));
  const shipped = cycleFacts().mediaGoal;
  return {
    campaign: campaign ?? null,
    meetings: held,
    media,
    goal:
      campaign && (campaign.basis !== null || campaign.mediaPerMonth !== shipped.perMonth)
        ? { perMonth: campaign.mediaPerMonth, source: campaign.basis ?? "tỉnh đặt" }
        : shipped,
  };
}

/** Keeps the campaign of a year of the actor's province. `stale` when it was changed meanwhile. */
export async function saveCampaign(db: Db, actor: UserActor, input: SaveCampaign): Promise<void> {
  const { expectedVersion, ...told } = parseInput(SaveCampaign, input);
  const provinceCode = campaignUnit(actor, "lead");
  await db.transaction(async (tx) => {
    const values = { ...told, savedBy: actor.userId, savedAt: sql`now()` };
    const kept =
      expectedVersion === 0
        ? await tx
            .insert(campaigns)
            .values({ ...values, provinceCode })
            .onConflictDoNothing()
            .returning({ year: campaigns.year })
        : await tx
            .update(campaigns)
            .set({ ...values, version: expectedVersion + 1 })
            .where(
              and(
                eq(campaigns.provinceCode, provinceCode),
                eq(campaigns.year, told.year),
                eq(campaigns.version, expectedVersion),
              ),
            )
            .returning({ year: campaigns.year });
    if (kept.length === 0) throw stale();
    await appendAudit(tx, cycleEvents.campaignSaved, {
      actorId: actor.userId,
      subjectId: `${provinceCode}/${told.year}`,
      provinceCode,
      unitPath: provinceCode,
      details: {
        year: told.year,
        topics: told.topics.length,
        mediaPerMonth: told.mediaPerMonth,
      },
    });
  });
}

const provinceOf = (unitPath: string) => unitPath.split("/", 1)[0] ?? "";

/** What has not taken place has no attendance, and counts nowhere yet. */
async function refuseAhead(tx: Db, on: Day, kind: "meeting" | "media"): Promise<void> {
  if (on > (await today(tx)))
    throw new AppError("invalid", {
      fields: {
        on:
          kind === "meeting"
            ? "Ngày họp còn ở tương lai. Họp xong hãy ghi."
            : "Ngày đăng, phát còn ở tương lai. Đăng xong hãy ghi.",
      },
    });
}

/** Records a meeting of the actor's office; `invalid` for a day to come. */
export async function addMeeting(
  db: Db,
  actor: UserActor,
  input: AddMeeting,
): Promise<{ id: string }> {
  const told = parseInput(AddMeeting, input);
  const unitPath = campaignUnit(actor, "record");
  return db.transaction(async (tx) => {
    const provinceCode = provinceOf(unitPath);
    await refuseAhead(tx, told.on, "meeting");
    const [row] = await tx
      .insert(meetings)
      .values({ ...told, provinceCode, unitPath, savedBy: actor.userId })
      .returning();
    if (!row) throw new Error("a meeting was not stored");
    await audit(tx, actor, row, { kind: "meeting", on: row.on });
    return { id: row.id };
  });
}

/** Records a piece in the media; `invalid` for a day to come. */
export async function addMedia(db: Db, actor: UserActor, input: AddMedia): Promise<{ id: string }> {
  const told = parseInput(AddMedia, input);
  const unitPath = campaignUnit(actor, "record");
  return db.transaction(async (tx) => {
    const provinceCode = provinceOf(unitPath);
    await refuseAhead(tx, told.on, "media");
    const [row] = await tx
      .insert(mediaPieces)
      .values({ ...told, provinceCode, unitPath, savedBy: actor.userId })
      .returning();
    if (!row) throw new Error("a piece was not stored");
    await audit(tx, actor, row, { kind: "media", on: row.on });
    return { id: row.id };
  });
}

type Kept = { readonly id: string; readonly provinceCode: string; readonly unitPath: string };

async function audit(
  tx: Db,
  actor: UserActor,
  { id, provinceCode, unitPath }: Kept,
  details: { kind: "meeting" | "media"; on: string },
): Promise<void> {
  await appendAudit(tx, cycleEvents.recordSaved, {
    actorId: actor.userId,
    subjectId: id,
    provinceCode,
    unitPath,
    details,
  });
}

const missing = {
  meeting: { vi: "Không có cuộc họp này." },
  media: { vi: "Không có tin, bài này." },
} as const;

function refuseUnless(
  actor: UserActor,
  activity: CampaignActivity,
  kind: "meeting" | "media",
  row: Kept | undefined,
): asserts row is Kept {
  if (!row) throw new AppError("notFound", missing[kind]);
  if (canCampaign(actor, activity, row.unitPath)) return;
  const denied = `campaign.${activity}`;
  if (canCampaign(actor, "see", row.unitPath)) throw new AppError("forbidden", { denied });
  throw new AppError("notFound", { ...missing[kind], denied });
}

/** A meeting, if the actor may do this to it; one of another unit, or dropped, is not there. */
export async function getMeeting(
  db: Db,
  actor: UserActor,
  activity: CampaignActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<MeetingRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing.meeting);
  const query = db
    .select()
    .from(meetings)
    .where(and(eq(meetings.id, id), isNull(meetings.droppedFor)));
  const [row] = lock ? await query.for("update") : await query;
  refuseUnless(actor, activity, "meeting", row);
  return row;
}

/** A piece in the media, as `getMeeting`. */
export async function getMedia(
  db: Db,
  actor: UserActor,
  activity: CampaignActivity,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<MediaRow> {
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing.media);
  const query = db
    .select()
    .from(mediaPieces)
    .where(and(eq(mediaPieces.id, id), isNull(mediaPieces.droppedFor)));
  const [row] = lock ? await query.for("update") : await query;
  refuseUnless(actor, activity, "media", row);
  return row;
}

/** Corrects a meeting. */
export async function changeMeeting(db: Db, actor: UserActor, input: ChangeMeeting): Promise<void> {
  const { id, expectedVersion, ...told } = parseInput(ChangeMeeting, input);
  await db.transaction(async (tx) => {
    const row = await getMeeting(tx, actor, "record", id, { lock: true });
    if (row.version !== expectedVersion) throw stale();
    await refuseAhead(tx, told.on, "meeting");
    await tx
      .update(meetings)
      .set({ ...told, version: row.version + 1, savedBy: actor.userId, savedAt: sql`now()` })
      .where(eq(meetings.id, id));
    await audit(tx, actor, row, { kind: "meeting", on: told.on });
  });
}

/** Corrects a piece in the media. */
export async function changeMedia(db: Db, actor: UserActor, input: ChangeMedia): Promise<void> {
  const { id, expectedVersion, ...told } = parseInput(ChangeMedia, input);
  await db.transaction(async (tx) => {
    const row = await getMedia(tx, actor, "record", id, { lock: true });
    if (row.version !== expectedVersion) throw stale();
    await refuseAhead(tx, told.on, "media");
    await tx
      .update(mediaPieces)
      .set({ ...told, version: row.version + 1, savedBy: actor.userId, savedAt: sql`now()` })
      .where(eq(mediaPieces.id, id));
    await audit(tx, actor, row, { kind: "media", on: told.on });
  });
}

/** Takes a meeting or a piece out of every list and count; the row stays, with why. */
export async function dropRecord(
  db: Db,
  actor: UserActor,
  kind: "meeting" | "media",
  input: DropRecord,
): Promise<void> {
  const { id, expectedVersion, reason } = parseInput(DropRecord, input);
  await db.transaction(async (tx) => {
    const get = kind === "meeting" ? getMeeting : getMedia;
    const table = kind === "meeting" ? meetings : mediaPieces;
    const row = await get(tx, actor, "record", id, { lock: true });
    if (row.version !== expectedVersion) throw stale();
    await tx
      .update(table)
      .set({ droppedFor: reason, version: row.version + 1, savedBy: actor.userId })
      .where(eq(table.id, id));
    await appendAudit(tx, cycleEvents.recordDropped, {
      actorId: actor.userId,
      subjectId: id,
      provinceCode: row.provinceCode,
      unitPath: row.unitPath,
      details: { kind, reason },
    });
  });
}
