import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { shortCache } from "./short-cache.ts";

/** A program behind the memory that says something else each time, and for how long it may be kept. */
function program(more: Record<string, string> = {}) {
  let asked = 0;
  const inner = new Hono()
    .use(compress())
    .get("/page/:name", (c) => {
      asked += 1;
      const headers = {
        "Content-Security-Policy": "script-src 'self' 'nonce-c2VjcmV0'; object-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": `inner ${asked}`,
        ...more,
      };
      return c.html(`answer ${asked} ${"x".repeat(2_000)}`, 200, headers);
    })
    .get("/missing/:name", (c) => c.text(`missing ${(asked += 1)}`, 404));
  const app = new Hono();
  app.use(
    shortCache({
      keeps: (path) => /^\/(page|missing)\//.test(path),
      keepSeconds: 20,
      maxAgeSeconds: 30,
      entries: 2,
      maxBytes: 10_000,
    }),
  );
  app.all("*", (c) => inner.fetch(c.req.raw));
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isPacked = response.headers.get("Content-Encoding") === "gzip";
    return { response, text: (isPacked ? gunzipSync(bytes) : bytes).toString().split(" x")[0] };
  };
  return { app, read };
}

const gzip = { "Accept-Encoding": "gzip" };

describe("the short memory before the program", () => {
  test("answers again what it was told, packed or not, and protected as at first", async () => {
    const { read } = program();
    const first = await read("/page/a", gzip);
    for (const headers of [gzip, {}]) {
      const { response, text } = await read("/page/a", headers);
      assert.equal(text, "answer 1");
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
    const start = performance.now();
    let now = start;
    const clock = mock.method(performance, "now", () => now);
    try {
      assert.equal((await read("/page/a")).text, "answer 1");
      now = start + 19_900;
      assert.equal((await read("/page/a")).text, "answer 1");
      now = start + 20_100;
      assert.equal((await read("/page/a")).text, "answer 2");
    } finally {
      clock.mock.restore();
    }
  });

  test("says 304 to whoever has the answer, and the whole to whoever has another", async () => {
    const { read } = program();
    const tag = (await read("/page/a")).response.headers.get("ETag") ?? "";
    const same = await read("/page/a", { "If-None-Match": tag });
    assert.deepEqual([same.response.status, same.text], [304, ""]);
    assert.equal(same.response.headers.get("X-Content-Type-Options"), "nosniff");
    assert.equal((await read("/page/a", { "If-None-Match": '"other"' })).text, "answer 1");
  });

  test("keeps nothing for a person, a question, a fault, or what it cannot read", async () => {
    const { app, read } = program();
    const cookie = await read("/page/a", { Cookie: "session=1" });
    assert.equal(cookie.response.headers.get("Cache-Control"), "private, no-cache");
    assert.equal((await read("/page/a?b=1")).text, "answer 2");
    assert.equal((await read("/page/a", { "Accept-Encoding": "deflate" })).response.status, 200);
    assert.equal((await read("/page/a")).text, "answer 4");
    assert.equal((await read("/page/a", { Cookie: "session=1" })).text, "answer 5");
    for (const n of [6, 7]) assert.equal((await read("/missing/a")).text, `missing ${n}`);
    assert.equal((await app.request("/page/a", { method: "POST" })).status, 404);
  });

  test("keeps what came last when there is more than it may keep", async () => {
    const { read } = program();
    for (const name of ["a", "b", "c"]) await read(`/page/${name}`);
    assert.equal((await read("/page/c")).text, "answer 3");
    assert.equal((await read("/page/b")).text, "answer 2");
    assert.equal((await read("/page/a")).text, "answer 4");
  });

  test("keeps no answer that sets a cookie", async () => {
    const { read } = program({ "Set-Cookie": "a=b" });
    await read("/page/a");
    const again = await read("/page/a");
    assert.equal(again.text, "answer 2");
  });
});
