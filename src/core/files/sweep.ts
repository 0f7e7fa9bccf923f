import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../database/connection.ts";
import type { FileStore } from "./store.ts";

/**
 * How long a content stays after the last row that named it has gone, in days. Longer than a
 * backup is kept: a database of an earlier day finds every content that it names.
 */
export const unnamedDays = 90;
/** Contents looked at by one statement. */
const atOnce = 500;

/** What a sweep did: contents that nothing names as of now, and those that were removed. */
export type Swept = { readonly unnamed: number; readonly removed: number };

/**
 * Removes contents that no row has named for `unnamedDays` days, and what lies in the store as
 * long without a row at all (its transaction failed after `put`). Whether something names a
 * content is read from the database's own foreign keys, and from every column of text or JSON
 * besides the audit log, so a table added later is never forgotten.
 *
 * The row goes first and for good, the content after it, and only when it has not been put again
 * since: whoever keeps the same content meanwhile puts it before recording it. So at whatever
 * instant this stops, no row names a missing content; what is left over goes with the next sweep.
 */
export async function sweepFiles(db: Db, files: FileStore, days = unnamedDays): Promise<Swept> {
  const names = await namingColumns(db);
  await markUnnamed(db, names);
  const [counted] = (
    await db.execute<{ unnamed: number }>(
      sql`select count(*)::int as unnamed from stored_files where unnamed_since is not null`,
    )
  ).rows;
  let removed = 0;
  for (let after = ""; ;) {
    const { rows } = await db.execute<{ digest: string }>(sql`
      select digest from stored_files where digest > ${after}
        and unnamed_since <= now() - make_interval(days => ${days})
      order by digest limit ${atOnce}`);
    const named = await namedAmong(db, names, digestsOf(rows));
    for (const digest of digestsOf(rows))
      if (!named.has(digest) && (await removeOne(db, files, digest, days))) removed += 1;
    const last = rows.at(-1);
    if (!last) break;
    after = last.digest;
  }
  removed += await removeRowless(db, files, days);
  return { unnamed: counted?.unnamed ?? 0, removed };
}

type Naming = {
  /** Foreign keys to the content's row: table and column. */
  readonly keys: readonly { table: string; column: string }[];
  /** Tables with the expression that is true where the row names the content `wanted.digest`. */
  readonly mentions: readonly { table: string; test: SQL }[];
};

const digestsOf = (rows: readonly { digest: string }[]) => rows.map(({ digest }) => digest);

/** Where a content can be named. Small pictures of it are its own. */
async function namingColumns(db: Db): Promise<Naming> {
  const { rows: keys } = await db.execute<{ table: string; column: string }>(sql`
    select c.conrelid::regclass::text as table, a.attname as column
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'stored_files'::regclass
      and c.conrelid <> 'thumbnails'::regclass`);
  const { rows: columns } = await db.execute<{ table: string; column: string; type: string }>(sql`
    select t.oid::regclass::text as table, a.attname as column, y.typname as type
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_type y on y.oid = a.atttypid
    where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace
      and y.typname in ('text', 'varchar', 'jsonb', 'json', '_text')
      and t.relname not in ('stored_files', 'thumbnails', 'audit_log', 'audit_head')`);
  const byTable = new Map<string, SQL[]>();
  for (const { table, column, type } of columns) {
    const at = sql`t.${sql.identifier(column)}`;
    const test =
      type === "text" || type === "varchar"
        ? sql`(length(${at}) >= 64 and strpos(${at}, wanted.digest) > 0)`
        : sql`strpos(${at}::text, wanted.digest) > 0`;
    byTable.set(table, [...(byTable.get(table) ?? []), test]);
  }
  const mentions = [...byTable].map(([table, tests]) => ({
    table,
    test: sql.join(tests, sql` or `),
  }));
  return { keys, mentions };
}

/** Notes since when each content has been unnamed; one that is named again starts anew. */
async function markUnnamed(db: Db, { keys }: Naming): Promise<void> {
  const held = sql.join(
    keys.map(
      ({ table, column }) =>
        sql`exists (select from ${sql.raw(table)} t where t.${sql.identifier(column)} = stored_files.digest)`,
    ),
    sql` or `,
  );
  await db.execute(sql`
    update stored_files set unnamed_since = case when ${held} then null else now() end
    where (unnamed_since is null) <> (${held})`);
}

/** Those of some contents that any column names. */
async function namedAmong(
  db: Db,
  { mentions }: Naming,
  digests: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  if (digests.length === 0) return found;
  const wanted = sql.join(
    digests.map((digest) => sql`(${digest}::text)`),
    sql`, `,
  );
  for (const { table, test } of mentions) {
    const { rows } = await db.execute<{ digest: string }>(sql`
      select wanted.digest from (values ${wanted}) wanted (digest)
      where exists (select from ${sql.raw(table)} t where ${test})`);
    for (const { digest } of rows) found.add(digest);
  }
  return found;
}

async function removeOne(db: Db, files: FileStore, digest: string, days: number): Promise<boolean> {
  try {
    const cutoff = await db.transaction(async (tx) => {
      await tx.execute(sql`delete from thumbnails where digest = ${digest}`);
      // A key that names it again refuses this; one who records it now has cleared the mark.
      const { rows } = await tx.execute<{ cutoff: Date | string }>(sql`
        delete from stored_files where digest = ${digest}
          and unnamed_since <= now() - make_interval(days => ${days})
        returning now() - make_interval(days => ${days}) as cutoff`);
      return rows[0]?.cutoff;
    });
    return cutoff !== undefined && (await files.remove(digest, new Date(cutoff)));
  } catch (error) {
    if (isNamed(error)) return false;
    throw error;
  }
}

/** A foreign key that names the row stands in the way. */
function isNamed(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ((at as { code?: string }).code === "23503") return true;
  return false;
}

/** Contents without a row, last put as long ago. */
async function removeRowless(db: Db, files: FileStore, days: number): Promise<number> {
  const { rows } = await db.execute<{ cutoff: Date | string }>(
    sql`select now() - make_interval(days => ${days}) as cutoff`,
  );
  const cutoff = new Date(rows[0]?.cutoff ?? 0);
  let removed = 0;
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const { rows: known } = await db.execute<{ digest: string }>(sql`
      select digest from stored_files where digest in (${sql.join(
        batch.map((digest) => sql`${digest}`),
        sql`, `,
      )})`);
    const rowed = new Set(digestsOf(known));
    for (const digest of batch)
      if (!rowed.has(digest) && (await files.remove(digest, cutoff))) removed += 1;
    batch = [];
  };
  for await (const { digest } of files.list()) {
    batch.push(digest);
    if (batch.length === atOnce) await flush();
  }
  await flush();
  return removed;
}
