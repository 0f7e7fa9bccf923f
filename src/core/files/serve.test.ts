import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { openDiskStore } from "./disk.ts";
import { disposition } from "../file-names.ts";
import { contentResponse, fileHeaders } from "./serve.ts";

const folder = mkdtempSync(join(tmpdir(), "serve-"));
after(() => rmSync(folder, { recursive: true }));
const store = await openDiskStore(folder);
const { digest, size } = await store.put(Buffer.from("nội dung"));
const file = { digest, size, mediaType: "application/pdf", title: "Giấy chứng nhận Đại Từ" };
const ask = (headers: Record<string, string> = {}, method = "GET") =>
  contentResponse(store, file, new Request("http://localhost/", { headers, method }));

test("a file keeps its Vietnamese name, beside a plain one for what reads no UTF-8", () => {
  assert.equal(
    disposition("attachment", file),
    `attachment; filename="giay-chung-nhan-dai-tu.pdf"; filename*=UTF-8''${encodeURIComponent("Giấy chứng nhận Đại Từ.pdf")}`,
  );
});

test("whatever the title, the header is one line, well formed, and leaves no folder", () => {
  const wild = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(fc.constantFrom("../", "\r\n", '"', "\u202e", "\ud800", ";", "é", "."), {
      maxLength: 30,
    }),
  );
  fc.assert(
    fc.property(wild, (pieces) => {
      const title = typeof pieces === "string" ? pieces : pieces.join("");
      const header = disposition("inline", { title, mediaType: "text/html" });
      const parts = /^inline; filename="([a-z0-9-]+)\.bin"; filename\*=UTF-8''([\w%.~!-]+)$/.exec(
        header,
      );
      assert.ok(parts, header);
      const name = decodeURIComponent(parts[2] ?? "");
      assert.doesNotMatch(name, /[/\\\r\n"\u202e]|^\./u);
      assert.ok(name.endsWith(".bin"));
    }),
  );
});

test("what could act in a page is never shown in one", () => {
  for (const mediaType of ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"]) {
    const headers = fileHeaders({ ...file, mediaType });
    assert.match(headers.get("Content-Disposition") ?? "", /^attachment;/, mediaType);
    assert.match(headers.get("Content-Security-Policy") ?? "", /^sandbox; default-src 'none'/);
    assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  }
});

test("a browser that has the content is told so, however its tag was weakened or listed", async () => {
  const first = await ask();
  assert.equal(await first.text(), "nội dung");
  assert.equal(first.headers.get("Cache-Control"), "private, no-cache");
  const etag = first.headers.get("ETag") ?? "";
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await ask({ "If-None-Match": tag });
    assert.equal(again.status, 304, tag);
    assert.equal(again.body, null);
  }
  assert.equal((await ask({ "If-None-Match": '"other"' })).status, 200);
});

test("HEAD tells the length and sends nothing", async () => {
  const head = await ask({}, "HEAD");
  assert.equal(head.headers.get("Content-Length"), String(size));
  assert.equal(head.body, null);
});

test("a part is sent as asked, cut from the checked whole; what is not there is 416", async () => {
  const part = await ask({ Range: "bytes=0-3" });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get("Content-Range"), `bytes 0-3/${size}`);
  assert.equal(part.headers.get("Content-Length"), "4");
  const whole = Buffer.from("nội dung");
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), whole.subarray(0, 4));
  const tail = await ask({ Range: "bytes=-4" });
  assert.deepEqual(Buffer.from(await tail.arrayBuffer()), whole.subarray(-4));
  const outside = await ask({ Range: "bytes=999-" });
  assert.equal(outside.status, 416);
  assert.equal(outside.headers.get("Content-Range"), `bytes */${size}`);
  assert.equal((await ask({ Range: "bytes=0-1,3-4" })).status, 200);
  assert.equal((await ask({}, "HEAD")).headers.get("Accept-Ranges"), "bytes");
});

test("a part goes on only from the same content", async () => {
  const same = await ask({ Range: "bytes=0-3", "If-Range": `"${digest}"` });
  assert.equal(same.status, 206);
  for (const other of ['"another"', `W/"${digest}"`, "Sun, 22 Nov 2026 00:00:00 GMT"])
    assert.equal((await ask({ Range: "bytes=0-3", "If-Range": other })).status, 200, other);
});
