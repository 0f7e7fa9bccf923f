import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import {
  findDossiers,
  lastFilings,
  listCouncilQueue,
} from "#modules/dossiers/service/council.server.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { isRoundSet } from "#modules/dossiers/service/province.server.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { recuse } from "../conflicts/recusals.server.ts";
import { events } from "../events.server.ts";
import { AddItems, OnItem, Reorder } from "../inputs.ts";
import { sessionItems } from "../schema.server.ts";
import { councilStages } from "./councils.server.ts";
import {
  authorise,
  type CouncilRow,
  type ItemRow,
  type LoadedSession,
  loadItem,
  loadSession,
  subjectOf,
} from "./load.server.ts";
import { sessionFacts } from "./sessions.server.ts";

/**
 * Puts dossiers on a session's agenda, in the order given: each must have been through the
 * advisers' hands at the session's stage (and lie in its round), and be before no other session.
 * The filing that will be scored is fixed; conflicts of interest are looked for. All or none.
 */
export async function addItems(
  db: Db,
  actor: UserActor,
  input: AddItems,
): Promise<{ ids: readonly string[] }> {
  const { sessionId, dossierIds } = parseInput(AddItems, input);
  const wanted = [...new Set(dossierIds)];
  return db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "plan", subjectOf(loaded));
    requireOpenAgenda(loaded);
    const rows = await findDossiers(tx, wanted, { lock: true });
    const elsewhere = await underWay(tx, wanted);
    const on = await today(tx);
    const chosen = wanted.map((id) => fitting(loaded, rows.get(id), elsewhere));
    await requireOwn(tx, loaded, chosen);
    for (const row of chosen)
      if (row.state === "underAdvice")
        await moveDossier(tx, actor, row, {
          action: "enterSession",
          on,
          guards: { roundSet: isRoundSet(row, on) },
          involved: { assigned: subjectOf(loaded).assigned },
        });
    const items = await store(tx, loaded, wanted);
    await recuse(tx, loaded, items, actor.userId);
    await appendAudit(tx, events.itemsAdded, {
      ...sessionFacts(actor, loaded.session),
      details: { dossiers: wanted },
    });
    return { ids: items.map(({ id }) => id) };
  });
}

function requireOpenAgenda({ session }: LoadedSession): void {
  if (session.state !== "planned" && session.state !== "open")
    throw new AppError("conflict", { vi: "Phiên đã kết thúc hoặc đã hủy." });
}

/** The dossier, if it may go before this session; `unprocessable` names the one that may not, and why. */
function fitting(
  { session, council }: LoadedSession,
  row: DossierRow | undefined,
  elsewhere: ReadonlySet<string>,
): DossierRow {
  const isHere =
    row !== undefined &&
    (session.unitPath === "" ||
      row.unitPath === session.unitPath ||
      row.unitPath.startsWith(`${session.unitPath}/`));
  if (!row || !isHere) throw new AppError("notFound", { vi: "Không có hồ sơ này." });
  const refuse = (vi: string): never => {
    throw new AppError("unprocessable", {
      vi: `${row.productName}: ${vi}`,
      fields: { dossierIds: `${row.productName}: ${vi}` },
    });
  };
  if (row.regime !== council.regime) refuse("hồ sơ theo quyết định khác với hội đồng.");
  if (row.stage !== session.stage) refuse("hồ sơ không ở cấp đánh giá của phiên.");
  if (!["underAdvice", "inSession"].includes(row.state))
    refuse("hồ sơ chưa qua tổ tư vấn, hoặc đã có kết quả.");
  if (session.roundId !== null && row.roundId !== session.roundId)
    refuse("hồ sơ thuộc đợt đánh giá khác.");
  if (elsewhere.has(row.id)) refuse("hồ sơ đang ở một phiên khác.");
  return row;
}

async function requireOwn(
  tx: Db,
  { council }: LoadedSession,
  chosen: readonly DossierRow[],
): Promise<void> {
  const own = new Set(await ofCouncil(tx, council, chosen));
  const foreign = chosen.find((row) => !own.has(row));
  if (foreign)
    throw new AppError("unprocessable", {
      vi: `${foreign.productName}: hồ sơ của huyện khác.`,
      fields: { dossierIds: `${foreign.productName}: hồ sơ của huyện khác.` },
    });
}

/**
 * The dossiers that a council may take up. A district's takes those of its communes of before
 * July 2025; where a dossier was recorded in a commune of today, nothing tells its district.
 */
async function ofCouncil(
  db: Db,
  council: Pick<CouncilRow, "level" | "unitVersion" | "unitCode">,
  rows: readonly DossierRow[],
): Promise<DossierRow[]> {
  if (council.level !== "district") return [...rows];
  const refOf = ({ unitVersion: version, unitCode: code }: DossierRow) => ({ version, code });
  const units = await findUnits(db, rows.map(refOf));
  return rows.filter(
    (row) =>
      row.unitVersion !== council.unitVersion ||
      units
        .get(keyOfRef(refOf(row)))
        ?.path.split("/")
        .includes(council.unitCode) === true,
  );
}

/** Which of these dossiers are before a session that has not done with them. */
async function underWay(tx: Db, dossierIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ dossierId: sessionItems.dossierId })
    .from(sessionItems)
    .where(
      and(
        inArray(sessionItems.dossierId, [...dossierIds]),
        inArray(sessionItems.state, ["waiting", "scoring", "revealed"]),
      ),
    );
  return new Set(rows.map(({ dossierId }) => dossierId));
}

