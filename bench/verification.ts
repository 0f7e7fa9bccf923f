// How fast the verification page is answered: from the program's short memory, against a bare
// server that sends the same bytes from memory, and uncached. The program runs here as a server of
// its own with the built pages, over the embedded engine or what TEST_DATABASE_URL names; the
// client is the same for both.
import { createServer, request, Agent } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createApp } from "../src/app.ts";
import { loadReferenceData } from "../src/load.ts";
import { buildCertified } from "#tests/support/certified.ts";
import { testDatabase } from "#tests/support/db.ts";
import { builtPages } from "#tests/support/pages.ts";
import { testServices } from "#tests/support/services.ts";

const seconds = 4;
const clients = 16;
const pagesUncached = 60;

const agent = new Agent({ keepAlive: true, maxSockets: clients });

function ask(
  url: string,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { "Accept-Encoding": "gzip" } }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces),
        }),
      );
    })
      .on("error", reject)
      .end();
  });
}

/** Answers a second, with so many clients that each ask again at once. */
async function rate(url: string): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: clients }, async () => {
      let count = 0;
      while (performance.now() < end) {
        await ask(url);
        count += 1;
      }
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

const database = await testDatabase();
await loadReferenceData(database);
const tokens: string[] = [];
for (let n = 0; n <= pagesUncached; n += 1) tokens.push((await buildCertified(database.db)).token);
const app = createApp(await testServices(database), await builtPages());
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
await new Promise<void>((resolve) => server.once("listening", () => resolve()));
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

const [first = "", ...others] = tokens;
const page = await ask(at(`/verify/${first}`));
const bare = createServer((_request, response) => {
  response.writeHead(page.status, page.headers);
  response.end(page.body);
});
await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
const floor = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`;

const times: number[] = [];
for (const token of others) {
  const start = performance.now();
  await ask(at(`/verify/${token}`));
  times.push(performance.now() - start);
}
times.sort((one, other) => one - other);
const share = (part: number) => (times[Math.floor(times.length * part)] ?? Number.NaN).toFixed(1);
process.stdout.write(`uncached: median ${share(0.5)} ms, 95% ${share(0.95)} ms (aim: 10 ms)\n`);

await rate(floor);
const memory = await rate(floor);
const kept = await rate(at(`/verify/${first}`));
process.stdout.write(
  `${page.body.length} bytes, kept: ${kept.toFixed(0)}/s, from memory: ${memory.toFixed(0)}/s, ` +
    `${((100 * kept) / memory).toFixed(0)}% (aim: 50%)\n`,
);
server.close();
bare.close();
agent.destroy();
await database.close();
process.exit(0);
