import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { taskStates, taskStepChoices, type TaskState } from "./model.ts";
import { chart, heightOf, placed, stepPath } from "./progress.ts";
import { next } from "./states.ts";

const point = (on: string, total: number, stars = 0) => ({ on, total, stars });

test("a progress is drawn as steps from its first day to the right edge", () => {
  const points = placed([
    point("2026-03-01", 40),
    point("2026-03-11", 45),
    point("2026-03-11", 60, 3),
    point("2026-03-21", 100, 5),
  ]);
  assert.deepEqual(
    points.map(({ on, total }) => [on, total]),
    [
      ["2026-03-01", 40],
      ["2026-03-11", 60],
      ["2026-03-21", 100],
    ],
  );
  assert.deepEqual(
    points.map(({ x }) => x),
    [30, 147, 264],
  );
  assert.equal(stepPath(points), "M30.0 119.6H147.0V84.4H264.0V14.0H264.0");
  assert.equal(stepPath(placed([])), "");
  assert.equal(stepPath(placed([point("2026-03-01", 0)])), "M30.0 190.0H264.0");
});

test("every point lies within the picture, and more points stand higher", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 100 })), {
        maxLength: 20,
      }),
      (raw) => {
        const days = raw
          .toSorted(([a], [b]) => a - b)
          .map(([day, total]) =>
            point(new Date(day * 86_400_000).toISOString().slice(0, 10), total),
          );
        for (const { x, y, total } of placed(days)) {
          assert.ok(x >= chart.left && x <= chart.width - chart.right);
          assert.ok(y >= chart.top && y <= chart.height - chart.bottom);
          assert.ok(total === 100 || heightOf(total + 1) < y);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test("a task that is done or dropped can only be taken up again", () => {
  for (const state of Object.keys(taskStates) as TaskState[]) {
    const ways = taskStepChoices.filter((step) => next(step, state) !== null);
    if (state === "done" || state === "dropped") assert.deepEqual(ways, ["reopen"]);
    else assert.ok(ways.includes("finish") && ways.includes("drop") && !ways.includes("reopen"));
  }
});
