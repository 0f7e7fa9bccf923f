import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { allInvariants } from "#core/invariants/invariant.ts";
import "#core/invariants/core.ts";
import { buildProducer, buildVaultPaper } from "#modules/producers/factory.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { openDiskStore } from "./disk.ts";
import { recordFile } from "./record.ts";
import type { FileStore } from "./store.ts";
import { sweepFiles, unnamedDays } from "./sweep.ts";

let folder = "";
let files: FileStore;
const database = await testDatabase();
await loadPlaces(database.db);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sweep-files-"));
  files = await openDiskStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));
after(() => database.close());

const pathOf = (digest: string) => join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);

/** A content in the store that was put so many days ago. */
async function put(text: string, days = 0): Promise<string> {
  const { digest } = await files.put(Buffer.from(text));
  const at = new Date(Date.now() - days * 86_400_000);
  utimesSync(pathOf(digest), at, at);
  return digest;
}

async function kept(db: Db, text: string, days = 0): Promise<string> {
  const digest = await put(text, days);
  await recordFile(db, { digest, size: Buffer.byteLength(text) }, "text/plain");
  return digest;
}

const unnamedFor = (db: Db, digest: string, days: number) =>
  db.execute(sql`update stored_files set unnamed_since = now() - make_interval(days => ${days})
    where digest = ${digest}`);

async function isWhole(db: Db): Promise<void> {
  const invariant = allInvariants().find(({ name }) => name === "core.filesStored");
  assert.ok(invariant);
  for await (const offence of invariant.offences({ db, files, deep: true }))
    assert.fail(JSON.stringify(offence));
}

test("what nothing names goes after ninety days, row and content; what is named stays", async () => {
  await rolledBack(database.db, async (tx) => {
    const old = unnamedDays + 1;
    const lost = await kept(tx, "lost", 400);
    const lately = await kept(tx, "lately", 400);
    const paper = await kept(tx, "paper", 400);
    const producer = await buildProducer(tx);
    await buildVaultPaper(tx, producer, { digest: paper });
    assert.deepEqual(await sweepFiles(tx, files), { unnamed: 2, removed: 0 });
    await unnamedFor(tx, lost, old);
    await unnamedFor(tx, lately, unnamedDays - 1);
    await unnamedFor(tx, paper, old);
    assert.deepEqual(await sweepFiles(tx, files), { unnamed: 2, removed: 1 });
    assert.equal(await files.find(lost), undefined);
    assert.ok((await files.find(lately)) && (await files.find(paper)));
    const { rows } = await tx.execute(sql`select digest from stored_files order by 1`);
    assert.deepEqual(
      rows.map(({ digest }) => digest),
      [lately, paper].toSorted(),
    );
    await isWhole(tx);
    assert.deepEqual(await sweepFiles(tx, files), { unnamed: 1, removed: 0 });
  });
});

test("a content that only a frozen text or JSON names stays", async () => {
  await rolledBack(database.db, async (tx) => {
    const digest = await kept(tx, "in a snapshot", 400);
    const other = await kept(tx, "in a text", 400);
    for (const one of [digest, other]) await unnamedFor(tx, one, 400);
    const producer = await buildProducer(tx, { mainActivity: `files/${other}` });
    const { id } = await buildProduct(tx, { producer });
    const story = JSON.stringify({ papers: [{ digest }] });
    await tx.execute(sql`update products set story = ${story}::jsonb where id = ${id}`);
    assert.deepEqual(await sweepFiles(tx, files), { unnamed: 2, removed: 0 });
    await tx.execute(sql`update products set story = '{}'`);
    await tx.execute(sql`update producers set main_activity = null`);
    assert.deepEqual(await sweepFiles(tx, files), { unnamed: 2, removed: 2 });
  });
});

test("a content that is kept again begins anew, and one put again is not taken from under its row", async () => {
  await rolledBack(database.db, async (tx) => {
    const again = await kept(tx, "again", 400);
    await unnamedFor(tx, again, 400);
    await kept(tx, "again");
    const raced = await kept(tx, "raced", 400);
    await unnamedFor(tx, raced, 400);
    // Somebody has put it and is about to record it.
    await put("raced");
    await sweepFiles(tx, files);
    await recordFile(tx, { digest: raced, size: 5 }, "text/plain");
    assert.ok((await files.find(again)) && (await files.find(raced)));
    await isWhole(tx);
  });
});

test("what came into the store without a row goes as late, what is fresh stays", async () => {
  await rolledBack(database.db, async (tx) => {
    const old = await put("no row, old", unnamedDays + 1);
    const fresh = await put("no row, fresh", unnamedDays - 1);
    const { removed } = await sweepFiles(tx, files);
    assert.equal(removed, 1);
    assert.equal(await files.find(old), undefined);
    assert.ok(await files.find(fresh));
    assert.equal(await files.remove(old, new Date()), false);
  });
});
