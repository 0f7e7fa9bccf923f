import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { holdersOf } from "#modules/people/service/holders.server.ts";
import * as producersOf from "#modules/producers/service/import.server.ts";
import * as productsOf from "#modules/products/service/import.server.ts";
import { can } from "../access.ts";
import { decisionItems, decisions, recognitions } from "../schema.server.ts";
import { importEvents } from "./events.server.ts";
import { countAnew, inPieces, markReplaced } from "./replaced.server.ts";
import { importMade, registerDrafts, registerEntries, registerImports } from "./schema.server.ts";

export type Undone = {
  readonly id: string;
  readonly producers: number;
  readonly products: number;
  readonly recognitions: number;
};

type Kind = (typeof importMade.$inferSelect)["kind"];
type MadeIds = Readonly<Record<Kind, readonly string[]>>;

const tableOf = {
  producer: "producers",
  product: "products",
  decision: "decisions",
  recognition: "recognitions",
} as const satisfies Record<Kind, string>;

/** What people call the tables that may refer to what an import made. */
const wordsOf: Readonly<Record<string, string>> = {
  dossiers: "hồ sơ",
  papers: "giấy tờ trong kho minh chứng",
  product_pictures: "ảnh sản phẩm",
  producer_forms: "lần đổi loại hình chủ thể",
  producer_representatives: "người đại diện",
  producer_years: "số liệu theo năm",
  product_years: "sản lượng theo năm",
  producer_figure_reminders: "lần nhắc ghi số liệu",
  market_fair_participants: "lượt tham gia hội chợ",
  market_fair_products: "sản phẩm ở hội chợ",
  market_channels: "kênh bán trên mạng",
  uploads: "tệp đang gửi",
  decision_items: "sản phẩm của quyết định khác",
  recognitions: "lần công nhận khác",
  certificates: "giấy chứng nhận",
  register_entries: "lần nhập sổ khác",
  renewal_reminders: "lần nhắc đánh giá lại",
  renewal_stops: "ý kiến không đánh giá lại",
  inspections: "cuộc kiểm tra",
};

/**
 * Takes an import back whole: everything that it made is gone, the import itself stays on record
 * as undone. Throws `notFound` for one outside the actor's reach, and `unprocessable`, saying what,
 * once something else depends on what it made or somebody has worked on it.
 */
export async function undoImport(db: Db, actor: UserActor | null, id: string): Promise<Undone> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw notFound();
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ocop.register-import'))`);
    const [row] = await tx
      .select()
      .from(registerImports)
      .where(eq(registerImports.id, id))
      .for("update");
    if (!row || !mayUndo(actor, row)) throw notFound();
    if (row.state !== "applied")
      throw new AppError("conflict", { vi: "Lần nhập này đã được hoàn tác." });
    const made = await madeBy(tx, id);
    await countAnew(tx, made.product.length);
    const against = await dependents(tx, id, made);
    if (against.length > 0)
      throw new AppError("unprocessable", {
        vi: `Chưa hoàn tác được vì dữ liệu đã nhập đang được dùng: ${against.join("; ")}.`,
      });
    await tx.update(registerImports).set({ state: "undoing" }).where(eq(registerImports.id, id));
    const provinces = await provincesOf(tx, id);
    await removeAll(tx, id, made);
    await tx
      .update(registerImports)
      .set({ state: "undone", undoneBy: actor?.userId ?? null, undoneAt: sql`now()` })
      .where(eq(registerImports.id, id));
    // The file, while it is kept, can be mended and imported anew.
    await tx
      .update(registerDrafts)
      .set({ importId: null, version: sql`${registerDrafts.version} + 1` })
      .where(eq(registerDrafts.importId, id));
    const counts = {
      producers: made.producer.length,
      products: made.product.length,
      recognitions: made.recognition.length,
    };
    for (const provinceCode of provinces)
      await appendAudit(tx, importEvents.undone, {
        actorId: actor?.userId ?? null,
        subjectId: id,
        provinceCode,
        unitPath: provinceCode,
        details: counts,
      });
    return { id, ...counts };
  });
}

const notFound = () => new AppError("notFound", { vi: "Không có lần nhập này." });

/** An import over several provinces is for who may record in the whole country. */
export function mayUndo(
  actor: UserActor | null,
  { provinceCode }: Pick<typeof registerImports.$inferSelect, "provinceCode">,
): boolean {
  return actor === null || can(actor, "record", { unitPath: provinceCode ?? "" });
}

async function madeBy(tx: Db, id: string): Promise<MadeIds> {
  const rows = await tx.select().from(importMade).where(eq(importMade.importId, id));
  const of = (kind: Kind) => rows.flatMap((row) => (row.kind === kind ? [row.thingId] : []));
  return {
    producer: of("producer"),
    product: of("product"),
    decision: of("decision"),
    recognition: of("recognition"),
  };
}

