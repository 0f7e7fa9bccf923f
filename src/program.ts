import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type { ServerBuild } from "react-router";
import { createApp } from "./app.ts";
import { loadDemo, loadReferenceData } from "./load.ts";
import { openDatabase } from "#core/database/connection.ts";
import { DatabaseDamagedError } from "#core/database/embedded-folder.ts";
import { FolderLockedError } from "#core/database/lock.ts";
import { MigrationError } from "#core/database/migrate.ts";
import { type Env, EnvError, parseEnv } from "#core/env.ts";
import { installScanner, scannerOf } from "#core/files/intake/scan.ts";
import { openFileStore } from "#core/files/open.ts";
import "#core/jobs/housekeeping.ts";
import { startJobs } from "#core/jobs/worker.ts";
import { createLog } from "#core/log.ts";
import { checkSigner } from "#modules/recognition/service/authority-key.server.ts";
import { createMetrics } from "#core/metrics.ts";
import "#modules/councils/written/remind.server.ts";
import "#modules/dossiers/housekeeping.server.ts";
import "#modules/exchange/housekeeping.server.ts";
import "#modules/market/housekeeping.server.ts";
import { demoAccountsText, isDemoInstallation } from "#modules/people/demo.server.ts";
import "#modules/people/housekeeping.server.ts";
import "#modules/planning/housekeeping.server.ts";
import "#modules/producers/housekeeping.server.ts";
import { demoVerificationText } from "#modules/recognition/demo.server.ts";
import "#modules/recognition/housekeeping.server.ts";
import "#modules/supervision/housekeeping.server.ts";
import "#modules/support/housekeeping.server.ts";

class PagesNotBuiltError extends Error {}
class PortNotFreeError extends Error {}

/** Mistakes of the installation, not of the program: one line for people, no stack trace. */
const expected = [
  EnvError,
  FolderLockedError,
  DatabaseDamagedError,
  MigrationError,
  PagesNotBuiltError,
  PortNotFreeError,
];

try {
  await start();
} catch (error) {
  if (!expected.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const env = parseEnv(process.env);
  const log = createLog(env);
  installScanner(scannerOf(env));
  await checkSigner(env, log);
  const database = await openDatabase(env);
  await loadReferenceData(database);
  const files = await openFileStore(env);
  const services = { database, env, files, log };
  await loadDemo(services);
  const { pages, middleware } = await loadPages(env);
  const metrics = createMetrics(services);
  const app = createApp(services, pages, metrics);
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => {
    const answer = () => void listener(request, response);
    if (middleware) middleware(request, response, answer);
    else answer();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(portFault(error, env)));
    server.listen(env.PORT, env.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`OCOP đang chạy tại http://${env.HOST}:${port}\n`);
  if (isDemoInstallation(database, env)) {
    process.stdout.write(demoAccountsText(env));
    const address = env.PUBLIC_URL ?? `http://${env.HOST}:${port}`;
    process.stdout.write(await demoVerificationText(database.db, address));
  }

  const jobs = await startJobs(services, { observe: metrics.observeJob });
  const stop = () => {
    server.close();
    server.closeIdleConnections();
    void jobs
      .stop()
      .then(() => database.close())
      .catch((error: unknown) => log.error({ err: error }, "not stopped cleanly"))
      .then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** Says of a port that another program has, or that only an administrator may have, what to do. */
function portFault(error: NodeJS.ErrnoException, { HOST, PORT }: Env): Error {
  const causes: Readonly<Record<string, string>> = {
    EADDRINUSE: "đang được chương trình khác dùng",
    EACCES: "cần quyền quản trị máy",
    EADDRNOTAVAIL: "không thuộc máy này",
  };
  const cause = causes[error.code ?? ""];
  if (cause === undefined) return error;
  return new PortNotFreeError(
    `Địa chỉ ${HOST}:${PORT} ${cause}. Hãy chạy lại với cổng khác, ví dụ PORT=${PORT + 1} npm start.`,
    { cause: error },
  );
}

type Connect = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The built pages; in development the live ones, with Vite in front of the program. */
async function loadPages(
  env: Env,
): Promise<{ pages: ServerBuild | (() => Promise<ServerBuild>); middleware?: Connect }> {
  if (env.NODE_ENV !== "development") {
    if (process.argv.includes("--pages-follow")) await pagesStand();
    const built: string = new URL("../build/server/index.js", import.meta.url).href;
    return { pages: (await import(built)) as ServerBuild };
  }
  const { createServer: createVite } = await import("vite");
  const vite = await createVite({ server: { middlewareMode: true }, appType: "custom" });
  return {
    pages: () =>
      vite.ssrLoadModule("virtual:react-router/server-build") as unknown as Promise<ServerBuild>,
    middleware: vite.middlewares,
  };
}

/** At a first start the pages are built while the database is made ready: waits for the stamp of `scripts/bootstrap.mjs`. */
async function pagesStand(): Promise<void> {
  const stamp = new URL("../build/.ocop-built", import.meta.url);
  let said = "";
  while (said === "") {
    await wait(100);
    said = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  }
  if (said === "failed")
    throw new PagesNotBuiltError("Giao diện chưa dựng được, nên chương trình không chạy.");
}
