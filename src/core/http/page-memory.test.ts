import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { type Keeping, type MemoryVariables, pageMemory } from "./page-memory.ts";
import { stampOf } from "./stamp.ts";

type Setting = {
  readonly keeping?: Partial<Keeping>;
  /** Beside the headers that each answer has. */
  readonly headers?: Record<string, string>;
  /** Waited for before each answer. */
  readonly until?: Promise<void>;
  readonly totalBytes?: number;
};

/** A program behind the memory that says something else each time, and for how long it may be kept. */
function program({ keeping, headers: more, until, totalBytes = 1_000_000 }: Setting = {}) {
  let asked = 0;
  const observed: string[] = [];
  const memory = pageMemory({ entries: 2, maxBytes: 10_000, totalBytes }, [
    {
      keeps: (path) => /^\/(page|missing)\//.test(path),
      withQuery: false,
      keepSeconds: 20,
      maxAgeSeconds: 30,
      ...keeping,
    },
  ]);
  const app = new Hono<{ Variables: MemoryVariables }>();
  app.use(memory.keep);
  const packed = compress();
  app.use((c, next) => (c.get("packedLater") ? next() : packed(c, next)));
  app.get("/page/:name", async (c) => {
    const n = (asked += 1);
    await until;
    const headers = {
      "Content-Security-Policy": "script-src 'self' 'nonce-c2VjcmV0'; object-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": `inner ${n}`,
      ...more,
    };
    return c.html(`answer ${n} ${"x".repeat(2_000)}`, 200, headers);
  });
  app.get("/missing/:name", (c) => c.text(`missing ${(asked += 1)}`, 404));
  app.fetch = memory.before(app.fetch, (path, method, status) =>
    observed.push(`${method} ${path} ${status}`),
  );
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isPacked = response.headers.get("Content-Encoding") === "gzip";
    return { response, text: (isPacked ? gunzipSync(bytes) : bytes).toString().split(" x")[0] };
  };
  return { app, read, observed };
}

const gzip = { "Accept-Encoding": "gzip" };

/** Runs with a clock that is moved by hand, in milliseconds. */
async function withClock(run: (move: (by: number) => void) => Promise<void>): Promise<void> {
  let now = performance.now();
  const clock = mock.method(performance, "now", () => now);
  try {
    await run((by) => (now += by));
  } finally {
    clock.mock.restore();
  }
}

