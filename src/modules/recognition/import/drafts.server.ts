import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { type Applied, applyImport, type FileToImport } from "./apply.server.ts";
import type { Layout } from "./layouts.ts";
import { type Prepared, prepareImport, rowsOf } from "./read.server.ts";
import { registerDrafts } from "./schema.server.ts";
import { questionOf, type Settlement, settledAnew } from "./settlements.ts";
import { readSheets } from "./sheet.server.ts";

export type DraftRow = typeof registerDrafts.$inferSelect;
/** A draft whose columns are told. */
export type ReadyDraft = DraftRow & { readonly layout: Layout };

/** A file is forgotten so many days after the last work on it. */
export const keptDays = 30;
const mostSettled = 20_000;

const notFound = (denied?: string) =>
  new AppError("notFound", {
    vi: "Không có tệp đang nhập này.",
    ...(denied === undefined ? {} : { denied }),
  });

/**
 * Keeps a file that is to be imported; its id. Throws `UnreadableSheetError` for one that is no
 * sheet, or none of the layout; without a layout its columns are told afterwards.
 */
export async function openDraft(
  db: Db,
  actor: UserActor,
  file: Pick<FileToImport, "bytes" | "fileName"> & {
    readonly layout: Layout | null;
    readonly province: string | null;
  },
): Promise<string> {
  const { sheets } = await readSheets(file.bytes, file.layout?.encoding);
  if (file.layout) rowsOf(sheets, file.layout);
  const [row] = await db
    .insert(registerDrafts)
    .values({
      fileName: file.fileName.slice(0, 200),
      bytes: Buffer.from(file.bytes),
      layout: file.layout,
      province: file.province,
      createdBy: actor.userId,
    })
    .returning({ id: registerDrafts.id });
  if (!row) throw new Error("the draft was not stored");
  return row.id;
}

/** The actor's own draft; `notFound` for everybody else's. */
export async function findDraft(db: Db, actor: UserActor, id: string): Promise<DraftRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw notFound();
  const [row] = await db.select().from(registerDrafts).where(eq(registerDrafts.id, id));
  if (!row) throw notFound();
  if (row.createdBy !== actor.userId) throw notFound("imports.draft");
  return row;
}

/** The actor's files that are not imported yet, the last touched first. */
export async function listDrafts(db: Db, actor: UserActor) {
  const { id, fileName, layout, updatedAt } = registerDrafts;
  const rows = await db
    .select({ id, fileName, layout, updatedAt })
    .from(registerDrafts)
    .where(and(eq(registerDrafts.createdBy, actor.userId), isNull(registerDrafts.importId)))
    .orderBy(desc(registerDrafts.updatedAt))
    .limit(50);
  return rows.map((row) => ({
    id: row.id,
    fileName: row.fileName,
    isMapped: row.layout !== null,
    updatedAt: row.updatedAt.toISOString(),
  }));
}

/** The file that became an import, while it is kept; its refused rows can be fetched. */
export async function draftsOfImports(db: Db, actor: UserActor): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: registerDrafts.id, importId: registerDrafts.importId })
    .from(registerDrafts)
    .where(eq(registerDrafts.createdBy, actor.userId));
  return new Map(rows.flatMap(({ id, importId }) => (importId === null ? [] : [[importId, id]])));
}

/** The draft, locked, while it can still be changed. Throws `conflict` once it was imported. */
async function take(tx: Db, actor: UserActor, id: string): Promise<DraftRow> {
  const { id: known } = await findDraft(tx, actor, id);
  const [row] = await tx
    .select()
    .from(registerDrafts)
    .where(eq(registerDrafts.id, known))
    .for("update");
  if (!row) throw notFound();
  if (row.importId !== null) throw new AppError("conflict", { vi: "Tệp này đã được nhập rồi." });
  return row;
}

type Change = Partial<Pick<DraftRow, "layout" | "province" | "settlements">>;

async function change(tx: Db, id: string, values: Change): Promise<void> {
  await tx
    .update(registerDrafts)
    .set({ ...values, version: sql`${registerDrafts.version} + 1`, updatedAt: sql`now()` })
    .where(eq(registerDrafts.id, id));
}

