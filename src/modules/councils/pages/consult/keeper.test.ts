import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answer, FindingKeeper, type Held, type Unsent, type Write } from "./keeper.ts";

/** A server that keeps findings as the service does: by version, answering a known write again. */
function server() {
  const kept = new Map<string, { version: number; option: number | null; writeId: string }>();
  const seen: Write[] = [];
  let isDown = false;
  let losesAnswers = false;
  return {
    kept,
    seen,
    set down(value: boolean) {
      isDown = value;
    },
    set losing(value: boolean) {
      losesAnswers = value;
    },
    send: async (write: Write): Promise<Answer<number>> => {
      await Promise.resolve();
      const offline = { ok: false, isOffline: true, says: "Mất mạng" } as const;
      if (isDown) return offline;
      seen.push(write);
      const { criterion, version, writeId, option } = write;
      const old = kept.get(criterion);
      if (old?.writeId !== writeId) {
        if ((old?.version ?? 0) !== version) return { ok: false, isOffline: false, says: "Cũ" };
        kept.set(criterion, { version: version + 1, option, writeId });
      }
      if (losesAnswers) return offline;
      return { ok: true, version: kept.get(criterion)?.version ?? 0, standing: kept.size };
    },
  };
}

function page(of: ReturnType<typeof server>) {
  let id = 0;
  const told: { held: Readonly<Record<string, Held>>; store: Readonly<Record<string, Unsent>> } = {
    held: {},
    store: {},
  };
  const keeper = new FindingKeeper<number>({
    initial: {},
    send: of.send,
    keep: async (unsent) => {
      told.store = unsent;
      return Promise.resolve();
    },
    onChange: (held) => {
      told.held = held;
    },
    newId: () => `w${++id}`,
  });
  return { keeper, told };
}

test("what is chosen while a write is on its way goes next, on the version that came back", async () => {
  const far = server();
  const { keeper, told } = page(far);
  keeper.change("1.1", { option: 2 }, true);
  keeper.change("1.1", { option: 3 }, true);
  await keeper.flush();
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(far.kept.get("1.1")?.option, 3);
  assert.equal(told.held["1.1"]?.status, "saved");
  assert.equal(told.held["1.1"].version, 2);
  assert.ok(keeper.isClean);
});

test("a write whose answer was lost is sent again with its own id and counts once", async () => {
  const far = server();
  const { keeper, told } = page(far);
  far.losing = true;
  keeper.change("1.1", { option: 2 }, true);
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(told.held["1.1"]?.status, "waiting");
  far.losing = false;
  await keeper.flush();
  assert.deepEqual(
    far.seen.map(({ writeId }) => writeId),
    ["w1", "w1"],
  );
  assert.equal(told.held["1.1"].version, 1);
});

test("what was typed without a network is kept on the device and sent by the next page", async () => {
  const far = server();
  const first = page(far);
  far.down = true;
  first.keeper.change("2.1", { option: 1, reason: "Thiếu hợp đồng" }, true);
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(far.seen.length, 0);
  far.down = false;
  const second = page(far);
  second.keeper.resume(first.told.store);
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(far.kept.get("2.1")?.option, 1);
  assert.equal(second.told.held["2.1"]?.reason, "Thiếu hợp đồng");
  assert.deepEqual(second.told.store, {});
});

test("what was written elsewhere meanwhile is told and overwrites nothing", async () => {
  const far = server();
  const { keeper, told } = page(far);
  far.kept.set("1.1", { version: 4, option: 5, writeId: "other" });
  keeper.change("1.1", { option: 1 }, true);
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(told.held["1.1"]?.status, "refused");
  assert.equal(far.kept.get("1.1")?.option, 5);
});
