import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { hasDeclared } from "../conflicts/declare.server.ts";
import {
  authorise,
  itemSubjectOf,
  loadItem,
  type LoadedItem,
  scoringSeats,
} from "../service/load.server.ts";
import { councilSheets } from "./schema.server.ts";

export type SheetRow = typeof councilSheets.$inferSelect;

/** Where a sheet lies: the session and product of its address, and the round that it is of. */
export type SheetPlace = {
  readonly sessionId: string;
  readonly itemId: string;
  readonly round: number;
};

const conflicted = {
  denied: "council.score",
  vi: "Bạn có xung đột lợi ích với sản phẩm này nên không xem và không chấm.",
};

/** The product of an address; `notFound` where the session has no such product. */
export async function itemOfSession(
  db: Db,
  { sessionId, itemId }: Pick<SheetPlace, "sessionId" | "itemId">,
  options: { lock?: boolean } = {},
): Promise<LoadedItem> {
  const loaded = await loadItem(db, itemId, options);
  if (loaded.session.id !== sessionId)
    throw new AppError("notFound", {
      denied: "council.seeItem",
      vi: "Phiên họp này không có sản phẩm đó.",
    });
  return loaded;
}

/**
 * Refuses whoever may not look at a product's dossier in the session: `notFound` outside the
 * session, `forbidden` in conflict or before the declaration.
 */
export async function requireReader(db: Db, actor: UserActor, loaded: LoadedItem): Promise<void> {
  const sits = loaded.seats.some(({ userId }) => userId === actor.userId);
  if (sits && loaded.recused.has(actor.userId)) throw new AppError("forbidden", conflicted);
  authorise(actor, "seeItem", itemSubjectOf(loaded));
  if (!(await hasDeclared(db, loaded.item.id, actor.userId)))
    throw new AppError("forbidden", {
      denied: "council.undeclared",
      vi: "Hãy khai báo về xung đột lợi ích trước; hồ sơ mở ra sau khi khai báo.",
    });
}

/** Refuses whoever has no sheet of their own on a product: in conflict, undeclared, or without a seat that scores. */
export async function requireScorer(db: Db, actor: UserActor, loaded: LoadedItem): Promise<void> {
  await requireReader(db, actor, loaded);
  authorise(actor, "score", itemSubjectOf(loaded));
  if (scoringSeats(loaded).some(({ userId }) => userId === actor.userId)) return;
  throw new AppError("forbidden", {
    denied: "council.score",
    vi: "Trong phiên này bạn không có phiếu chấm của riêng mình.",
  });
}

/** Refuses a round that takes no answers: `conflict`, saying what became of it. */
export function requireOpenRound({ session, item, isOver }: LoadedItem, round: number): void {
  if (session.state !== "open")
    throw closed("Phiên họp không còn mở nên phiếu không ghi thêm được.");
  if (isOver) throw closed("Đã hết hạn gửi phiếu lấy ý kiến nên phiếu không ghi thêm được.");
  if (item.state === "waiting") throw closed("Hội đồng chưa bắt đầu chấm sản phẩm này.");
  if (item.state !== "scoring")
    throw closed("Việc chấm sản phẩm này đã kết thúc nên phiếu không ghi thêm được.");
  if (item.roundNo !== round)
    throw closed(
      "Hội đồng đã chuyển sang lượt chấm khác. Hãy mở lại phiếu; những gì ghi ở lượt trước vẫn được giữ nguyên.",
    );
}

/** Refuses a sheet that its member can no longer write. */
export function requireOpenSheet(sheet: Pick<SheetRow, "state" | "enteredBy"> | undefined): void {
  if (sheet?.state === "signed") throw closed("Phiếu này đã ký nên không sửa được nữa.");
  if (sheet && sheet.enteredBy !== null)
    throw closed("Phiếu giấy của bạn cho sản phẩm này đang được nhập. Hãy hỏi thư ký phiên họp.");
}

function closed(vi: string): AppError {
  return new AppError("conflict", { vi });
}

/** A member's sheet in a round, locked when asked. */
export async function findSheet(
  db: Db,
  { itemId, round, userId }: Pick<SheetPlace, "itemId" | "round"> & { userId: string },
  { lock = false }: { lock?: boolean } = {},
): Promise<SheetRow | undefined> {
  const query = db
    .select()
    .from(councilSheets)
    .where(
      and(
        eq(councilSheets.itemId, itemId),
        eq(councilSheets.roundNo, round),
        eq(councilSheets.userId, userId),
      ),
    );
  const [sheet] = lock ? await query.for("update") : await query;
  return sheet;
}