/** Says where the columns of a draft are. Throws `UnreadableSheetError` when they are not there. */
export async function mapDraft(db: Db, actor: UserActor, id: string, layout: Layout) {
  await db.transaction(async (tx) => {
    const row = await take(tx, actor, id);
    const { sheets } = await readSheets(row.bytes, layout.encoding);
    rowsOf(sheets, layout);
    // Cells are named by their place in the sheet: of another sheet they say something else.
    await change(tx, id, {
      layout,
      ...(row.layout?.sheet === layout.sheet ? {} : { settlements: [] }),
    });
  });
}

/** Adds settlements to a draft; a newer answer stands in the place of an older one. */
export async function settleDraft(
  db: Db,
  actor: UserActor,
  id: string,
  newer: readonly Settlement[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await take(tx, actor, id);
    const settlements = settledAnew(row.settlements, newer);
    if (settlements.length > mostSettled)
      throw new AppError("unprocessable", {
        vi: "Đã sửa quá nhiều ô ở đây. Hãy sửa trong tệp rồi gửi lại.",
      });
    await change(tx, id, { settlements });
  });
}

/** Takes a settlement back, by its question. */
export async function unsettleDraft(db: Db, actor: UserActor, id: string, question: string) {
  await db.transaction(async (tx) => {
    const { settlements } = await take(tx, actor, id);
    await change(tx, id, {
      settlements: settlements.filter((one) => questionOf(one) !== question),
    });
  });
}

/** Forgets a file that will not be imported. */
export async function dropDraft(db: Db, actor: UserActor, id: string): Promise<void> {
  await findDraft(db, actor, id);
  await db.delete(registerDrafts).where(eq(registerDrafts.id, id));
}

/** Forgets files that nobody has worked on for a month; how many. */
export async function forgetDrafts(db: Db): Promise<number> {
  const gone = await db
    .delete(registerDrafts)
    .where(lt(registerDrafts.updatedAt, sql`now() - make_interval(days => ${keptDays})`))
    .returning({ id: registerDrafts.id });
  return gone.length;
}

export function isReady(row: DraftRow): row is ReadyDraft {
  return row.layout !== null;
}

type Looked = { readonly key: string; readonly until: number; readonly prepared: Prepared };
const looked: Looked[] = [];
const [mostLooked, lookedMs] = [3, 120_000];

/**
 * What an import of the draft would do now. A look of the last two minutes at the same version
 * serves again: what is entered is planned anew in any case, and compared with what was shown.
 */
export async function lookAtDraft(db: Db, actor: UserActor, draft: ReadyDraft): Promise<Prepared> {
  const key = `${draft.id}|${draft.version}|${JSON.stringify(actor.grants)}`;
  const found = looked.find((one) => one.key === key && one.until > Date.now());
  if (found) return found.prepared;
  const { layout, province, settlements } = draft;
  const by = { actor, province, settlements };
  const prepared = await prepareImport(db, draft.bytes, { layout, ...by });
  looked.unshift({ key, until: Date.now() + lookedMs, prepared });
  looked.length = Math.min(looked.length, mostLooked);
  return prepared;
}

/** Enters a draft as it was shown. Throws as `applyImport`, and `conflict` when it was entered before. */
export async function applyDraft(
  db: Db,
  actor: UserActor,
  id: string,
  asked: Pick<FileToImport, "expected" | "progress">,
): Promise<Applied> {
  const draft = await findDraft(db, actor, id);
  if (!isReady(draft))
    throw new AppError("unprocessable", { vi: "Hãy chỉ các cột của tệp trước." });
  const { bytes, fileName, layout, province, settlements } = draft;
  const by = { actor, province, settlements };
  return applyImport(db, by, {
    bytes,
    fileName,
    layout,
    ...asked,
    entered: async (tx, importId) => {
      await take(tx, actor, id);
      await tx
        .update(registerDrafts)
        .set({ importId, updatedAt: sql`now()` })
        .where(eq(registerDrafts.id, id));
    },
  });
}
