import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import { testDatabase } from "#tests/support/db.ts";
import { openDiskStore } from "./disk.ts";
import { recordFile } from "./record.ts";
import { thumbnails } from "./schema.server.ts";
import { thumbnailOf } from "./thumbnails.ts";

const folder = mkdtempSync(join(tmpdir(), "thumbnails-"));
const files = await openDiskStore(folder);
const database = await testDatabase();
const { db } = database;
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function keep(width: number, height: number): Promise<string> {
  const picture = await sharp({ create: { width, height, channels: 3, background: "#8a3" } })
    .jpeg()
    .toBuffer();
  const stored = await files.put(picture);
  await recordFile(db, stored, "image/jpeg");
  return stored.digest;
}

test("a thumbnail is small, keeps the picture's proportions, and is made once", async () => {
  const digest = await keep(2400, 1200);
  let reads = 0;
  const counted = { read: (name: string) => ((reads += 1), files.read(name)) };
  const all = await Promise.all([1, 2, 3].map(() => thumbnailOf(db, counted, digest)));
  const [first] = all;
  assert.ok(first && first.length < 20_000);
  const { width, height, format } = await sharp(first).metadata();
  assert.deepEqual([width, height, format], [240, 120, "webp"]);
  assert.equal(reads, 1, "made more than once");
  assert.equal(await db.$count(thumbnails), 1);
  await thumbnailOf(db, counted, digest);
  assert.equal(reads, 1, "made again");
});

test("what is no picture has none, and a small one is not blown up", async () => {
  const digest = await keep(40, 30);
  const { width } = await sharp((await thumbnailOf(db, files, digest)) ?? undefined).metadata();
  assert.equal(width, 40);
  const text = await files.put(Buffer.from("no picture"));
  await recordFile(db, text, "image/jpeg");
  assert.equal(await thumbnailOf(db, files, text.digest), null);
});
