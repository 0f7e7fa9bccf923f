// How long it takes to lay a round of 15 sheets of 35 criteria open, computed alone and read as
// the page does, and what 200 watchers of one live board cost. On the embedded engine, or on the
// server that TEST_DATABASE_URL names.
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { announce } from "#core/live/hub.ts";
import { openRounds } from "#modules/councils/results/rounds.server.ts";
import { revealItem } from "#modules/councils/results/reveal.server.ts";
import { councilLive } from "#modules/councils/live.api.server.ts";
import { channelOf, loadItem, rulesOf } from "#modules/councils/service/load.server.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { openHall } from "#tests/support/hall.ts";
import { onItem, signAll } from "#tests/support/scored.ts";
import { testServices } from "#tests/support/services.ts";
import { sessionOf, signInAs } from "#tests/support/sign-in.ts";
import { answersWorth } from "#tests/support/worth.ts";

const watchers = 200;
const database = await testDatabase();
const { db } = database;
await loadPlaces(db);
const hall = await openHall(db, { members: 15, items: 2, setCode: "02" });
await signAll(db, hall, hall.itemId, (at) => answersWorth(hall.set, 60 + at));
await revealItem(db, hall.council.secretary.actor, await onItem(db, hall.itemId));

const loaded = await loadItem(db, hall.itemId);
const { rules } = await rulesOf(db, loaded.session);
const times: number[] = [];
for (let run = 0; run < 60; run += 1) {
  const start = performance.now();
  await openRounds(db, loaded, hall.set, rules);
  times.push(performance.now() - start);
}
const sorted = times.slice(10).toSorted((a, b) => a - b);
const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1);

const services = await testServices(database);
const cookie = await signInAs(db, hall.council.secretary.username);
const session = await sessionOf(db, cookie);
const app = new Hono<{ Variables: { session: () => Promise<typeof session> } }>()
  .use(async (c, next) => {
    c.set("session", () => Promise.resolve(session));
    await next();
  })
  .route("/", councilLive(services));
const server = createServer((request, response) => {
  void getRequestListener(app.fetch)(request, response);
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const { port } = server.address() as AddressInfo;

let events = 0;
const open = () =>
  new Promise<() => void>((resolve, reject) => {
    const asked = get(
      { port, path: `/phien/${hall.sessionId}/su-kien`, headers: { cookie } },
      (response) => {
        response.on("data", (chunk: Buffer) => {
          events += chunk.includes("data: ") ? 1 : 0;
        });
        resolve(() => asked.destroy());
      },
    );
    asked.on("error", (error) => {
      if ((error as NodeJS.ErrnoException).code !== "ECONNRESET") reject(error);
    });
  });
const memory = () => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 / 1024;
};
const before = memory();
const all = await Promise.all(Array.from({ length: watchers }, open));
let peak = memory();
for (let change = 0; change < 30; change += 1) {
  await announce(db, channelOf(hall.sessionId));
  await new Promise((resolve) => setTimeout(resolve, 200));
  peak = Math.max(peak, memory());
}
const lines = [
  `engine                       ${database.engine}`,
  `reveal of 15 × ${hall.set.leaves.length}             median ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  `${watchers} watchers (both ends)     ${(peak - before).toFixed(0)} MB more, ${events} events read`,
];
process.stdout.write(`${lines.join("\n")}\n`);
for (const close of all) close();
server.closeAllConnections();
server.close();
await database.close();
process.exit(0);
