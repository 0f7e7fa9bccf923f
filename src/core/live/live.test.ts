import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { testDatabase } from "#tests/support/db.ts";
import { createBroadcast, type Snapshot } from "./broadcast.ts";
import { announce, announceSoon, type Live, liveOf } from "./hub.ts";

const database = await testDatabase();
after(() => database.close());

const forever = () => Promise.resolve(true);
const never = new AbortController().signal;

/** Waits until something holds; fails after ten seconds. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (holds()) return;
    await pause(20);
  }
  assert.fail("it did not happen in time");
}

test("what a transaction announces is heard once it is committed, and not at all when it is rolled back", async () => {
  let heard = 0;
  const stop = await liveOf(database).subscribe("council:a", () => (heard += 1));
  await database.db.transaction(async (tx) => {
    await announce(tx, "council:a");
    await announce(tx, "council:b");
  });
  await until(() => heard === 1);
  await database.db
    .transaction(async (tx) => {
      await announce(tx, "council:a");
      throw new Error("no");
    })
    .catch(() => undefined);
  await database.db.execute(sql`select 1`);
  await pause(50);
  assert.equal(heard, 1);
  stop();
  await announce(database.db, "council:a");
  await pause(50);
  assert.equal(heard, 1);
});

test("progress is announced at most once in a while, however often it is made", async () => {
  let heard = 0;
  const stop = await liveOf(database).subscribe("council:soon", () => (heard += 1));
  for (let n = 0; n < 50; n += 1) announceSoon(database.db, "council:soon");
  await until(() => heard > 0);
  await pause(300);
  assert.equal(heard, 1);
  stop();
});

test(
  "a server's ears open again when their connection is cut, and tell of the gap",
  { skip: database.engine === "embedded" ? "one process" : false },
  async () => {
    let heard = 0;
    const stop = await liveOf(database).subscribe("council:gap", () => (heard += 1));
    const client = await database.pool.connect();
    // The program's role may not end connections; the owner of the server may.
    await client.query("set role none");
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ocop live' and datname = current_database()",
    );
    client.release(true);
    await until(() => heard === 1);
    await announce(database.db, "council:gap");
    await until(() => heard === 2);
    stop();
  },
);

/** A hub under the test's own hand. */
function handHub(): { live: Live; say: () => void; subscribed: () => number } {
  const watches = new Set<() => void>();
  return {
    live: {
      subscribe: (_channel, watch) => {
        watches.add(watch);
        return Promise.resolve(() => watches.delete(watch));
      },
    },
    say: () => {
      for (const watch of watches) watch();
    },
    subscribed: () => watches.size,
  };
}

async function textOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value, done } = await reader.read();
  return done ? "" : new TextDecoder().decode(value);
}

test("every watcher gets the same reading: one for each change, whoever watches", async () => {
  const { live, say } = handHub();
  let readings = 0;
  const read = (): Promise<Snapshot> =>
    Promise.resolve({ text: `state ${(readings += 1)}`, ended: false });
  const broadcast = createBroadcast(live, "x", read, { pauseMs: 5 });
  const readers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const stream = await broadcast.open({ isAllowed: forever, lastSeen: null, signal: never });
      return stream.getReader();
    }),
  );
  for (const reader of readers) {
    assert.match(await textOf(reader), /^retry: /);
    assert.match(await textOf(reader), /data: state 1\n\n$/);
  }
  for (let n = 0; n < 10; n += 1) say();
  for (const reader of readers) assert.match(await textOf(reader), /data: state 2\n\n$/);
  assert.equal(readings, 2);
  await Promise.all(readers.map((reader) => reader.cancel()));
});

test("who comes back with the newest snapshot is not sent it again; with an older one is", async () => {
  const { live } = handHub();
  const read = (): Promise<Snapshot> => Promise.resolve({ text: "a\nb", ended: false });
  const broadcast = createBroadcast(live, "x", read);
  const first = (
    await broadcast.open({ isAllowed: forever, lastSeen: null, signal: never })
  ).getReader();
  await textOf(first);
  const frame = await textOf(first);
  assert.match(frame, /data: a\ndata: b\n\n$/);
  const id = /^id: (\S+)/.exec(frame)?.[1] ?? "";
  const known = (
    await broadcast.open({ isAllowed: forever, lastSeen: id, signal: never })
  ).getReader();
  await textOf(known);
  const silent = await Promise.race([textOf(known), pause(50, "nothing")]);
  assert.equal(silent, "nothing");
  const stale = (
    await broadcast.open({ isAllowed: forever, lastSeen: "old", signal: never })
  ).getReader();
  await textOf(stale);
  assert.equal(await textOf(stale), frame);
  await Promise.all([first, known, stale].map((reader) => reader.cancel()));
});

test("a watcher who does not read is kept one state behind and not a queue", async () => {
  const { live, say } = handHub();
  let readings = 0;
  const read = (): Promise<Snapshot> =>
    Promise.resolve({ text: `state ${(readings += 1)}`, ended: false });
  const broadcast = createBroadcast(live, "x", read, { pauseMs: 1 });
  const stream = await broadcast.open({ isAllowed: forever, lastSeen: null, signal: never });
  for (let n = 0; n < 40; n += 1) {
    say();
    await pause(4);
  }
  await until(() => readings > 20);
  const reader = stream.getReader();
  const seen: string[] = [];
  for (;;) {
    const text = await Promise.race([textOf(reader), pause(60, "")]);
    if (text === "") break;
    seen.push(text);
  }
  assert.ok(seen.length <= 6, `${seen.length} frames were kept`);
  assert.match(seen.at(-1) ?? "", new RegExp(`state ${readings}\n`));
  await reader.cancel();
});

test("a right that is taken away ends the stream at the next heartbeat", async () => {
  const { live } = handHub();
  let allowed = true;
  const read = (): Promise<Snapshot> => Promise.resolve({ text: "x", ended: false });
  const broadcast = createBroadcast(live, "x", read, { heartbeatMs: 20 });
  const stream = await broadcast.open({
    isAllowed: () => Promise.resolve(allowed),
    lastSeen: null,
    signal: never,
  });
  const reader = stream.getReader();
  await textOf(reader);
  await textOf(reader);
  assert.equal(await textOf(reader), ":\n\n");
  allowed = false;
  assert.equal((await reader.read()).done, true);
  assert.equal(broadcast.watchers(), 0);
});

test("the end is told and closes the stream; the last watcher's leaving ends the listening", async () => {
  const { live, say, subscribed } = handHub();
  let ended = false;
  const read = (): Promise<Snapshot> => Promise.resolve({ text: "x", ended });
  const broadcast = createBroadcast(live, "x", read, { pauseMs: 1 });
  const stream = await broadcast.open({ isAllowed: forever, lastSeen: null, signal: never });
  const reader = stream.getReader();
  await textOf(reader);
  await textOf(reader);
  assert.equal(subscribed(), 1);
  ended = true;
  say();
  assert.match(await textOf(reader), /event: end\ndata: x\n\n$/);
  assert.equal((await reader.read()).done, true);
  await until(() => subscribed() === 0);
});
