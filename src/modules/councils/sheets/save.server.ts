import { and, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { announceSoon } from "#core/live/hub.ts";
import { currentVersion } from "#modules/places/model.ts";
import { councilPermissions } from "../access.ts";
import { channelOf } from "../service/load.server.ts";
import { ensureSheet } from "./begin.server.ts";
import { type ParsedAnswers, type ParsedWrite, SaveAnswers } from "./inputs.ts";
import type { StandingAnswer, WriteOutcome } from "./outcome.ts";
import {
  findSheet,
  itemOfSession,
  requireOpenRound,
  requireOpenSheet,
  requireScorer,
  type SheetPlace,
} from "./right.server.ts";
import { sheetAnswers } from "./schema.server.ts";
import { type ItemSet, requireFit, setOfItem } from "./set.server.ts";

/**
 * Keeps answers of one's own sheet, each criterion by itself: a write based on the version that
 * stands is kept, a later one comes back `stale` with what stands there and nothing is written
 * over. The same write sent again is answered as the first time. Throws `conflict` for a round
 * or sheet that is closed, `forbidden` in conflict, undeclared or without a sheet of one's own,
 * `invalid` for what the set does not know, `unprocessable` for a write's id used with another
 * content. The round, the seat, the declaration and conflicts are part of the one statement
 * that writes.
 */
export async function saveAnswers(
  db: Db,
  actor: UserActor,
  input: SaveAnswers,
): Promise<{ writes: WriteOutcome[] }> {
  return keepAnswers(db, actor, parseInput(SaveAnswers, input));
}

/** As `saveAnswers`, of an input that has been parsed. */
export async function keepAnswers(
  db: Db,
  actor: UserActor,
  { writes, ...place }: ParsedAnswers,
): Promise<{ writes: WriteOutcome[] }> {
  await requireFitFor(db, actor, place, writes);
  if (writes.length === 0) return { writes: [] };
  const kept = await keep(db, actor, place, writes);
  const missed = writes.filter(({ criterion }) => !kept.versions.has(criterion));
  const others = await answerMissed(db, kept.sheetId, missed);
  if (kept.versions.size > 0) announceSoon(db, channelOf(place.sessionId));
  return {
    writes: writes.map((write) => {
      const version = kept.versions.get(write.criterion);
      const { criterion, writeId } = write;
      return version === undefined
        ? outcomeOf(others.get(criterion), write)
        : { criterion, writeId, outcome: "saved", version };
    }),
  };
}

/** As `requireFit`; whoever may not score the product is told that, and nothing of its set. */
async function requireFitFor(
  db: Db,
  actor: UserActor,
  place: SheetPlace,
  writes: readonly ParsedWrite[],
): Promise<void> {
  const requireRight = async () => requireScorer(db, actor, await itemOfSession(db, place));
  if (writes.length === 0) await requireRight();
  const { compiled } = await setOfItem(db, place.itemId);
  try {
    requireFit(compiled, writes);
  } catch (error) {
    await requireRight();
    throw error;
  }
}

type Kept = { readonly sheetId: string; readonly versions: ReadonlyMap<string, number> };

async function keep(
  db: Db,
  actor: UserActor,
  place: SheetPlace,
  writes: readonly ParsedWrite[],
): Promise<Kept> {
  const first = await tryKeep(db, actor, place, { writes, set: await setOfItem(db, place.itemId) });
  if (first) return first;
  // Something stands against it: say what, or make the sheet that the first answer needs.
  const loaded = await itemOfSession(db, place);
  requireOpenRound(loaded, place.round);
  await ensureSheet(db, actor, place);
  requireOpenSheet(await findSheet(db, { ...place, userId: actor.userId }));
  const set = await setOfItem(db, place.itemId, { fresh: true });
  requireFit(set.compiled, writes);
  const second = await tryKeep(db, actor, place, { writes, set });
  if (second) return second;
  throw new AppError("conflict", {
    vi: "Phiếu vừa thay đổi trong lúc lưu. Hãy tải lại trang; những gì đã ghi trên máy vẫn còn.",
  });
}

/**
 * The one statement: finds the open sheet of an open round with every condition, and writes what
 * fits. Null when there is no such sheet. The lock makes it wait for a signing or a reveal under
 * way, and see what came of it.
 */
async function tryKeep(
  db: Db,
  actor: UserActor,
  { sessionId, itemId, round }: SheetPlace,
  { writes, set }: { writes: readonly ParsedWrite[]; set: ItemSet },
): Promise<Kept | null> {
  const { userId } = actor;
  const mayScore = scopeSql(actor, councilPermissions.score, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: sql`session.unit_path`,
    // The seat, joined below, is what puts the product into the member's hands.
    assignedTo: () => sql`true`,
    conflictedWith: () =>
      sql`exists (select from item_recusals r where r.item_id = item.id and r.user_id = ${userId})`,
  });
  const { rows } = await db.execute<{ sheetId: string; kept: { c: string; v: number }[] }>(sql`
    with place as (
      select sheet.id from session_items item
      join council_sessions session on session.id = item.session_id and session.state = 'open'
        and (session.due_at is null or session.due_at > now())
      join session_members seat on seat.session_id = session.id and seat.user_id = ${userId}
        and seat.ended_at is null and seat.scores
      join dossiers dossier on dossier.id = item.dossier_id
        and dossier.set_code = ${set.setCode} and dossier.rulebook_digest = ${set.rulebookDigest}
      join council_sheets sheet on sheet.item_id = item.id and sheet.round_no = item.round_no
        and sheet.user_id = ${userId} and sheet.state = 'open' and sheet.entered_by is null
      where item.id = ${itemId} and item.session_id = ${sessionId}
        and item.state = 'scoring' and item.round_no = ${round}
        and exists (select from conflict_declarations d
          where d.item_id = item.id and d.user_id = ${userId} and d.conflict is null)
        and ${mayScore}
      for share of item, sheet
    ), wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(writes)}::jsonb) as w(
        "criterion" text, "option" int, "note" text, "baseVersion" int, "writeId" uuid,
        "deviceAt" timestamptz)
    ), kept as (
      insert into sheet_answers as a
        (sheet_id, criterion, option, note, version, write_id, writes, device_at)
      select place.id, w."criterion", w."option", w."note", w."baseVersion" + 1, w."writeId",
        array[w."writeId"], w."deviceAt"
      from wanted w, place
      where w."baseVersion" = 0 or exists (select from sheet_answers b
        where b.sheet_id = place.id and b.criterion = w."criterion")
      order by w."criterion"
      on conflict (sheet_id, criterion) do update set option = excluded.option,
        note = excluded.note, version = a.version + 1, write_id = excluded.write_id,
        writes = a.writes || excluded.write_id, device_at = excluded.device_at, updated_at = now()
        where a.version = excluded.version - 1 and not excluded.write_id = any(a.writes)
      returning criterion, version
    )
    select place.id as "sheetId",
      coalesce((select jsonb_agg(jsonb_build_object('c', criterion, 'v', version)) from kept), '[]')
        as kept
    from place`);
  const [row] = rows;
  return row
    ? { sheetId: row.sheetId, versions: new Map(row.kept.map(({ c, v }) => [c, v])) }
    : null;
}

