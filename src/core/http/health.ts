import { Hono } from "hono";
import type { Services } from "./context.ts";

/**
 * `GET /healthz`: the process answers (no database). `GET /readyz`: it can work (database in
 * its role, a store that can store); 503 otherwise, so that a balancer sends nobody here.
 */
export function healthRoutes({ database, files, log }: Services): Hono {
  return new Hono()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      try {
        await database.pool.query("select 1");
        await files.check();
        return c.json({ status: "ok", database: database.engine });
      } catch (error) {
        log.warn({ err: error }, "not ready");
        return c.json({ status: "unavailable" }, 503);
      }
    });
}
