import { inArray } from "drizzle-orm";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { events } from "../events.server.ts";
import type { ConflictKind } from "../model.ts";
import { type PresidingSeat, presiderOf } from "../seats.ts";
import {
  type ItemRow,
  type LoadedItem,
  type LoadedSession,
  loadItem,
} from "../service/load.server.ts";
import { readFacts } from "./facts.server.ts";
import { findConflicts } from "./find.ts";
import { itemRecusals } from "./schema.server.ts";

type Recusal = typeof itemRecusals.$inferInsert;

/** What the facts show of these people and products now, as rows; whether or not they are known. */
async function look(
  tx: Db,
  seats: LoadedSession["seats"],
  items: readonly Pick<ItemRow, "id" | "dossierId">[],
): Promise<Recusal[]> {
  if (items.length === 0 || seats.length === 0) return [];
  const { people, grounds, aliases } = await readFacts(
    tx,
    seats,
    items.map(({ dossierId }) => dossierId),
  );
  const on = await today(tx);
  return items.flatMap((item) => {
    const ground = grounds.get(item.dossierId);
    return ground === undefined
      ? []
      : people.flatMap((person) =>
          findConflicts(person, ground, { aliases, on }).map(({ kind, detail }) => ({
            itemId: item.id,
            userId: person.userId,
            kind,
            source: "found" as const,
            detail,
          })),
        );
  });
}

/**
 * Looks for conflicts of interest between the people of a session and products on its agenda,
 * and puts whoever is in conflict out of them, in the caller's transaction. What was found once
 * stays. `by`: the account whose act led here.
 */
export async function recuse(
  tx: Db,
  loaded: Pick<LoadedSession, "session" | "seats">,
  items: readonly Pick<ItemRow, "id" | "dossierId">[],
  by: string | null,
): Promise<void> {
  const { session } = loaded;
  const rows = await look(tx, loaded.seats, items);
  if (rows.length === 0) return;
  const fresh = await tx.insert(itemRecusals).values(rows).onConflictDoNothing().returning();
  for (const one of Map.groupBy(fresh, ({ itemId, userId }) => `${itemId} ${userId}`).values()) {
    const [first] = one;
    if (first)
      await appendAudit(tx, events.recused, {
        actorId: by,
        subjectId: first.itemId,
        provinceCode: session.provinceCode,
        unitPath: session.unitPath === "" ? null : session.unitPath,
        details: { userId: first.userId, kinds: one.map(({ kind }) => kind) },
      });
  }
}

/** As `recuse`, for one product by its id. */
export async function findRecusals(tx: Db, itemId: string, by: string | null): Promise<LoadedItem> {
  const loaded = await loadItem(tx, itemId);
  await recuse(tx, loaded, [loaded.item], by);
  return loadItem(tx, itemId);
}

/**
 * `findRecusals` in a transaction of its own. Call it before a transaction that asks
 * `requireNoConflict`: what is found then stays, though that transaction is refused.
 */
export async function refreshRecusals(db: Db, itemId: string, by: string | null): Promise<void> {
  await db.transaction(async (tx) => {
    await findRecusals(tx, itemId, by);
  });
}

/** A person may do nothing with a product that they are in conflict with, whatever their role. */
function refuse(): never {
  throw new AppError("forbidden", {
    denied: "council.conflict",
    vi: "Bạn có xung đột lợi ích với sản phẩm này nên không tham gia đánh giá sản phẩm.",
    en: "You have a conflict of interest in this product.",
  });
}

/**
 * Refuses, inside the transaction of a signature, a result or another act of weight, an account
 * in conflict with the product: by what is recorded, and by the facts as they are this moment.
 * Throws `forbidden`. There is no way around it but replacing the member.
 */
export async function requireNoConflict(tx: Db, loaded: LoadedItem, userId: string): Promise<void> {
  if (loaded.recused.has(userId)) refuse();
  const seats = loaded.seats.filter((seat) => seat.userId === userId);
  const found = await look(tx, seats, [loaded.item]);
  if (found.length > 0) refuse();
}

/**
 * Whoever presides over the product must be the actor: the chair, or the deputy where the chair
 * is in conflict with it or absent. Throws `forbidden`, or `unprocessable` when nobody can.
 */
export function requirePresiding(loaded: LoadedItem, userId: string): PresidingSeat {
  if (loaded.recused.has(userId)) refuse();
  const presider = presiderOf(loaded.seats, loaded.recused);
  if (!presider)
    throw new AppError("unprocessable", {
      vi: "Chủ tịch và Phó Chủ tịch đều đứng ngoài hoặc vắng mặt ở sản phẩm này nên chưa ai điều hành được. Hãy thay thành viên hoặc chuyển sản phẩm sang phiên khác.",
      en: "Nobody can preside over this product.",
    });
  if (presider.userId !== userId)
    throw new AppError("forbidden", {
      denied: "council.preside",
      vi: "Việc này do người đang điều hành sản phẩm quyết định.",
    });
  return presider;
}

/** Why each person is out of each of these products. Rights are the caller's business. */
export async function listRecusals(
  db: Db,
  itemIds: readonly string[],
): Promise<(Omit<Recusal, "at"> & { kind: ConflictKind })[]> {
  if (itemIds.length === 0) return [];
  return db
    .select()
    .from(itemRecusals)
    .where(inArray(itemRecusals.itemId, [...itemIds]));
}
