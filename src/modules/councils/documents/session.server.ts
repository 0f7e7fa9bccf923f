import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { findDossiers, lastFilings } from "#modules/dossiers/service/council.server.ts";
import { type DossierRow, setOf } from "#modules/dossiers/service/load.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { itemRecusals } from "../conflicts/schema.server.ts";
import { nation } from "../model.ts";
import { councilResults } from "../results/schema.server.ts";
import { itemRounds, sessionItems, sessionMembers } from "../schema.server.ts";
import { type LoadedSession, rulesOf } from "../service/load.server.ts";
import { councilSheets } from "../sheets/schema.server.ts";
import { digestOf } from "../sheets/seal.server.ts";
import type {
  ItemFacts,
  ResultFacts,
  RoundFacts,
  SeatFacts,
  SessionFacts,
  SheetFacts,
} from "./facts.ts";

/**
 * All that the papers of a session are made of. Rounds that have not been revealed are not even
 * read; of a product that the reader is in conflict with, nothing but its name until the session
 * has closed. Rights on the session are the caller's business. Throws `internal` when a signed
 * sheet is not what its digest says: nothing is printed from it.
 */
export async function loadSessionFacts(
  db: Db,
  actor: UserActor,
  { session, council }: LoadedSession,
): Promise<SessionFacts> {
  const items = await db
    .select()
    .from(sessionItems)
    .where(eq(sessionItems.sessionId, session.id))
    .orderBy(asc(sessionItems.seq));
  const seats = await seatsOf(db, session.id);
  const { rules, seq } = await rulesOf(db, session);
  const ids = items.map(({ id }) => id);
  const recusals = await recusalsOf(db, ids);
  // What became a meeting goes on there: its opinions stay closed to whoever is in conflict.
  const isOver = session.state === "closed";
  const withheld = new Set(
    isOver
      ? []
      : recusals.filter(({ userId }) => userId === actor.userId).map(({ itemId }) => itemId),
  );
  const rounds = await roundsOf(
    db,
    ids.filter((id) => !withheld.has(id)),
    seats,
  );
  const results = await resultsOf(
    db,
    ids.filter((id) => !withheld.has(id)),
  );
  const dossiers = await findDossiers(
    db,
    items.map(({ dossierId }) => dossierId),
  );
  const filings = await lastFilings(db, dossiers.keys());
  const communes = await communesOf(db, [...dossiers.values()]);
  const shown: ItemFacts[] = [];
  for (const item of items) {
    const row = dossiers.get(item.dossierId);
    if (!row) continue;
    const { set } = await setOf(db, row);
    const isWithheld = withheld.has(item.id);
    shown.push({
      id: item.id,
      seq: item.seq,
      state: item.state,
      productName: row.productName,
      producerName: row.producerName,
      communeName: communes.get(row.id) ?? "",
      setCode: row.setCode,
      set,
      decision: loadProcedures().regimes[row.regime]?.decision ?? row.regime,
      receiptCode: filings.get(row.id)?.receiptCode ?? null,
      presentation: item.presentation,
      discussion: item.discussion,
      ruling: item.doubt?.ruling ?? null,
      rejectGround: isWithheld ? null : item.rejectGround,
      recused: recusedOf(
        recusals.filter(({ itemId }) => itemId === item.id),
        seats,
      ),
      rounds: rounds.get(item.id) ?? [],
      results: results.get(item.id) ?? [],
      isWithheld,
    });
  }
  return {
    id: session.id,
    title: session.title,
    mode: session.mode,
    state: session.state,
    place: session.place,
    startsAt: session.startsAt,
    dueAt: session.dueAt,
    openedAt: session.openedAt,
    closedAt: session.closedAt,
    isDemo: session.isDemo || council.isDemo,
    council: {
      name: council.name,
      level: council.level,
      decisionNumber: council.decisionNumber,
      decisionOn: council.decisionOn,
      unitName: await unitNameOf(db, council),
    },
    rules,
    rulesSeq: seq,
    seats,
    items: shown,
    changedAt: session.closedAt ?? session.openedAt ?? session.createdAt,
  };
}

async function seatsOf(db: Db, sessionId: string): Promise<SeatFacts[]> {
  const rows = await db
    .select()
    .from(sessionMembers)
    .where(eq(sessionMembers.sessionId, sessionId))
    .orderBy(asc(sessionMembers.seat));
  const names = await namesOfAccounts(
    db,
    rows.map(({ userId }) => userId),
  );
  const nameOfSeat = new Map(rows.map(({ id, userId }) => [id, names.get(userId) ?? ""]));
  return rows.map((row) => ({
    userId: row.userId,
    name: names.get(row.userId) ?? "",
    duty: row.duty,
    scores: row.scores,
    agencyName: row.agencyName,
    position: row.position,
    seat: row.seat,
    attendance: row.attendance,
    endedReason: row.endedAt === null ? null : (row.endedReason ?? ""),
    replacedBy: row.replacedById === null ? null : (nameOfSeat.get(row.replacedById) ?? null),
  }));
}

type Recusal = Pick<typeof itemRecusals.$inferSelect, "itemId" | "userId" | "kind">;

