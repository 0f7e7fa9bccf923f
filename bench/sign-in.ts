// How long a refused sign-in takes for an account that is there and for one that is not: whoever
// measures answers must not learn which accounts exist. The gap stands beside the spread of two
// halves of the same kind, which is what chance alone gives.
import { signIn } from "#modules/people/service/sign-in.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { attemptCounters } from "#core/session/schema.server.ts";
import { testDatabase } from "#tests/support/db.ts";
import { testGround, testVisitor } from "#tests/support/sign-in.ts";

const rounds = 120;
const database = await testDatabase();
const { db } = database;
const { username } = await buildAccount(db);

async function refused(identifier: string): Promise<number> {
  const start = performance.now();
  const answer = signIn(testGround(db), testVisitor(), { identifier, password: "đoán bừa thôi" });
  const wasRefused = await answer.then(
    () => false,
    () => true,
  );
  if (!wasRefused) throw new Error("the guess was right");
  return performance.now() - start;
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const present: number[] = [];
const absent: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  // In turn, so that whatever else the machine does falls on both.
  if (round % 4 === 0) await db.delete(attemptCounters);
  present.push(await refused(username));
  absent.push(await refused("khong.co.ai"));
}
const line = (name: string, times: readonly number[]) =>
  `${name.padEnd(8)} p50 ${at(times, 0.5).toFixed(1)} ms   p95 ${at(times, 0.95).toFixed(1)} ms`;
const gap = (a: readonly number[], b: readonly number[], share: number) =>
  Math.abs(at(a, share) - at(b, share)).toFixed(1);
const even = present.filter((_, n) => n % 2 === 0);
const odd = present.filter((_, n) => n % 2 === 1);
console.log(`${rounds} refused sign-ins each, ${database.engine} engine`);
console.log(line("present", present));
console.log(line("absent", absent));
console.log(`gap      p50 ${gap(present, absent, 0.5)} ms   p95 ${gap(present, absent, 0.95)} ms`);
console.log(`chance   p50 ${gap(even, odd, 0.5)} ms   p95 ${gap(even, odd, 0.95)} ms`);
await database.close();
