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
