import { eq, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { type Book, findBook, listRegimes, openBook } from "../book.server.ts";
import { rulebookVersions } from "../schema.server.ts";

/** Books of earlier versions that were asked for; there are only ever a few. */
const opened = new Map<string, Book>();

/**
 * Keeps the shipped rulebooks in the database, each under its digest. Run at every start: a
 * version that is already there is left alone, a changed file becomes a new version.
 */
export async function loadRulebooks(db: Db): Promise<void> {
  for (const regime of listRegimes()) {
    const book = findBook(regime);
    if (book) await keepVersion(db, book);
  }
}

/** Makes sure that a result may name this book. */
export async function keepVersion(db: Db, book: Book): Promise<void> {
  const known = await db
    .select({ digest: rulebookVersions.digest })
    .from(rulebookVersions)
    .where(eq(rulebookVersions.digest, book.digest));
  if (known.length > 0) return;
  await db
    .insert(rulebookVersions)
    .values({ digest: book.digest, regime: book.rulebook.regime, body: book.rulebook })
    .onConflictDoNothing();
}

/**
 * The book of a version, shipped or earlier. Throws when the database does not know the digest
 * or when what it keeps is no longer what the digest says.
 */
export async function getVersion(db: Db, digest: string): Promise<Book> {
  const known = opened.get(digest);
  if (known) return known;
  const shipped = listRegimes()
    .map((regime) => findBook(regime))
    .find((book) => book?.digest === digest);
  const book = shipped ?? openBook(await bodyOf(db, digest));
  if (book.digest !== digest) throw new Error(`rulebook version ${digest} has been altered`);
  opened.set(digest, book);
  return book;
}

async function bodyOf(db: Db, digest: string): Promise<unknown> {
  const [row] = await db
    .select({ body: rulebookVersions.body })
    .from(rulebookVersions)
    .where(eq(rulebookVersions.digest, digest));
  if (!row) throw new Error(`rulebook version ${digest} is not in the database`);
  return row.body;
}

/** Today's date in Vietnam by the database's clock, ISO. */
export async function vietnamToday(db: Db): Promise<string> {
  const { rows } = await db.execute<{ day: string }>(
    sql`select to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day`,
  );
  return rows[0]?.day ?? "";
}
