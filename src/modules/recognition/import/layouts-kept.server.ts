import { desc, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { safeName } from "#core/file-names.ts";
import { can } from "../access.ts";
import type { Layout } from "./layouts.ts";
import { registerLayouts } from "./schema.server.ts";

const mostKept = 50;

type Row = typeof registerLayouts.$inferSelect;

/** A layout belongs to the office of its province; one of the centre to those of the whole country. */
const mayUse = (actor: UserActor, { provinceCode }: Pick<Row, "provinceCode">) =>
  can(actor, "record", { unitPath: provinceCode ?? "" });

/** The layouts that the actor's office told of its own sheets, newest first. */
export async function listLayouts(db: Db, actor: UserActor) {
  const rows = await db.select().from(registerLayouts).orderBy(desc(registerLayouts.createdAt));
  return rows
    .filter((row) => mayUse(actor, row))
    .slice(0, mostKept)
    .map(({ id, layout }) => ({ id, title: layout.title }));
}

/** A layout that was kept; `notFound` for one of another office. */
export async function findLayout(db: Db, actor: UserActor, id: string): Promise<Layout> {
  const missing = new AppError("notFound", { vi: "Không có bố cục này." });
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw missing;
  const [row] = await db.select().from(registerLayouts).where(eq(registerLayouts.id, id));
  if (!row || !mayUse(actor, row)) throw missing;
  return row.layout;
}

/** Keeps a layout under a title for the next sheet like it. Throws `invalid` without a title. */
export async function keepLayout(
  db: Db,
  actor: UserActor,
  { layout, title, provinceCode }: { layout: Layout; title: string; provinceCode: string | null },
): Promise<void> {
  const named = title.trim();
  if (named === "" || named.length > 100)
    throw new AppError("invalid", { fields: { title: "Hãy đặt tên bố cục, nhiều nhất 100 chữ." } });
  if (!mayUse(actor, { provinceCode }))
    throw new AppError("forbidden", { denied: "register.layout" });
  const name = safeName(named, 40) || "bo-cuc";
  await db
    .insert(registerLayouts)
    .values({ provinceCode, layout: { ...layout, name, title: named }, createdBy: actor.userId });
}

/** Forgets a layout of the actor's office. */
export async function dropLayout(db: Db, actor: UserActor, id: string): Promise<void> {
  await findLayout(db, actor, id);
  await db.delete(registerLayouts).where(eq(registerLayouts.id, id));
}
