import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { announce } from "#core/live/hub.ts";
import { findRecusals } from "../conflicts/recusals.server.ts";
import type { ItemState } from "../model.ts";
import { sessionItems } from "../schema.server.ts";
import { followItem, type ItemAction } from "../steps.ts";
import type { CouncilActivity } from "../access.ts";
import {
  authorise,
  channelOf,
  type ItemRow,
  itemSubjectOf,
  type LoadedItem,
  loadItem,
  loadSession,
  type SessionRow,
} from "./load.server.ts";

/** Refuses what needs a session that is open. */
export function requireOpenSession({ state }: Pick<SessionRow, "state">): void {
  if (state !== "open")
    throw new AppError("conflict", {
      vi: "Phiên họp không mở nên việc này không làm được. Hãy tải lại trang.",
      en: "The session is not open.",
    });
}

/** Refuses an act on a product that somebody else has changed since it was shown. */
export function requireItemVersion(item: Pick<ItemRow, "version">, expected: number): void {
  if (item.version !== expected)
    throw new AppError("stale", {
      vi: "Người khác vừa thao tác trên sản phẩm này. Hãy tải lại trang, xem lại rồi làm tiếp.",
      en: "Somebody else has just changed this product.",
    });
}

/** Where a step of a product leads; `conflict` when it does not exist from here. */
export function requireItemStep(item: Pick<ItemRow, "state">, action: ItemAction): ItemState {
  const to = followItem(item.state, action);
  if (to === null)
    throw new AppError("conflict", {
      vi: "Sản phẩm vừa chuyển sang bước khác nên việc này không còn làm được. Hãy tải lại trang.",
      en: "The product has moved on in the meantime.",
    });
  return to;
}

/**
 * A product of an open session for an act of weight: locked, conflicts of interest looked for
 * once more in this transaction, the right asked, the version compared.
 */
export async function takeItem(
  tx: Db,
  actor: UserActor,
  activity: CouncilActivity,
  { itemId, expectedVersion }: { itemId: string; expectedVersion: number },
): Promise<LoadedItem> {
  await loadItem(tx, itemId, { lock: true });
  const loaded = await findRecusals(tx, itemId, actor.userId);
  authorise(actor, activity, itemSubjectOf(loaded));
  requireItemVersion(loaded.item, expectedVersion);
  requireOpenSession(loaded.session);
  return loaded;
}

/**
 * Locks the session of a product, for an act that changes both: sessions are always locked
 * before their products, so that two acts cannot wait for each other.
 */
export async function lockSessionOf(tx: Db, itemId: string): Promise<void> {
  const { session } = await loadItem(tx, itemId);
  await loadSession(tx, session.id, { lock: true });
}

/** Changes a product's row and tells whoever watches its session. */
export async function changeItem(
  tx: Db,
  { item }: LoadedItem,
  values: Partial<Omit<ItemRow, "id" | "sessionId" | "version">>,
): Promise<void> {
  await tx
    .update(sessionItems)
    .set({ ...values, version: sql`${sessionItems.version} + 1` })
    .where(eq(sessionItems.id, item.id));
  await announce(tx, channelOf(item.sessionId));
}

/** What an audit row says of where an act on a product of a session belongs. */
export function itemFacts(actor: UserActor, { session, item }: LoadedItem) {
  return {
    actorId: actor.userId,
    subjectId: item.id,
    provinceCode: session.provinceCode,
    unitPath: session.unitPath === "" ? null : session.unitPath,
  };
}