async function provincesOf(tx: Db, id: string): Promise<string[]> {
  const { rows } = await tx.execute<{ code: string }>(sql`
    select distinct p.province_code as code from register_import_made m
    join products p on p.id = m.thing_id
    where m.import_id = ${id} and m.kind = 'product' order by 1`);
  return rows.map(({ code }) => code);
}

/**
 * What stands on things that the import made: asked of every table that refers to them by a
 * foreign key, whichever module it is of, so that one added later cannot be forgotten.
 */
async function dependents(tx: Db, importId: string, made: MadeIds): Promise<string[]> {
  const found: string[] = [];
  for (const kind of Object.keys(tableOf) as Kind[]) {
    if (made[kind].length === 0) continue;
    for (const { table, column } of await referrers(tx, tableOf[kind])) {
      const own = ownRows(table, importId, made);
      const ids = sql.param([...made[kind]]);
      const { rows } = await tx.execute<{ n: number }>(sql`
        select count(*)::int as n from ${sql.identifier(table)} t
        where t.${sql.identifier(column)} = any(${ids}::uuid[]) and not (${own})`);
      const n = rows[0]?.n ?? 0;
      if (n > 0) found.push(`${n} ${wordsOf[table] ?? table}`);
    }
  }
  const changed =
    (await producersOf.countChanged(tx, made.producer)) +
    (await productsOf.countChanged(tx, made.product));
  if (changed > 0) found.push(`${changed} chủ thể, sản phẩm đã được sửa`);
  const touched = await tx.$count(
    recognitions,
    sql`${recognitions.id} = any(${sql.param([...made.recognition])}::uuid[]) and ${recognitions.version} > 1`,
  );
  if (touched > 0) found.push(`${touched} lần công nhận đã được gia hạn, thay hoặc thu hồi`);
  const held = (await holdersOf(tx, made.producer)).size;
  if (held > 0) found.push(`${held} chủ thể đã có tài khoản`);
  return [...new Set(found)];
}

/** Rows that go with the import themselves. */
function ownRows(table: string, importId: string, made: MadeIds) {
  const among = (column: string, kind: Kind) =>
    sql`t.${sql.identifier(column)} = any(${sql.param([...made[kind]])}::uuid[])`;
  switch (table) {
    case "register_entries":
      return sql`t.import_id = ${importId}`;
    case "recognitions":
      return among("id", "recognition");
    case "products":
      return among("id", "product");
    case "decision_items":
      return sql`${among("decision_id", "decision")} and ${among("product_id", "product")}
        or exists (select from recognitions r where r.decision_id = t.decision_id
          and r.product_id = t.product_id and r.id = any(${sql.param([...made.recognition])}::uuid[]))`;
    default:
      return sql`false`;
  }
}

/** Tables and columns that refer to a table. */
async function referrers(tx: Db, table: string) {
  const { rows } = await tx.execute<{ table: string; column: string }>(sql`
    select c.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = ${table}::regclass and array_length(c.conkey, 1) = 1
    order by 1, 2`);
  return rows;
}

async function removeAll(tx: Db, importId: string, made: MadeIds): Promise<void> {
  const ids = (kind: Kind) => sql`any(${sql.param([...made[kind]])}::uuid[])`;
  const touched = await tx
    .selectDistinct({ id: registerEntries.productId })
    .from(registerEntries)
    .where(eq(registerEntries.importId, importId));
  await tx.delete(registerEntries).where(eq(registerEntries.importId, importId));
  await tx
    .update(recognitions)
    .set({ replacedOn: null, replacedById: null })
    .where(
      and(
        sql`${recognitions.replacedById} = ${ids("recognition")}`,
        sql`not ${recognitions.id} = ${ids("recognition")}`,
      ),
    );
  // Also products that joined the decision of an earlier import; in pieces as markReplaced has them.
  for (const piece of inPieces(made.recognition))
    await tx.execute(sql`
      with gone as materialized (
        select decision_id, product_id from ${recognitions} where id = any(${sql.param(piece)}::uuid[]))
      delete from ${decisionItems} i using gone
      where i.product_id = any(array(select product_id from gone))
        and i.decision_id = gone.decision_id and i.product_id = gone.product_id`);
  await tx.delete(recognitions).where(sql`${recognitions.id} = ${ids("recognition")}`);
  await tx.delete(decisions).where(sql`${decisions.id} = ${ids("decision")}`);
  await productsOf.removeEntered(tx, made.product);
  await producersOf.removeEntered(tx, made.producer);
  const gone = new Set(made.product);
  await markReplaced(
    tx,
    touched.flatMap(({ id }) => (gone.has(id) ? [] : [id])),
  );
}