async function store(
  tx: Db,
  { session }: LoadedSession,
  dossierIds: readonly string[],
): Promise<ItemRow[]> {
  const filings = await lastFilings(tx, dossierIds);
  const [last] = await tx
    .select({ seq: sql<number>`coalesce(max(${sessionItems.seq}), 0)::int` })
    .from(sessionItems)
    .where(eq(sessionItems.sessionId, session.id));
  const rows = await tx
    .insert(sessionItems)
    .values(
      dossierIds.map((dossierId, at) => ({
        sessionId: session.id,
        dossierId,
        filingId: filings.get(dossierId)?.id ?? null,
        seq: (last?.seq ?? 0) + at + 1,
      })),
    )
    // One that was taken off this agenda comes back to it.
    .onConflictDoUpdate({
      target: [sessionItems.sessionId, sessionItems.dossierId],
      set: {
        state: "waiting",
        seq: sql`excluded.seq`,
        filingId: sql`excluded.filing_id`,
        version: sql`${sessionItems.version} + 1`,
      },
      setWhere: sql`${sessionItems.state} = 'postponed' and ${sessionItems.roundNo} = 0`,
    })
    .returning();
  if (rows.length !== dossierIds.length)
    throw new AppError("conflict", {
      vi: "Có hồ sơ đã được chấm hoặc chuyển đi ở chính phiên này. Hãy đưa vào phiên khác.",
    });
  return rows;
}

/** Takes a product that nobody has begun to score off an agenda; it waits for another session. */
export async function removeItem(db: Db, actor: UserActor, input: OnItem): Promise<void> {
  const { itemId } = parseInput(OnItem, input);
  await db.transaction(async (tx) => {
    const loaded = await loadItem(tx, itemId, { lock: true });
    authorise(actor, "plan", subjectOf(loaded));
    requireOpenAgenda(loaded);
    if (loaded.item.state !== "waiting")
      throw new AppError("conflict", { vi: "Sản phẩm này đã vào chấm nên không rút ra được nữa." });
    await tx
      .update(sessionItems)
      .set({ state: "postponed", version: loaded.item.version + 1 })
      .where(eq(sessionItems.id, itemId));
    await appendAudit(tx, events.itemRemoved, {
      ...sessionFacts(actor, loaded.session),
      subjectId: itemId,
      details: {},
    });
  });
}

/** Puts the products of an agenda in another order; the list names every one that stands on it, once. */
export async function reorder(db: Db, actor: UserActor, input: Reorder): Promise<void> {
  const { sessionId, itemIds } = parseInput(Reorder, input);
  await db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId, { lock: true });
    authorise(actor, "plan", subjectOf(loaded));
    requireOpenAgenda(loaded);
    const items = await listItems(tx, sessionId);
    const standing = items.filter(({ state }) => state !== "postponed").map(({ id }) => id);
    const isSame =
      new Set(itemIds).size === standing.length && standing.every((id) => itemIds.includes(id));
    if (!isSame || itemIds.length !== standing.length) throw new AppError("stale");
    const off = items.filter(({ state }) => state === "postponed").map(({ id }) => id);
    // In two steps: numbers may not meet on the way.
    await tx
      .update(sessionItems)
      .set({ seq: sql`${sessionItems.seq} + 1000000` })
      .where(eq(sessionItems.sessionId, sessionId));
    const order = sql.param(`{${[...itemIds, ...off].join(",")}}`);
    await tx
      .update(sessionItems)
      .set({ seq: sql`array_position(${order}::uuid[], ${sessionItems.id})` })
      .where(eq(sessionItems.sessionId, sessionId));
  });
}

/** The products of a session by number, those taken off included. Rights are the caller's business. */
export function listItems(db: Db, sessionId: string): Promise<ItemRow[]> {
  return db
    .select()
    .from(sessionItems)
    .where(eq(sessionItems.sessionId, sessionId))
    .orderBy(asc(sessionItems.seq));
}

/** Dossiers that wait for a session of a council, whatever their round. Rights are the caller's business. */
export async function listWaiting(
  db: Db,
  council: CouncilRow,
  filter: {
    setCode?: string | undefined;
    communePath?: string | undefined;
    roundId?: string | undefined;
  } = {},
): Promise<DossierRow[]> {
  const { unitPath, regime, level } = council;
  const queue: DossierRow[] = [];
  for (const stage of councilStages(regime, level))
    queue.push(...(await listCouncilQueue(db, { unitPath, regime, stage, ...filter })));
  const taken = await underWay(
    db,
    queue.map(({ id }) => id),
  );
  const free = queue.filter(({ id, state }) => !taken.has(id) && state !== "rescoring");
  return ofCouncil(db, council, free);
}

/** How many products each of these sessions has before it. */
export async function loadOf(
  db: Db,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .select({ sessionId: sessionItems.sessionId, count: sql<number>`count(*)::int` })
    .from(sessionItems)
    .where(
      and(inArray(sessionItems.sessionId, [...sessionIds]), ne(sessionItems.state, "postponed")),
    )
    .groupBy(sessionItems.sessionId);
  return new Map(rows.map(({ sessionId, count }) => [sessionId, count]));
}
