import { parseArgs } from "node:util";
import fc from "fast-check";
import { createApp } from "../../src/app.ts";
import { testDatabase } from "../support/db.ts";
import { judge, type OpenApi, probesOf } from "../support/fuzz-api.ts";
import { buildPublic, buildPublicCertificate } from "../support/public.ts";
import { testServices } from "../support/services.ts";

/*
 * Asks the open interface as many requests as told, made from its own description: every answer has
 * to be one that is described. `node --import=./tests/support/setup.ts tests/faults/fuzz-api.ts --times 10000`
 */
const { values } = parseArgs({
  options: {
    times: { type: "string", default: "10000" },
    seed: { type: "string", default: "2026" },
  },
});

const database = await testDatabase();
for (let n = 0; n < 40; n++) {
  const made = await buildPublic(database.db, {
    product: `${["Mật ong", "Chè", "Cà phê", "Miến dong"][n % 4]} ${n}`,
    stars: 3 + (n % 3),
    recognisedOn: `${2021 + (n % 6)}-05-0${1 + (n % 9)}`,
  });
  if (n % 2 === 0) await buildPublicCertificate(database.db, made);
}
const app = createApp(await testServices(database), () => Promise.reject(new Error("no pages")));
const openapi = (await (await app.request("/api/openapi.json")).json()) as OpenApi;
const check = judge(openapi);
const seen = new Map<number, number>();
const result = await fc.check(
  fc.asyncProperty(probesOf(openapi), async (probe) => {
    const response = await app.request(probe.path);
    seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
    const wrong = await check(probe, response);
    if (wrong !== null) throw new Error(wrong);
  }),
  { numRuns: Number(values.times), seed: Number(values.seed) },
);
await database.close();
process.stdout.write(
  `${JSON.stringify({ asked: result.numRuns, failed: result.failed, answers: Object.fromEntries(seen) })}\n`,
);
if (result.failed) {
  process.stderr.write(`${fc.defaultReportMessage(result) ?? ""}\n`);
  process.exitCode = 1;
}
