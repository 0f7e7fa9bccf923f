import { and, asc, count, desc, eq, like, sql } from "drizzle-orm";
import type { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findCommune } from "#modules/places/service/communes.server.ts";
import { authorisedProduct } from "#modules/products/service/products.server.ts";
import { can, pointPermissions } from "../access.ts";
import { events } from "../events.server.ts";
import { MovePoint, PointProduct, SavePoint } from "../office-inputs.ts";
import { pointProducts, points } from "../schema.server.ts";
import { next, pointSteps } from "../states.ts";
import {
  auditFacts,
  authorisedPoint,
  type PointRow,
  requireVersion,
  writingUnit,
  wrongStep,
} from "./load.server.ts";
import { soldAt } from "./published.server.ts";

/** How many points a page of the office's list has. */
export const pointsPerPage = 50;

/** The points of the actor's offices, the open ones first, by name. */
export async function listPoints(
  db: Db,
  actor: UserActor,
  { text = "", page = 1 }: { text?: string; page?: number } = {},
): Promise<{ points: PointRow[]; total: number }> {
  const folded = foldText(text);
  const where = and(
    scopeSql(actor, pointPermissions.see, {
      placeVersion: sql`${currentVersion}::text`,
      placePath: points.unitPath,
    }),
    folded === "" ? undefined : like(points.nameFolded, `%${folded}%`),
  );
  const [counted] = await db.select({ total: count() }).from(points).where(where);
  const rows = await db
    .select()
    .from(points)
    .where(where)
    .orderBy(desc(points.state), asc(points.nameFolded), asc(points.id))
    .limit(pointsPerPage)
    .offset((page - 1) * pointsPerPage);
  return { points: rows, total: counted?.total ?? 0 };
}

/** One point with its commune's name, what it sells, and whether the actor may change it. */
export async function describePoint(db: Db, actor: UserActor, id: string) {
  const point = await authorisedPoint(db, actor, "see", id);
  const commune = await findCommune(db, point.placeCode);
  return {
    point,
    communeName: commune?.label ?? point.placeCode,
    products: (await soldAt(db, [point.id])).get(point.id) ?? [],
    mayKeep: can(actor, "point", "keep", point),
  };
}

/**
 * Registers a point of the actor's office (`id` null), or corrects one. Throws `conflict` for a
 * second one of the same name in a commune, `stale` when somebody else has changed it.
 */
export async function savePoint(
  db: Db,
  actor: UserActor,
  id: string | null,
  input: SavePoint,
): Promise<{ id: string }> {
  const { expectedVersion, ...form } = parseInput(SavePoint, input);
  const commune = await findCommune(db, form.communeCode);
  if (!commune)
    throw new AppError("invalid", {
      fields: { communeCode: "Hãy chọn xã, phường trong danh sách." },
    });
  const wanted = toStore(form, commune.path);
  try {
    return await db.transaction((tx) =>
      id === null ? insert(tx, actor, wanted) : update(tx, actor, { id, expectedVersion }, wanted),
    );
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

function toStore(
  { communeCode, position, ...form }: Omit<z.output<typeof SavePoint>, "expectedVersion">,
  placePath: string,
) {
  return {
    ...form,
    nameFolded: foldText(form.name),
    placeVersion: currentVersion,
    placeCode: communeCode,
    placePath,
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
  };
}

async function insert(
  tx: Db,
  actor: UserActor,
  wanted: ReturnType<typeof toStore>,
): Promise<{ id: string }> {
  const unitPath = writingUnit(actor, "point");
  const [row] = await tx
    .insert(points)
    .values({ ...wanted, unitPath, provinceCode: provinceOf(unitPath), createdBy: actor.userId })
    .returning();
  if (!row) throw new Error("the point was not stored");
  await appendAudit(tx, events.pointOpened, {
    ...auditFacts(actor, row),
    details: { kind: row.kind, commune: row.placeCode },
  });
  return { id: row.id };
}

async function update(
  tx: Db,
  actor: UserActor,
  { id, expectedVersion }: { id: string; expectedVersion: number },
  wanted: ReturnType<typeof toStore>,
): Promise<{ id: string }> {
  const row = await authorisedPoint(tx, actor, "keep", id, { lock: true });
  requireVersion(row, expectedVersion);
  const fields = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (field) => row[field] !== wanted[field],
  );
  if (fields.length === 0) return { id };
  await tx
    .update(points)
    .set({ ...wanted, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(points.id, id));
  await appendAudit(tx, events.pointSaved, { ...auditFacts(actor, row), details: { fields } });
  return { id };
}

function takenFault(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ((at as { constraint?: string }).constraint === "market_points_name_key") {
      const text = "Xã, phường này đã có điểm bán mang tên này.";
      return new AppError("conflict", { vi: text, fields: { name: text } });
    }
  return null;
}

/** Closes a point, so that the public sees it no more, or opens it again. */
export async function movePoint(db: Db, actor: UserActor, input: MovePoint): Promise<void> {
  const { pointId, expectedVersion, step } = parseInput(MovePoint, input);
  await db.transaction(async (tx) => {
    const row = await authorisedPoint(tx, actor, "keep", pointId, { lock: true });
    requireVersion(row, expectedVersion);
    const state = next(pointSteps[step], row.state);
    if (state === null) throw wrongStep();
    await tx
      .update(points)
      .set({ state, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(points.id, row.id));
    await appendAudit(tx, events.pointMoved, { ...auditFacts(actor, row), details: { state } });
  });
}

/** Products that one point may name. */
const mostProducts = 500;

/** Says that a point sells a product which the actor may see; twice is once. */
export async function addPointProduct(
  db: Db,
  actor: UserActor,
  input: PointProduct,
): Promise<void> {
  const { pointId, productId } = parseInput(PointProduct, input);
  await db.transaction(async (tx) => {
    const row = await authorisedPoint(tx, actor, "keep", pointId, { lock: true });
    await authorisedProduct(tx, actor, "see", productId);
    if ((await tx.$count(pointProducts, eq(pointProducts.pointId, pointId))) >= mostProducts)
      throw new AppError("unprocessable", {
        vi: `Mỗi điểm bán ghi nhiều nhất ${mostProducts} sản phẩm.`,
      });
    const added = await tx
      .insert(pointProducts)
      .values({ pointId, productId })
      .onConflictDoNothing()
      .returning({ productId: pointProducts.productId });
    if (added.length > 0)
      await appendAudit(tx, events.pointProducts, {
        ...auditFacts(actor, row),
        details: { product: productId, sold: true },
      });
  });
}

/** Says that a point sells a product no more. */
export async function removePointProduct(
  db: Db,
  actor: UserActor,
  input: PointProduct,
): Promise<void> {
  const { pointId, productId } = parseInput(PointProduct, input);
  await db.transaction(async (tx) => {
    const row = await authorisedPoint(tx, actor, "keep", pointId, { lock: true });
    const removed = await tx
      .delete(pointProducts)
      .where(and(eq(pointProducts.pointId, pointId), eq(pointProducts.productId, productId)))
      .returning({ productId: pointProducts.productId });
    if (removed.length === 0)
      throw new AppError("notFound", { vi: "Điểm bán không ghi sản phẩm này." });
    await appendAudit(tx, events.pointProducts, {
      ...auditFacts(actor, row),
      details: { product: productId, sold: false },
    });
  });
}
