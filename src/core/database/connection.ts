import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Env } from "../env.ts";
import { damaged, embeddedFolder } from "./embedded-folder.ts";
import { type Ears, serverEars } from "./listen.ts";
import { lockFolder } from "./lock.ts";
import { migrateDatabase } from "./migrate.ts";

/**
 * The database as services see it: the pool, or the transaction they were given. Inside a
 * transaction only `tx` may be used: the embedded engine has one connection, and the outer
 * `db` would wait for it until the connection timeout.
 */
export type Db = NodePgDatabase;

/** The role that the program works as; it owns nothing and cannot rewrite the audit log. */
export const appRole = "ocop_app";

export type Database = {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly engine: "embedded" | "server";
  /** Hears `pg_notify`; see `listen.ts`. */
  readonly listen: Ears["listen"];
  /** Ends every connection and lets go of the folder. */
  close(): Promise<void>;
};

const poolOptions = { connectionTimeoutMillis: 10_000, allowExitOnIdle: false } as const;

/**
 * Opens the database that the environment names, brings its schema up to date as the owner,
 * and returns it in the application's role. Embedded: takes the folder's lock first.
 */
export function openDatabase(env: Env): Promise<Database> {
  return env.DATABASE_URL
    ? openServer(env.DATABASE_URL, env.DATABASE_OWNER_URL ?? env.DATABASE_URL)
    : openEmbedded(env.OCOP_DATA_DIR);
}

async function openServer(url: string, ownerUrl: string): Promise<Database> {
  const owner = new pg.Pool({ ...poolOptions, connectionString: ownerUrl, max: 1 });
  try {
    await migrateDatabase(owner);
  } finally {
    await owner.end();
  }
  return connectServer(url);
}

/** The database of a server in the application's role, its schema taken to be up to date. */
export function connectServer(url: string): Database {
  const pool = new pg.Pool({
    ...poolOptions,
    connectionString: url,
    max: 10,
    // Compiling a statement costs more than the program's own ever win by it: tens of milliseconds
    // for sums over a country's register, which the planner holds for dearer than they are.
    options: `-c role=${appRole} -c jit=off`,
  });
  outliveConnections(pool);
  const ears = serverEars(url, appRole);
  return {
    db: drizzle(pool),
    pool,
    engine: "server",
    listen: ears.listen,
    close: async () => {
      await ears.close();
      await pool.end();
    },
  };
}

/**
 * A connection that dies fails its query, and the next use makes a new one; it must not end the
 * process. The pool speaks for idle connections only: one that dies between two statements of a
 * transaction speaks for itself.
 */
function outliveConnections(pool: pg.Pool): void {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
}

async function openEmbedded(folder: string): Promise<Database> {
  const lock = lockFolder(folder);
  try {
    const { data, prepare, markServed } = embeddedFolder(folder);
    prepare();
    const lite = await PGlite.create(data).catch((cause: unknown) => {
      throw damaged(data, cause);
    });
    const opened = await serveEmbedded(lite);
    markServed();
    return {
      ...opened,
      close: async () => {
        await opened.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Puts the same driver in front of an embedded engine that the pool puts before a server, brings
 * its schema up to date unless that is known, and takes the application's role.
 */
export async function serveEmbedded(
  lite: PGlite,
  { isUpToDate = false }: { isUpToDate?: boolean } = {},
): Promise<Database> {
  const config = createPgConfig(lite);
  // Drizzle hands its type parsers to the driver in the field that the embedded connection
  // takes for parameter type numbers.
  const parse = config.connection.parse.bind(config.connection);
  config.connection.parse = (query: object) => parse({ ...query, types: undefined });
  const pool = new pg.Pool(Object.assign(config, poolOptions, { max: 1 }));
  keepConnection(pool);
  if (!isUpToDate) await migrateDatabase(pool);
  await lite.exec(`SET ROLE ${appRole}`);
  return {
    db: drizzle(pool),
    pool,
    engine: "embedded",
    // The engine runs in this process, so nothing said on a channel is ever missed.
    listen: (channel, hear) => lite.listen(channel, hear),
    close: async () => {
      await pool.end();
      await lite.close();
    },
  };
}

/**
 * A pool throws a connection away after a query that failed, and makes another. The embedded
 * engine has only the one, which an SQL error does not harm; thrown away, it would give the rest
 * of the old answer to whoever asks next.
 */
function keepConnection(pool: pg.Pool): void {
  Object.assign(pool, {
    async query(text: pg.QueryConfig, values?: unknown[]) {
      const client = await pool.connect();
      try {
        return await client.query(text, values);
      } finally {
        client.release();
      }
    },
  });
}
