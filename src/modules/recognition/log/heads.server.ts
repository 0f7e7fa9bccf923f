import { asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { Token } from "../model.ts";
import { certificates, logCheckpoints, logLeaves } from "../schema.server.ts";
import { issuerOf, sign, type Signing } from "../service/keys.server.ts";
import { consistencyProof, inclusionProof, leafHash, rootOf } from "./merkle.server.ts";

/** A signed head of the log: what the authority may not take back. */
export type Checkpoint = {
  readonly size: number;
  readonly root: string;
  /** Compact JWS over issuer, size, root and time. */
  readonly signature: string;
  readonly at: string;
};

/** The hashes of the first leaves of the log, in their order; all of them unless said. */
export async function leafHashes(db: Db, size?: number): Promise<string[]> {
  const rows = await db
    .select({ hash: logLeaves.hash })
    .from(logLeaves)
    .where(size === undefined ? undefined : lt(logLeaves.place, size))
    .orderBy(asc(logLeaves.place));
  return rows.map(({ hash }) => hash);
}

function shown(row: typeof logCheckpoints.$inferSelect): Checkpoint {
  return { ...row, at: row.at.toISOString() };
}

/** The newest signed head; null while nothing has been issued. */
export async function lastCheckpoint(db: Db): Promise<Checkpoint | null> {
  const [row] = await db.select().from(logCheckpoints).orderBy(desc(logCheckpoints.size)).limit(1);
  return row ? shown(row) : null;
}

/** Signs the head of the log when it has grown since the last time. Tells the newest head. */
export async function makeCheckpoint(signing: Signing): Promise<Checkpoint | null> {
  const { db, env } = signing;
  const last = await lastCheckpoint(db);
  const leaves = await leafHashes(db);
  if (leaves.length === 0 || leaves.length === last?.size) return last;
  const head = { size: leaves.length, root: rootOf(leaves) };
  const iat = Math.floor(Date.now() / 1000);
  const { compact } = await sign(signing, "checkpoint", { iss: issuerOf(env), iat, ...head });
  await db
    .insert(logCheckpoints)
    .values({ ...head, signature: compact, at: new Date(iat * 1000) })
    .onConflictDoNothing();
  return lastCheckpoint(db);
}

/** That the events of a certificate are in the log, each with its way to a signed root. */
export type Proof = {
  readonly checkpoint: Checkpoint;
  readonly events: readonly {
    readonly place: number;
    readonly entry: string;
    readonly proof: readonly string[];
  }[];
};

/** The proof for a certificate; null for an unknown token. Signs a head first where its events are newer. */
export async function proofOf(signing: Signing, typed: string): Promise<Proof | null> {
  const token = Token.safeParse(typed);
  if (!token.success) return null;
  const events = await signing.db
    .select({ place: logLeaves.place, entry: logLeaves.entry })
    .from(logLeaves)
    .innerJoin(certificates, eq(certificates.id, logLeaves.certificateId))
    .where(eq(certificates.token, token.data))
    .orderBy(asc(logLeaves.place));
  const newest = events.at(-1);
  if (!newest) return null;
  const last = await lastCheckpoint(signing.db);
  const checkpoint =
    last !== null && last.size > newest.place ? last : await makeCheckpoint(signing);
  if (!checkpoint) throw new Error("a log with leaves has no head");
  const leaves = await leafHashes(signing.db, checkpoint.size);
  return {
    checkpoint,
    events: events.map((event) => ({ ...event, proof: inclusionProof(leaves, event.place) })),
  };
}

/** That a later head only added to an earlier one. Throws `unprocessable` for sizes that the log has not. */
export async function consistencyBetween(db: Db, from: number, to: number): Promise<string[]> {
  const leaves = await leafHashes(db, to);
  if (!(from >= 1 && from <= to && leaves.length === to))
    throw new AppError("unprocessable", { vi: "Nhật ký không có kích thước này." });
  return consistencyProof(leaves, from);
}

const pageSize = 500;

/** Entries of the log from a place on, so that anybody can keep a copy. */
export async function entriesFrom(
  db: Db,
  place: number,
): Promise<{ place: number; entry: string }[]> {
  return db
    .select({ place: logLeaves.place, entry: logLeaves.entry })
    .from(logLeaves)
    .where(gte(logLeaves.place, place))
    .orderBy(asc(logLeaves.place))
    .limit(pageSize);
}

/** The first fault of the stored log, or null: places, hashes, and every head against its leaves. */
export async function findLogFault(db: Db): Promise<string | null> {
  const hashes: string[] = [];
  for (let from = 0; ; from += pageSize) {
    const entries = await entriesFrom(db, from);
    const stored = await db
      .select({ hash: logLeaves.hash })
      .from(logLeaves)
      .where(sql`${logLeaves.place} >= ${from} and ${logLeaves.place} < ${from + pageSize}`)
      .orderBy(asc(logLeaves.place));
    for (const [at, { place, entry }] of entries.entries()) {
      if (place !== from + at) return `thiếu dòng ${from + at}`;
      if (stored[at]?.hash !== leafHash(entry)) return `dòng ${place} không khớp mã băm`;
      hashes.push(leafHash(entry));
    }
    if (entries.length < pageSize) break;
  }
  const heads = await db.select().from(logCheckpoints).orderBy(asc(logCheckpoints.size));
  for (const { size, root } of heads)
    if (size > hashes.length || rootOf(hashes.slice(0, size)) !== root)
      return `mốc đã ký ở ${size} dòng không khớp với nhật ký`;
  return null;
}
