import { asc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { type CouncilResult, council } from "#modules/rulebooks/council.ts";
import type { CouncilRules } from "#modules/rulebooks/council-rules.ts";
import { can } from "../access.ts";
import type { RoundKind } from "../model.ts";
import { itemRounds, type RoundRoll, sessionItems } from "../schema.server.ts";
import {
  authorise,
  itemSubjectOf,
  type LoadedItem,
  loadItem,
  loadSession,
  subjectOf,
} from "../service/load.server.ts";
import { changesBetween, type SheetChange } from "./changes.ts";
import { type Reveal, revealOf } from "./reveal.ts";
import {
  caseOf,
  countedMembers,
  findRound,
  rollNow,
  type RoundRow,
  type Ruling,
  type SignedSheet,
  signedSheets,
} from "./roll.server.ts";
import { type Severity, severityOf } from "./severity.ts";

/** A counted sheet as the council sees it after the reveal. */
export type OpenSheet = {
  readonly member: string;
  readonly total: number;
  readonly stars: number;
  readonly comment: string | null;
  readonly notes: Readonly<Record<string, string>>;
  readonly proposesRejection: boolean;
  readonly rejectionReason: string | null;
  readonly stopAt: string | null;
  readonly digest: string;
};

/** A revealed round of sheets. A hidden one is never among them. */
export type OpenRound = {
  readonly round: number;
  readonly kind: RoundKind;
  readonly reason: string | null;
  readonly revealedAt: Date;
  readonly sheets: readonly OpenSheet[];
  readonly recused: readonly string[];
  readonly absent: readonly string[];
  /** Null when no sheet counts. */
  readonly reveal: Reveal | null;
  /** As the result would be, or is. */
  readonly outcome: CouncilResult;
  readonly changes: readonly SheetChange[];
};

/** The revealed rounds of a product, the first one first. Rights are the caller's business. */
export async function openRounds(
  db: Db,
  { item, recused }: LoadedItem,
  set: CompiledSet,
  rules: CouncilRules,
): Promise<OpenRound[]> {
  const rows = await db
    .select()
    .from(itemRounds)
    .where(eq(itemRounds.itemId, item.id))
    .orderBy(asc(itemRounds.roundNo));
  const found: OpenRound[] = [];
  let before: ReadonlyMap<string, SignedSheet> = new Map();
  for (const row of rows) {
    if (row.revealedAt === null || row.roll === null) continue;
    const sheets = await signedSheets(db, item.id, row.roundNo);
    // A verdict is on the last round; earlier ones are shown as their members left them.
    const ruling =
      row.roundNo === item.roundNo
        ? { rejected: item.rejected ?? false, stopAt: item.stopAt }
        : { rejected: false, stopAt: null };
    found.push({
      ...frameOf(row, row.revealedAt),
      ...laidOpen({ set, rules, roll: rollNow(row.roll, recused), sheets, ruling }),
      changes: changesBetween(answersBy(before), answersBy(sheets)),
    });
    before = sheets;
  }
  return found;
}

function frameOf({ roundNo, kind, reason }: RoundRow, revealedAt: Date) {
  return { round: roundNo, kind, reason, revealedAt };
}

function laidOpen({
  set,
  rules,
  roll,
  sheets,
  ruling,
}: {
  set: CompiledSet;
  rules: CouncilRules;
  roll: RoundRoll;
  sheets: ReadonlyMap<string, SignedSheet>;
  ruling: Ruling;
}) {
  const decided = caseOf(roll, sheets, ruling);
  const counted = countedMembers(decided).flatMap((member) => sheets.get(member) ?? []);
  const shown = counted.map(({ userId, sealed: { answers, stopAt } }) => ({
    member: userId,
    answers,
    stopAt,
  }));
  return {
    sheets: counted.map(openSheet),
    recused: roll.recused,
    absent: roll.absent,
    reveal: shown.length === 0 ? null : revealOf(set, shown, ruling.stopAt),
    outcome: council(set, decided, rules),
  };
}

function openSheet({ userId, sealed, digest }: SignedSheet): OpenSheet {
  const { total, stars, comment, notes, proposesRejection, rejectionReason, stopAt } = sealed;
  return {
    member: userId,
    total,
    stars,
    comment,
    notes,
    proposesRejection,
    rejectionReason,
    stopAt,
    digest,
  };
}

function answersBy(sheets: ReadonlyMap<string, SignedSheet>) {
  return new Map([...sheets].map(([member, { sealed }]) => [member, sealed.answers]));
}

/**
 * Whether members were stricter or milder than the others over the session's revealed rounds;
 * products with which the asker is in conflict are left out. For the council alone.
 */
export async function describeSeverity(
  db: Db,
  actor: UserActor,
  sessionId: string,
): Promise<readonly Severity[]> {
  const hall = await loadSession(db, sessionId);
  authorise(actor, "seeItem", subjectOf(hall));
  const items = await db
    .select()
    .from(sessionItems)
    .where(eq(sessionItems.sessionId, sessionId))
    .orderBy(asc(sessionItems.seq));
  const products: Record<string, number>[] = [];
  for (const { id, roundNo } of items) {
    if (roundNo === 0) continue;
    const loaded = await loadItem(db, id);
    if (!can(actor, "seeItem", itemSubjectOf(loaded))) continue;
    const { roll } = await findRound(db, id, roundNo);
    if (roll === null) continue;
    const sheets = await signedSheets(db, id, roundNo);
    const decided = caseOf(rollNow(roll, loaded.recused), sheets, {
      rejected: false,
      stopAt: null,
    });
    products.push(
      Object.fromEntries(
        countedMembers(decided).map((member) => [member, sheets.get(member)?.sealed.total ?? 0]),
      ),
    );
  }
  return severityOf(products);
}
