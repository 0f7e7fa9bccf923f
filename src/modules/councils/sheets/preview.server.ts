import { asc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { digestOfFiling } from "#modules/dossiers/service/filed.server.ts";
import type { Score } from "#modules/rulebooks/model.ts";
import type { LoadedItem } from "../service/load.server.ts";
import { noRemarks, type StandingAnswer } from "./outcome.ts";
import { remarksOf } from "./remarks.server.ts";
import {
  findSheet,
  itemOfSession,
  requireReader,
  type SheetPlace,
  type SheetRow,
} from "./right.server.ts";
import { sheetAnswers } from "./schema.server.ts";
import { digestOf, type SealedSheet } from "./seal.server.ts";
import { type ItemSet, setOfItem } from "./set.server.ts";
import { scoreSheet } from "./total.ts";

/** A sheet as it would be sealed now, and what its signing must know. */
export type SheetDraft = {
  readonly sealed: SealedSheet;
  /** SHA-256 (hex) of `sealed`: shown before signing, and compared when it is signed. */
  readonly digest: string;
  readonly score: Score;
  readonly set: ItemSet;
};

/** One's own sheet as it would be sealed now. Refuses who may not look at the product. */
export async function previewSheet(
  db: Db,
  actor: UserActor,
  place: SheetPlace,
): Promise<SheetDraft> {
  const loaded = await itemOfSession(db, place);
  await requireReader(db, actor, loaded);
  const own = { itemId: place.itemId, round: place.round, userId: actor.userId };
  return draftOf(db, loaded, { ...own, sheet: await findSheet(db, own) });
}

/** The answers of a sheet as they stand, by criterion. */
export async function answersOf(
  db: Db,
  sheetId: string,
): Promise<Readonly<Record<string, StandingAnswer>>> {
  const rows = await db
    .select({
      criterion: sheetAnswers.criterion,
      option: sheetAnswers.option,
      note: sheetAnswers.note,
      version: sheetAnswers.version,
      writeId: sheetAnswers.writeId,
    })
    .from(sheetAnswers)
    .where(eq(sheetAnswers.sheetId, sheetId))
    .orderBy(asc(sheetAnswers.criterion));
  return Object.fromEntries(rows.map(({ criterion, ...answer }) => [criterion, answer]));
}

/** The sheet of a member as it stands, in the form in which it is sealed. Rights are the caller's. */
export async function draftOf(
  db: Db,
  { session, item }: LoadedItem,
  place: { readonly round: number; readonly userId: string; readonly sheet: SheetRow | undefined },
): Promise<SheetDraft> {
  const { sheet } = place;
  const set = await setOfItem(db, item.id, { fresh: true });
  const standing = sheet ? await answersOf(db, sheet.id) : {};
  const { comment, proposesRejection, rejectionReason, stopAt } = sheet
    ? remarksOf(sheet)
    : noRemarks;
  const answers: Record<string, number> = {};
  const notes: Record<string, string> = {};
  for (const [criterion, { option, note }] of Object.entries(standing)) {
    if (option !== null) answers[criterion] = option;
    if (note !== null) notes[criterion] = note;
  }
  const score = scoreSheet(set.compiled, { answers, proposesRejection, stopAt });
  const sealed: SealedSheet = {
    form: "ocop-sheet-1",
    session: session.id,
    item: item.id,
    dossier: item.dossierId,
    filing: item.filingId === null ? null : await digestOfFiling(db, item.filingId),
    round: place.round,
    member: place.userId,
    regime: set.compiled.regime,
    set: set.setCode,
    rulebook: set.rulebookDigest,
    answers,
    notes,
    comment,
    proposesRejection,
    rejectionReason,
    stopAt,
    total: score.total,
    stars: score.stars,
  };
  return { sealed, digest: digestOf(sealed), score, set };
}
