import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isOversizedForm, mostRead, refuseOversized, withoutFiles } from "./oversized.ts";

/** A form as a browser sends it, its body in pieces of a size. */
async function sent(form: FormData, piece: number): Promise<Request> {
  const whole = new Request("http://localhost/x", { method: "POST", body: form });
  const bytes = Buffer.from(await whole.arrayBuffer());
  return new Request(whole.url, {
    method: "POST",
    headers: { ...Object.fromEntries(whole.headers), "content-length": String(bytes.length) },
    body: new ReadableStream<Uint8Array>({
      start(stream) {
        for (let at = 0; at < bytes.length; at += piece)
          stream.enqueue(bytes.subarray(at, at + piece));
        stream.close();
      },
    }),
    duplex: "half",
  } as RequestInit);
}

test("what was typed is kept, files are left behind, however the body is cut into pieces", async () => {
  const typed = fc.array(fc.tuple(fc.constantFrom("title", "note", "uploads"), fc.string()));
  await fc.assert(
    fc.asyncProperty(
      typed,
      fc.uint8Array({ maxLength: 400 }),
      fc.integer({ min: 1, max: 300 }),
      async (fields, content, piece) => {
        const form = new FormData();
        const [first, ...rest] = fields;
        if (first) form.append(...first);
        form.append("files", new Blob([content, "\r\n--x\r\n\r\n"]), 'giấy; name="y".pdf');
        for (const [name, value] of rest) form.append(name, value);
        const kept = await (await withoutFiles(await sent(form, piece))).formData();
        assert.throws(() => refuseOversized(kept, "files"), { code: "tooLarge" });
        // A form writes every line break as CRLF.
        const lines = (text: string) => text.replaceAll(/\r\n|\r|\n/g, "\r\n");
        assert.deepEqual(
          [...kept].filter(([name]) => !name.startsWith("_")),
          fields.map(([name, value]) => [name, lines(value).toWellFormed()]),
        );
      },
    ),
  );
});

test("a form with files too large is told from others; more than the most is not even read", async () => {
  const form = new FormData();
  form.append("files", new Blob([Buffer.alloc(2000)]), "a.pdf");
  assert.equal(isOversizedForm(await sent(form, 900), 1000), true);
  assert.equal(isOversizedForm(await sent(form, 900), 5000), false);
  const huge = new Request("http://localhost/x", {
    method: "POST",
    headers: {
      "content-type": "multipart/form-data; boundary=x",
      "content-length": String(mostRead + 1),
    },
    body: "x",
  });
  assert.equal(isOversizedForm(huge, 1000), false);
  refuseOversized(form, "files");
});

test("typed fields that are too large themselves, and a body that is no form, are refused", async () => {
  const long = new FormData();
  long.append("note", "a".repeat(1024 * 1024 + 1));
  await assert.rejects(withoutFiles(await sent(long, 65_536)), { code: "tooLarge" });
  const head = new Request("http://localhost/x", {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: `--x\r\n${"a".repeat(20_000)}`,
  });
  await assert.rejects(withoutFiles(head), { code: "invalid" });
});
