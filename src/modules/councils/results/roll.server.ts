import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { CouncilCase, Sheet } from "#modules/rulebooks/council.ts";
import { itemRounds, type RoundRoll } from "../schema.server.ts";
import type { ItemRow, LoadedItem } from "../service/load.server.ts";
import { councilSheets } from "../sheets/schema.server.ts";

export type RoundRow = typeof itemRounds.$inferSelect;
export type SheetRow = typeof councilSheets.$inferSelect;

/** A sheet as it was sealed. */
export type SignedSheet = SheetRow & {
  readonly sealed: NonNullable<SheetRow["sealed"]>;
  readonly digest: string;
};

/** A round of sheets, locked when asked: whoever signs meanwhile is waited for. */
export async function findRound(
  db: Db,
  itemId: string,
  roundNo: number,
  { lock = false }: { lock?: boolean } = {},
): Promise<RoundRow> {
  const query = db
    .select()
    .from(itemRounds)
    .where(and(eq(itemRounds.itemId, itemId), eq(itemRounds.roundNo, roundNo)));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new AppError("conflict", { vi: "Hội đồng chưa bắt đầu chấm sản phẩm này." });
  return row;
}

/** The signed sheets of a round, by member. */
export async function signedSheets(
  db: Db,
  itemId: string,
  roundNo: number,
): Promise<ReadonlyMap<string, SignedSheet>> {
  const rows = await db
    .select()
    .from(councilSheets)
    .where(
      and(
        eq(councilSheets.itemId, itemId),
        eq(councilSheets.roundNo, roundNo),
        eq(councilSheets.state, "signed"),
      ),
    )
    .orderBy(asc(councilSheets.userId));
  return new Map(
    rows.map((row) => {
      if (!row.sealed || !row.digest) throw new Error(`signed sheet ${row.id} has no seal`);
      return [row.userId, { ...row, sealed: row.sealed, digest: row.digest }];
    }),
  );
}

/**
 * Who takes part in a round as things stand: members with a seat that scores; of those not in
 * conflict, everybody who is present or has signed (who signs and then leaves has been there).
 * In a written round only a signed sheet counts as taking part.
 */
export function rollOf(
  { session, seats, recused }: Pick<LoadedItem, "session" | "seats" | "recused">,
  signed: ReadonlySet<string>,
): RoundRoll {
  const isThere = (seat: LoadedItem["seats"][number]) =>
    signed.has(seat.userId) ||
    (session.mode === "written" ? !seat.scores : seat.attendance === "present");
  const members = seats.filter(({ scores }) => scores);
  const able = members.filter(({ userId }) => !recused.has(userId));
  return {
    members: members.map(({ userId }) => userId),
    recused: members.filter(({ userId }) => recused.has(userId)).map(({ userId }) => userId),
    absent: able.filter((seat) => !isThere(seat)).map(({ userId }) => userId),
    presiding: seats
      .filter(
        (seat) =>
          (seat.duty === "chair" || seat.duty === "deputy") &&
          !recused.has(seat.userId) &&
          isThere(seat),
      )
      .map(({ userId }) => userId),
  };
}

/** The roll of a revealed round, without those whose conflict was found only afterwards. */
export function rollNow(roll: RoundRoll, recused: ReadonlySet<string>): RoundRoll {
  const isOut = (userId: string) => recused.has(userId);
  return {
    members: roll.members,
    recused: roll.members.filter((userId) => roll.recused.includes(userId) || isOut(userId)),
    absent: roll.absent.filter((userId) => !isOut(userId)),
    presiding: roll.presiding.filter((userId) => !isOut(userId)),
  };
}

/** What the council ruled on a product, for every sheet; `rejected` undefined: nobody has ruled. */
export type Ruling = { readonly rejected: boolean | undefined; readonly stopAt: string | null };

/** The ruling that stands for a product. */
export function rulingOf(item: Pick<ItemRow, "rejected" | "stopAt">): Ruling {
  return { rejected: item.rejected ?? undefined, stopAt: item.stopAt };
}

/** The case that `council()` decides: every member of the roll, with what they signed. */
export function caseOf(
  roll: RoundRoll,
  sheets: ReadonlyMap<string, Pick<SignedSheet, "sealed">>,
  { rejected, stopAt }: Ruling,
): CouncilCase {
  return {
    members: roll.members.length,
    chairPresent: roll.presiding.length > 0,
    ...(rejected === undefined ? {} : { rejected }),
    stopAt,
    sheets: roll.members.map((member): Sheet => {
      if (roll.recused.includes(member)) return { member, recused: true };
      const sealed = sheets.get(member)?.sealed;
      if (!sealed || roll.absent.includes(member)) return { member, present: false };
      return {
        member,
        answers: sealed.answers,
        stopAt: sealed.stopAt,
        rejected: sealed.proposesRejection,
      };
    }),
  };
}

/** The members whose sheets count. */
export function countedMembers({ sheets }: CouncilCase): string[] {
  return sheets
    .filter(({ recused, present }) => recused !== true && present !== false)
    .map(({ member }) => member);
}