describe("the memory before the program", () => {
  test("answers again what it was told, packed or not, and protected as at first", async () => {
    const { read } = program();
    const first = await read("/page/a", gzip);
    assert.equal(first.response.headers.get("Content-Encoding"), "gzip");
    for (const headers of [gzip, {}, { "Accept-Encoding": "gzip;q=0, br" }]) {
      const { response, text } = await read("/page/a", headers);
      assert.equal(text, "answer 1");
      assert.equal(response.headers.get("Content-Encoding"), headers === gzip ? "gzip" : null);
      assert.equal(response.headers.get("X-Content-Type-Options"), "nosniff");
      assert.equal(response.headers.get("Cache-Control"), "public, max-age=30");
      assert.equal(response.headers.get("Vary"), "Cookie, Accept-Encoding");
      assert.match(response.headers.get("Content-Type") ?? "", /text\/html/);
      assert.equal(response.headers.get("ETag"), first.response.headers.get("ETag"));
    }
  });

  test("hands no nonce to anybody else, and gives each answer a number of its own", async () => {
    const { read } = program();
    assert.equal((await read("/page/a")).response.headers.get("X-Request-Id"), "inner 1");
    const numbers = new Set<string | null>();
    for (let again = 0; again < 3; again += 1) {
      const { headers } = (await read("/page/a")).response;
      assert.equal(headers.get("Content-Security-Policy"), "script-src 'self'; object-src 'none'");
      numbers.add(headers.get("X-Request-Id"));
    }
    assert.equal(numbers.size, 3);
  });

  test("forgets after its time, so that what has changed is seen", async () => {
    const { read } = program();
    await withClock(async (move) => {
      assert.equal((await read("/page/a")).text, "answer 1");
      move(19_900);
      assert.equal((await read("/page/a")).text, "answer 1");
      move(200);
      assert.equal((await read("/page/a")).text, "answer 2");
    });
  });

  test("forgets what was made from other data, once it may look again", async () => {
    let version = "1";
    const { read } = program({ keeping: { stamp: stampOf(async () => version, 1_000) } });
    await withClock(async (move) => {
      assert.equal((await read("/page/a")).text, "answer 1");
      version = "2";
      move(900);
      assert.equal((await read("/page/a")).text, "answer 1");
      move(200);
      assert.equal((await read("/page/a")).text, "answer 2");
      move(1_100);
      assert.equal((await read("/page/a")).text, "answer 2");
    });
  });

  test("keeps nothing while it cannot know from which data it would be", async () => {
    const stamp = stampOf(() => Promise.reject(new Error("no database")), 1_000);
    const { read } = program({ keeping: { stamp } });
    for (const n of [1, 2]) assert.equal((await read("/page/a")).text, `answer ${n}`);
  });

  test("makes an answer once for however many ask meanwhile", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { read } = program({ until: promise });
    const asking = ["/page/a", "/page/a", "/page/a", "/page/b"].map((path) => read(path));
    resolve();
    const texts = (await Promise.all(asking)).map(({ text }) => text);
    assert.deepEqual(texts.slice(0, 3), Array(3).fill(texts[0]));
    assert.notEqual(texts[3], texts[0]);
    assert.equal((await read("/page/c")).text, "answer 3");
  });

  test("answers everybody who waited when what was made is not for all", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { read } = program({ until: promise, headers: { "Set-Cookie": "a=b" } });
    const asking = [1, 2, 3].map(() => read("/page/a"));
    resolve();
    const cookies = (await Promise.all(asking)).map(({ response }) =>
      response.headers.get("Set-Cookie"),
    );
    assert.deepEqual(cookies, Array(3).fill("a=b"));
    assert.equal((await read("/page/b")).text, "answer 4");
  });

  test("says 304 to whoever has the answer, and the whole to whoever has another", async () => {
    const { read } = program();
    const tag = (await read("/page/a")).response.headers.get("ETag") ?? "";
    const same = await read("/page/a", { "If-None-Match": tag });
    assert.deepEqual([same.response.status, same.text], [304, ""]);
    assert.equal(same.response.headers.get("X-Content-Type-Options"), "nosniff");
    assert.equal((await read("/page/a", { "If-None-Match": '"other"' })).text, "answer 1");
  });

  test("keeps nothing for a person, a key, a question, or a fault", async () => {
    const { app, read } = program();
    const cookie = await read("/page/a", { Cookie: "session=1" });
    assert.equal(cookie.response.headers.get("Cache-Control"), "private, no-cache");
    assert.equal((await read("/page/a?b=1")).text, "answer 2");
    assert.equal((await read("/page/a", { Authorization: "Bearer k" })).text, "answer 3");
    assert.equal((await read("/page/a")).text, "answer 4");
    assert.equal((await read("/page/a", { Cookie: "session=1" })).text, "answer 5");
    for (const n of [6, 7]) assert.equal((await read("/missing/a")).text, `missing ${n}`);
    assert.equal((await app.request("/page/a", { method: "POST" })).status, 404);
  });

  test("keeps each question's own answer where questions are", async () => {
    const { read } = program({ keeping: { withQuery: true } });
    for (const [path, n] of [
      ["/page/a?b=1", 1],
      ["/page/a?b=2", 2],
      ["/page/a?b=1", 1],
    ] as const)
      assert.equal((await read(path)).text, `answer ${n}`);
    const long = `/page/a?b=${"1".repeat(2_000)}`;
    for (const n of [3, 4]) assert.equal((await read(long)).text, `answer ${n}`);
  });

  test("keeps apart what was asked from other hosts, whose names a page may hold", async () => {
    const { read } = program();
    for (const [host, n] of [
      ["http://a.example", 1],
      ["http://b.example", 2],
      ["http://a.example", 1],
    ] as const)
      assert.equal((await read(`${host}/page/a`)).text, `answer ${n}`);
  });

  test("keeps what was asked for last when there is more than it may keep", async () => {
    const { read } = program();
    for (const name of ["a", "b", "a", "c"]) await read(`/page/${name}`);
    assert.equal((await read("/page/c")).text, "answer 3");
    assert.equal((await read("/page/a")).text, "answer 1");
    assert.equal((await read("/page/b")).text, "answer 4");
  });

  test("keeps no more bytes than it may", async () => {
    const { read } = program({ totalBytes: 3_000 });
    for (const name of ["a", "b"]) await read(`/page/${name}`);
    assert.equal((await read("/page/b")).text, "answer 2");
    assert.equal((await read("/page/a")).text, "answer 3");
  });

  test("keeps no answer that sets a cookie or says that it is private", async () => {
    for (const headers of [{ "Set-Cookie": "a=b" }, { "Cache-Control": "no-store" }]) {
      const { read } = program({ headers });
      await read("/page/a");
      const again = await read("/page/a");
      assert.equal(again.text, "answer 2");
      assert.match(again.response.headers.get("Cache-Control") ?? "", /private|no-store/);
    }
  });

  test("tells what it answered without the program", async () => {
    const { read, observed } = program();
    const tag = (await read("/page/a")).response.headers.get("ETag") ?? "";
    assert.deepEqual(observed, []);
    await read("/page/a");
    await read("/page/a", { "If-None-Match": tag });
    assert.deepEqual(observed, ["GET /page/a 200", "GET /page/a 304"]);
  });
});