async function recusalsOf(db: Db, itemIds: readonly string[]): Promise<Recusal[]> {
  if (itemIds.length === 0) return [];
  const { itemId, userId, kind } = itemRecusals;
  return db
    .selectDistinct({ itemId, userId, kind })
    .from(itemRecusals)
    .where(inArray(itemId, [...itemIds]));
}

function recusedOf(
  recusals: readonly Recusal[],
  seats: readonly SeatFacts[],
): ItemFacts["recused"] {
  const byPerson = Map.groupBy(recusals, ({ userId }) => userId);
  return seats.flatMap(({ userId, name }) => {
    const kinds = byPerson.get(userId)?.map(({ kind }) => kind);
    return kinds ? [{ userId, name, kinds }] : [];
  });
}

/** The revealed rounds of each product with their signed sheets, by seat. */
async function roundsOf(
  db: Db,
  itemIds: readonly string[],
  seats: readonly SeatFacts[],
): Promise<ReadonlyMap<string, readonly RoundFacts[]>> {
  if (itemIds.length === 0) return new Map();
  const rounds = await db
    .select()
    .from(itemRounds)
    .where(and(inArray(itemRounds.itemId, [...itemIds]), isNotNull(itemRounds.revealedAt)))
    .orderBy(asc(itemRounds.roundNo));
  const signed = await db
    .select({ sheet: councilSheets })
    .from(councilSheets)
    .innerJoin(
      itemRounds,
      and(
        eq(itemRounds.itemId, councilSheets.itemId),
        eq(itemRounds.roundNo, councilSheets.roundNo),
        isNotNull(itemRounds.revealedAt),
      ),
    )
    .where(and(inArray(councilSheets.itemId, [...itemIds]), eq(councilSheets.state, "signed")));
  const names = await namesOfAccounts(
    db,
    signed.flatMap(({ sheet }) =>
      [sheet.userId, sheet.enteredBy ?? [], sheet.confirmedBy ?? []].flat(),
    ),
  );
  const seatOf = new Map(seats.map(({ userId, seat }) => [userId, seat]));
  const facts = signed.map(({ sheet }) => ({
    key: `${sheet.itemId} ${sheet.roundNo}`,
    sheet: sheetFacts(sheet, names, seatOf.get(sheet.userId) ?? 0),
  }));
  const sheets = Map.groupBy(facts, ({ key }) => key);
  const found = rounds.map(({ itemId, roundNo, kind, reason, revealedAt }) => ({
    itemId,
    round: {
      roundNo,
      kind,
      reason,
      revealedAt: revealedAt ?? new Date(0),
      sheets: (sheets.get(`${itemId} ${roundNo}`) ?? [])
        .map(({ sheet }) => sheet)
        .toSorted((one, other) => one.seat - other.seat),
    },
  }));
  return new Map(
    [...Map.groupBy(found, ({ itemId }) => itemId)].map(([id, of]) => [
      id,
      of.map(({ round }) => round),
    ]),
  );
}

function sheetFacts(
  sheet: typeof councilSheets.$inferSelect,
  names: ReadonlyMap<string, string>,
  seat: number,
): SheetFacts {
  const { id, userId, total, stars, sealed, digest, signedAt, signedWith } = sheet;
  if (!sealed || digest === null || !signedAt || !signedWith || total === null || stars === null)
    throw new Error(`signed sheet ${id} has no seal`);
  if (digestOf(sealed) !== digest)
    throw new AppError("internal", { log: `sheet ${id} does not match its digest` });
  const nameOf = (account: string | null) => (account === null ? null : (names.get(account) ?? ""));
  return {
    id,
    userId,
    member: nameOf(userId) ?? "",
    seat,
    total,
    stars,
    sealed,
    digest,
    signedAt,
    signedWith,
    enteredBy: nameOf(sheet.enteredBy),
    confirmedBy: nameOf(sheet.confirmedBy),
  };
}

async function resultsOf(
  db: Db,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ResultFacts[]>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(councilResults)
    .where(inArray(councilResults.itemId, [...itemIds]))
    .orderBy(asc(councilResults.version));
  return new Map(
    [...Map.groupBy(rows, ({ itemId }) => itemId)].map(([id, of]) => [
      id,
      of.map(({ version, basis, outcome, stars, rejected, digest, closedAt }) => ({
        version,
        round: basis.round,
        outcome,
        stars,
        rejected,
        digest,
        closedAt,
      })),
    ]),
  );
}

async function unitNameOf(
  db: Db,
  { provinceCode, unitVersion, unitCode }: LoadedSession["council"],
): Promise<string | null> {
  if (provinceCode === nation) return null;
  const ref = { version: unitVersion, code: unitCode };
  return (await findUnits(db, [ref])).get(keyOfRef(ref))?.fullName ?? unitCode;
}

async function communesOf(
  db: Db,
  rows: readonly DossierRow[],
): Promise<ReadonlyMap<string, string>> {
  const refOf = ({ unitVersion, unitCode }: DossierRow) => ({
    version: unitVersion satisfies PlaceVersion,
    code: unitCode,
  });
  const units = await findUnits(db, rows.map(refOf));
  return new Map(rows.map((row) => [row.id, units.get(keyOfRef(refOf(row)))?.fullName ?? ""]));
}
