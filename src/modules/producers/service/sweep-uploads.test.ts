import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { buildProducer } from "../factory.ts";
import { uploadPieces, uploads } from "../schema.server.ts";
import { keepPaper } from "./keep-paper.server.ts";
import { sweepUploads } from "./sweep-uploads.server.ts";
import { beginUpload, receivePiece } from "./uploads.server.ts";

const folder = mkdtempSync(join(tmpdir(), "sweep-"));
const files = await openDiskStore(folder);
const database = await testDatabase();
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** A producer's file of which so many of its bytes have come. */
async function begun(db: Db, share: number) {
  const path = "19/05692";
  const producer = await buildProducer(db, { path });
  const { id: userId } = await buildAccount(db, { grants: [{ role: "producerOwner", path }] });
  const actor: UserActor = {
    kind: "user",
    userId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producer.id } }],
  };
  const bytes = await buildPdf();
  const { id } = await beginUpload(db, actor, {
    producerId: producer.id,
    fileName: "giay.pdf",
    length: bytes.length,
    digest: null,
  });
  const piece = bytes.subarray(0, Math.ceil(bytes.length * share));
  await receivePiece({ db, files }, actor, { id, start: 0, bytes: piece });
  return { id, actor, producerId: producer.id };
}

const age = (db: Db, id: string, days: number) =>
  db
    .update(uploads)
    .set({ updatedAt: sql`now() - make_interval(days => ${days})` })
    .where(eq(uploads.id, id));

test("files that nothing came of are forgotten after three days, with the pieces that had come", async () => {
  await rolledBack(database.db, async (tx) => {
    const half = await begun(tx, 0.5);
    const unused = await begun(tx, 1);
    const fresh = await begun(tx, 0.5);
    const kept = await begun(tx, 1);
    const { id: paperId } = await keepPaper({ db: tx, files }, kept.actor, {
      producerId: kept.producerId,
      kind: "haccp",
      title: "",
      number: "HC-1",
      issuer: "Trung tâm mẫu",
      issuedOn: "2026-01-15",
      expiresOn: "2199-01-14",
      note: "",
      uploads: [kept.id],
      url: "",
      replaces: "",
    });
    for (const { id } of [half, unused, kept]) await age(tx, id, 4);
    await age(tx, fresh.id, 2);
    assert.equal(await sweepUploads(tx), 2);
    const left = await tx.select({ id: uploads.id, paperId: uploads.paperId }).from(uploads);
    assert.deepEqual(
      new Map(left.map((upload) => [upload.id, upload.paperId])),
      new Map([
        [fresh.id, null],
        [kept.id, paperId],
      ]),
    );
    const pieces = await tx.select({ of: uploadPieces.uploadId }).from(uploadPieces);
    assert.deepEqual([...new Set(pieces.map(({ of }) => of))], [fresh.id]);
    assert.equal(await sweepUploads(tx), 0, "there is nothing more to do");
  });
});

test("more files than one statement removes are all forgotten", async () => {
  await rolledBack(database.db, async (tx) => {
    const { id } = await begun(tx, 0.5);
    await tx.execute(sql`
      insert into uploads (province_code, producer_id, user_id, file_name, length, updated_at)
      select province_code, producer_id, user_id, file_name, length, now() - interval '9 days'
      from uploads, generate_series(1, 450) where id = ${id}`);
    assert.equal(await sweepUploads(tx), 450);
  });
});