type Standing = StandingAnswer & { readonly writes: readonly string[] };

/** What stands where a write was not kept; read after it, so that it is what stood in its way. */
async function answerMissed(
  db: Db,
  sheetId: string,
  missed: readonly ParsedWrite[],
): Promise<ReadonlyMap<string, Standing>> {
  if (missed.length === 0) return new Map();
  const rows = await db
    .select()
    .from(sheetAnswers)
    .where(
      and(
        eq(sheetAnswers.sheetId, sheetId),
        inArray(
          sheetAnswers.criterion,
          missed.map(({ criterion }) => criterion),
        ),
      ),
    );
  return new Map(
    rows.map(({ criterion, option, note, version, writeId, writes }) => [
      criterion,
      { option, note, version, writeId, writes },
    ]),
  );
}

const nothing: Standing = { option: null, note: null, version: 0, writeId: null, writes: [] };

function outcomeOf(found: Standing | undefined, write: ParsedWrite): WriteOutcome {
  const { criterion, writeId, option, note } = write;
  const { writes, ...current } = found ?? nothing;
  const madeVersion = writes.indexOf(writeId) + 1;
  if (madeVersion === 0) return { criterion, writeId, outcome: "stale", current };
  if (current.writeId === writeId && (current.option !== option || current.note !== note))
    throw new AppError("unprocessable", {
      log: `write ${writeId} was used with another content`,
      fields: { [criterion]: "Lần ghi này đã dùng cho một nội dung khác. Hãy chọn lại." },
    });
  // The first version of a sheet that was carried over from another round has no write before it.
  return {
    criterion,
    writeId,
    outcome: "saved",
    version: current.version - writes.length + madeVersion,
  };
}
