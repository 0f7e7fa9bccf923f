import type { ServerBuild } from "react-router";
import type { Db } from "#core/database/connection.ts";
import type { Services } from "#core/http/context.ts";
import { createMetrics } from "#core/metrics.ts";
import { createApp } from "../../src/app.ts";
import { rolledBack } from "./db.ts";

// A page and its layouts are read side by side, each on a connection of its own. Inside the one
// transaction that is undone they queue on its client, which warns of that and does it all the same.
const warn = process.emitWarning.bind(process) as (...told: unknown[]) => void;
process.emitWarning = (...told: unknown[]) => {
  if (!String(told[0]).startsWith("Calling client.query() when the client is already"))
    warn(...told);
};

/**
 * A program whose acts are undone: `undone` hands it to `work` with the transaction in which it
 * does everything, and which is rolled back. One program for all of them, one after another:
 * making one costs more than asking it.
 */
export function undoableProgram(
  services: Services,
  pages: ServerBuild,
  metrics = createMetrics(services),
) {
  const { db } = services.database;
  let current: Db = db;
  const seen = new Proxy(db, {
    get(_db, name) {
      const value: unknown = Reflect.get(current, name, current);
      return typeof value === "function" ? (value.bind(current) as unknown) : value;
    },
  });
  const database = { ...services.database, db: seen };
  const program = createApp({ ...services, database }, pages, metrics);
  return async function undone(
    work: (asked: typeof program, tx: Db) => Promise<void>,
  ): Promise<void> {
    await rolledBack(db, async (tx) => {
      current = tx;
      await work(program, tx).finally(() => {
        current = db;
      });
    });
  };
}
