import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { test } from "node:test";
import fc from "fast-check";
import { Turns } from "./queue.ts";

test("two hundred files go three at a time, in their order, and one that fails stops none", async () => {
  const turns = new Turns(3);
  let [busy, most] = [0, 0];
  const begun: number[] = [];
  const all = await Promise.allSettled(
    Array.from({ length: 200 }, (_, at) =>
      turns.run(async () => {
        begun.push(at);
        busy += 1;
        most = Math.max(most, busy);
        await setTimeout(at % 3);
        busy -= 1;
        if (at % 7 === 0) throw new Error("broken off");
        return at;
      }),
    ),
  );
  assert.equal(most, 3);
  assert.deepEqual(begun, [...Array(200).keys()]);
  assert.equal(all.filter(({ status }) => status === "rejected").length, 29);
});

test("never more than its number at once, whatever ends when, and nothing is left waiting", async () => {
  const works = fc.array(fc.record({ ms: fc.nat({ max: 3 }), fails: fc.boolean() }), {
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), works, async (most, list) => {
      const turns = new Turns(most);
      let busy = 0;
      const ended = await Promise.allSettled(
        list.map(({ ms, fails }) =>
          turns.run(async () => {
            busy += 1;
            assert.ok(busy <= most);
            await setTimeout(ms);
            busy -= 1;
            if (fails) throw new Error("broken off");
          }),
        ),
      );
      assert.equal(
        ended.filter(({ status }) => status === "rejected").length,
        list.filter(({ fails }) => fails).length,
      );
    }),
    { numRuns: 30 },
  );
});
