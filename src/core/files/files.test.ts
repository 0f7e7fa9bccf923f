import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, existsSync, globSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { readdirSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, describe, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { AppError } from "#core/errors.ts";
import { parseEnv } from "#core/env.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { startS3Server } from "#tests/support/s3-server.ts";
import { openFileStore } from "./open.ts";
import { recordFile } from "./record.ts";
import { FileStoreError, type StoredContent, verifiedStream } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "ocop-files-"));
const server = await startS3Server();
const database = await testDatabase();
after(async () => {
  await Promise.all([server.close(), database.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function count(contents: AsyncIterable<StoredContent>): Promise<number> {
  let n = 0;
  for await (const content of contents) n += content.digest.length > 0 ? 1 : 0;
  return n;
}

const isReason = (reason: string) => (error: unknown) =>
  error instanceof FileStoreError && error.reason === reason;

for (const { name, env, place } of [
  { name: "disk", env: parseEnv({ OCOP_DATA_DIR: folder }), place: join(folder, "files") },
  { name: "s3", env: server.env, place: server.folder },
])
  describe(`the store on ${name}`, async () => {
    const store = await openFileStore(env);
    const fileOf = (digest: string) => {
      const [path] = globSync(join(place, "**", `*${digest}*`)).filter((file) =>
        /[0-9a-f]{64}(\._S3rver_object)?$/.test(file),
      );
      assert.ok(path);
      return path;
    };

    test("is the one that the environment names", () => assert.equal(store.kind, name));

    test("gives back what it took, under its digest, whole or in chunks", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 20_000 }),
          fc.integer({ min: 1, max: 9_000 }),
          async (bytes, chunk) => {
            const stored = await store.put(inChunks(bytes, chunk));
            assert.deepEqual(stored, { digest: digestOf(bytes), size: bytes.length });
            assert.deepEqual(await store.put(bytes), stored);
            assert.deepEqual(await store.read(stored.digest), Buffer.from(bytes));
            assert.deepEqual(await store.find(stored.digest), stored);
          },
        ),
        { numRuns: 25 },
      );
    });

    test("takes a large content without holding it", async () => {
      const bytes = randomBytes(12 << 20);
      const { digest } = await store.put(inChunks(bytes, 65_536));
      const hash = createHash("sha256");
      for await (const chunk of await store.get(digest)) hash.update(chunk as Buffer);
      assert.equal(hash.digest("hex"), digest);
      assert.equal(digest, digestOf(bytes));
    });

    test("lists every content once", async () => {
      const stored = await Promise.all(
        Array.from({ length: 20 }, (_, i) => store.put(Buffer.from(`liệt kê ${i}`))),
      );
      const listed: StoredContent[] = [];
      for await (const content of store.list()) listed.push(content);
      for (const content of stored)
        assert.deepEqual(
          listed.filter(({ digest }) => digest === content.digest),
          [content],
        );
    });

    test("takes a content away that was last put before an instant, and no other", async () => {
      const { digest } = await store.put(Buffer.from("thôi giữ"));
      const [past, future] = [-60_000, 60_000].map((ms) => new Date(Date.now() + ms));
      assert.equal(await store.remove(digest, past as Date), false);
      assert.ok(await store.find(digest));
      assert.equal(await store.remove(digest, future as Date), true);
      assert.equal(await store.find(digest), undefined);
      assert.equal(await store.remove(digest, future as Date), false);
    });

    test("knows nothing of a content that it does not hold", async () => {
      const digest = digestOf(Buffer.from("không có"));
      assert.equal(await store.find(digest), undefined);
      await assert.rejects(store.read(digest), isReason("missing"));
      for (const path of ["../../etc/passwd", "", digest.toUpperCase(), `${digest}/x`])
        await assert.rejects(store.find(path), RangeError);
    });

    test("fails a damaged content before its end, and a new copy heals it", async () => {
      const bytes = randomBytes(300_000);
      const { digest } = await store.put(bytes);
      const path = fileOf(digest);
      truncateSync(path, 299_999);
      await assert.rejects(store.read(digest), isReason("damaged"));
      appendFileSync(path, Buffer.from([(bytes.at(-1) ?? 0) ^ 1]));
      await assert.rejects(store.read(digest), isReason("damaged"));
      await store.put(bytes);
      assert.deepEqual(await store.read(digest), bytes);
    });

    test("says whether something could be stored now", async () => {
      await store.check();
      const before = await count(store.list());
      renameSync(place, `${place}.away`);
      try {
        await assert.rejects(store.check());
      } finally {
        renameSync(`${place}.away`, place);
      }
      await store.check();
      assert.equal(await count(store.list()), before);
    });

    test("refuses more than the limit, and a source that breaks, and keeps nothing", async () => {
      const bytes = randomBytes(50_000);
      await assert.rejects(
        store.put(inChunks(bytes, 1_000), { maxBytes: 49_999 }),
        (error) => error instanceof AppError && error.status === 413,
      );
      await assert.rejects(
        store.put(
          (async function* () {
            yield bytes;
            throw new Error("the upload broke");
          })(),
        ),
        /broke/,
      );
      assert.equal(await store.find(digestOf(bytes)), undefined);
      assert.deepEqual(await store.put(bytes, { maxBytes: 50_000 }), {
        digest: digestOf(bytes),
        size: 50_000,
      });
    });
  });

test("unfinished uploads are gone after a day, fresh ones and contents are left alone", async () => {
  const env = parseEnv({ OCOP_DATA_DIR: folder });
  const incoming = join(folder, "files", "incoming");
  const { digest } = await (await openFileStore(env)).put(Buffer.from("giữ"));
  writeFileSync(join(incoming, "old"), "nửa chừng");
  writeFileSync(join(incoming, "new"), "đang gửi");
  const twoDaysAgo = Date.now() / 1000 - 172_800;
  utimesSync(join(incoming, "old"), twoDaysAgo, twoDaysAgo);
  const store = await openFileStore(env);
  assert.deepEqual(readdirSync(incoming), ["new"]);
  assert.ok(await store.find(digest));
  assert.ok(existsSync(incoming));
});

test("a row may name only a recorded content", async () => {
  await rolledBack(database.db, async (tx) => {
    const content = { digest: digestOf(Buffer.from("a")), size: 1 };
    await recordFile(tx, content, "image/jpeg");
    await recordFile(tx, content, "image/jpeg");
    const { rows } = await tx.execute(sql`select digest, size::int, media_type from stored_files`);
    assert.deepEqual(rows, [{ ...content, media_type: "image/jpeg" }]);
    await assert.rejects(recordFile(tx, { digest: "no digest", size: 1 }, "image/jpeg"));
  });
});

test("a reader that leaves before the first piece leaves no file open", async () => {
  const source = Readable.from([Buffer.from("a")]);
  const checked = verifiedStream("0".repeat(64), source);
  checked.destroy();
  await once(checked, "close");
  assert.ok(source.destroyed);
});
