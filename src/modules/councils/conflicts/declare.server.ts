import { and, eq, inArray, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { events } from "../events.server.ts";
import { Declare, DeclareMany } from "../inputs.ts";
import { sessionItems } from "../schema.server.ts";
import {
  authorise,
  type LoadedSession,
  loadItem,
  loadSession,
  subjectOf,
} from "../service/load.server.ts";
import { sessionFacts } from "../service/sessions.server.ts";
import { conflictDeclarations, itemRecusals } from "./schema.server.ts";

export type Declaration = typeof conflictDeclarations.$inferSelect;

/**
 * A member says whether they are in conflict with a product; who is, is out at once. A word
 * that there is none may be mended later, one that there is may not: the member can only be
 * replaced. Throws `conflict` for that.
 */
export async function declare(db: Db, actor: UserActor, input: Declare): Promise<void> {
  const { itemId, conflict, note } = parseInput(Declare, input);
  await db.transaction(async (tx) => {
    const loaded = await loadItem(tx, itemId);
    await keep(tx, actor, loaded, [{ itemId, conflict, note: note ?? null }]);
  });
}

/** As `declare`, for several products of a session; all or none. */
export async function declareMany(db: Db, actor: UserActor, input: DeclareMany): Promise<void> {
  const { sessionId, declarations } = parseInput(DeclareMany, input);
  await db.transaction(async (tx) => {
    const loaded = await loadSession(tx, sessionId);
    await keep(
      tx,
      actor,
      loaded,
      declarations.map(({ note = null, ...rest }) => ({ ...rest, note })),
    );
  });
}

type Said = Pick<Declaration, "itemId" | "conflict" | "note">;

async function keep(
  tx: Db,
  actor: UserActor,
  loaded: LoadedSession,
  said: readonly Said[],
): Promise<void> {
  const { session } = loaded;
  authorise(actor, "score", subjectOf(loaded));
  if (session.state !== "planned" && session.state !== "open")
    throw new AppError("conflict", { vi: "Phiên đã kết thúc hoặc đã hủy." });
  const ids = said.map(({ itemId }) => itemId);
  // Locked, so that a signature or a reveal comes wholly before or after the word.
  const items = await tx
    .select({ id: sessionItems.id })
    .from(sessionItems)
    .where(and(eq(sessionItems.sessionId, session.id), inArray(sessionItems.id, ids)))
    .orderBy(sessionItems.id)
    .for("update");
  if (items.length !== new Set(ids).size)
    throw new AppError("notFound", { vi: "Có sản phẩm không thuộc phiên này." });
  const before = await declarationsOf(tx, actor.userId, ids);
  for (const { itemId, conflict, note } of said) {
    const known = before.get(itemId);
    if (known && known.conflict === conflict && known.note === note) continue;
    if (known?.conflict && conflict === null)
      throw new AppError("conflict", {
        vi: "Đã khai có xung đột lợi ích thì không rút lại được; nếu khai nhầm, hội đồng thay thành viên.",
      });
    await tx
      .insert(conflictDeclarations)
      .values({ itemId, userId: actor.userId, conflict, note })
      .onConflictDoUpdate({
        target: [conflictDeclarations.itemId, conflictDeclarations.userId],
        set: { conflict, note, declaredAt: sql`now()` },
      });
    if (conflict !== null)
      await tx
        .insert(itemRecusals)
        .values({ itemId, userId: actor.userId, kind: conflict, source: "declared", detail: note })
        .onConflictDoNothing();
    await appendAudit(tx, events.declared, {
      ...sessionFacts(actor, session),
      subjectId: itemId,
      details: { conflict },
    });
  }
}

/** What an account has declared about products, by product. */
export async function declarationsOf(
  db: Db,
  userId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, Declaration>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(conflictDeclarations)
    .where(
      and(
        eq(conflictDeclarations.userId, userId),
        inArray(conflictDeclarations.itemId, [...itemIds]),
      ),
    );
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** Who has declared about which of these products, as `item account`. Rights are the caller's business. */
export async function declarationsOfItems(
  db: Db,
  itemIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (itemIds.length === 0) return new Set();
  const rows = await db
    .select({ itemId: conflictDeclarations.itemId, userId: conflictDeclarations.userId })
    .from(conflictDeclarations)
    .where(inArray(conflictDeclarations.itemId, [...itemIds]));
  return new Set(rows.map(({ itemId, userId }) => `${itemId} ${userId}`));
}

/** Whether an account has declared about a product; before it, the dossier stays closed to it. */
export async function hasDeclared(db: Db, itemId: string, userId: string): Promise<boolean> {
  return (await declarationsOf(db, userId, [itemId])).has(itemId);
}

/** Refuses a member who has not yet declared about a product. */
export async function requireDeclared(db: Db, itemId: string, userId: string): Promise<void> {
  if (await hasDeclared(db, itemId, userId)) return;
  throw new AppError("unprocessable", {
    vi: "Hãy khai có hay không xung đột lợi ích với sản phẩm này trước khi mở hồ sơ.",
    en: "Please declare whether you have a conflict of interest first.",
  });
}
