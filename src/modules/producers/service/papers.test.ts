import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import type { UserActor } from "#core/access/actor.ts";
import { auditLog } from "#core/audit/schema.server.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { openDiskStore } from "#core/files/disk.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildOffice, buildPdf, executable } from "#tests/support/upload-fixtures.ts";
import { buildProducer } from "../factory.ts";
import type { KeepPaper } from "../model/papers.ts";
import { uploadPieces, uploads } from "../schema.server.ts";
import { keepPaper } from "./keep-paper.server.ts";
import {
  archivePaper,
  findTwins,
  getPaper,
  listExpiringPapers,
  listPapers,
  updatePaper,
} from "./papers.server.ts";
import { beginUpload, type FileGround, getUpload, receivePiece } from "./uploads.server.ts";

const folder = mkdtempSync(join(tmpdir(), "vault-"));
const files = await openDiskStore(folder);
const database = await testDatabase();
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function standing(db: Db, path = "19/05692") {
  const ground: FileGround = { db, files };
  const producer = await buildProducer(db, { path });
  const { id: userId } = await buildAccount(db, { grants: [{ role: "producerOwner", path }] });
  const actor: UserActor = {
    kind: "user",
    userId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producer.id } }],
  };
  return { ground, producer, actor };
}
type Standing = Awaited<ReturnType<typeof standing>>;

/** Sends a file in pieces; returns its upload's id. */
async function sent({ ground, producer, actor }: Standing, bytes: Buffer, pieces = 3) {
  const { id } = await beginUpload(ground.db, actor, {
    producerId: producer.id,
    fileName: "IMG_0001.HEIC",
    length: bytes.length,
    digest: createHash("sha256").update(bytes).digest("hex"),
  });
  const size = Math.ceil(bytes.length / pieces);
  for (let start = 0; start < bytes.length; start += size)
    await receivePiece(ground, actor, { id, start, bytes: bytes.subarray(start, start + size) });
  return id;
}

const paperOf = ({ producer }: Standing, more: Partial<KeepPaper> = {}): KeepPaper => ({
  producerId: producer.id,
  kind: "haccp",
  title: "",
  number: "HC-12/2026",
  issuer: "Trung tâm chứng nhận mẫu",
  issuedOn: "2026-01-15",
  expiresOn: "2199-01-14",
  note: "",
  uploads: [],
  url: "",
  replaces: "",
  ...more,
});
const photo = (colour: string) =>
  sharp({ create: { width: 60, height: 80, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
async function countFiles() {
  let found = 0;
  for await (const file of files.list()) found += file ? 1 : 0;
  return found;
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

test("photos of several pages become one paper of one PDF, whose pages are in the store", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const ids = [await sent(all, await photo("red")), await sent(all, await photo("green"))];
    const { id } = await keepPaper(all.ground, all.actor, paperOf(all, { uploads: ids }));
    const paper = await getPaper(tx, all.actor, id);
    assert.deepEqual(
      [paper.mediaType, paper.pageCount, paper.title],
      ["application/pdf", 2, "Chứng nhận HACCP"],
    );
    const content = await files.read(paper.digest ?? "");
    assert.equal(content.subarray(0, 5).toString(), "%PDF-");
    assert.equal(content.length, paper.size);
    assert.equal((await tx.select().from(uploadPieces)).length, 0, "no pieces are left");
  });
});

test("the same form sent twice keeps one paper, and the same content or number is not kept again", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const pdf = await buildPdf({ pages: 2 });
    const form = paperOf(all, { uploads: [await sent(all, pdf)] });
    const first = await keepPaper(all.ground, all.actor, form);
    assert.deepEqual(await keepPaper(all.ground, all.actor, form), first);
    const again = paperOf(all, { uploads: [await sent(all, pdf)], number: "khác" });
    assert.equal(await code(keepPaper(all.ground, all.actor, again)), "conflict");
    const sameNumber = paperOf(all, {
      uploads: [await sent(all, await buildPdf({ pages: 3 }))],
      number: "hc-12/2026",
    });
    assert.equal(await code(keepPaper(all.ground, all.actor, sameNumber)), "conflict");
    assert.equal((await listPapers(tx, all.actor, all.producer.id)).length, 1);
  });
});

test("a renewed certificate takes the old one's place; the old one is put away, not lost", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const old = await keepPaper(
      all.ground,
      all.actor,
      paperOf(all, { uploads: [await sent(all, await buildPdf())] }),
    );
    const next = await keepPaper(
      all.ground,
      all.actor,
      paperOf(all, { uploads: [await sent(all, await buildPdf({ pages: 2 }))], replaces: old.id }),
    );
    assert.deepEqual(
      (await listPapers(tx, all.actor, all.producer.id)).map(({ id }) => id),
      [next.id],
    );
    assert.equal((await getPaper(tx, all.actor, old.id)).isArchived, true);
    assert.equal((await getPaper(tx, all.actor, next.id)).replacesId, old.id);
    await archivePaper(tx, all.actor, next.id);
    assert.deepEqual(await listPapers(tx, all.actor, all.producer.id), []);
    assert.equal((await listPapers(tx, all.actor, all.producer.id, { archived: true })).length, 2);
  });
});

test("papers that end soon are told to the producer and to the officers of the unit", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const now = await today(tx);
    let at = 0;
    const keep = async (expiresOn: string) =>
      keepPaper(
        all.ground,
        all.actor,
        paperOf(all, {
          uploads: [await sent(all, await buildPdf({ pages: ++at }))],
          number: `n${at}`,
          issuedOn: "2020-01-01",
          expiresOn,
        }),
      );
    const [expired, soon] = [await keep(addDays(now, -1)), await keep(addDays(now, 30))];
    await keep(addDays(now, 200));
    const { actor } = await buildAccount(tx, {
      grants: [{ role: "communeOfficer", path: "19/05692" }],
    });
    for (const who of [actor, all.actor])
      assert.deepEqual(
        (await listExpiringPapers(tx, who)).map(({ id, state }) => [id, state]),
        [
          [expired.id, "expired"],
          [soon.id, "expiring"],
        ],
      );
    const elsewhere = await buildAccount(tx, {
      grants: [{ role: "communeOfficer", path: "19/05665" }],
    });
    assert.deepEqual(await listExpiringPapers(tx, elsewhere.actor), []);
  });
});

test("links are papers too: an address once, and only an address of the web", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const link = (url: string) =>
      keepPaper(
        all.ground,
        all.actor,
        paperOf(all, {
          kind: "shopLink",
          number: "",
          issuer: "",
          issuedOn: "",
          expiresOn: "",
          url,
        }),
      );
    const { id } = await link("shop.example.vn/gian-hang");
    assert.equal((await getPaper(tx, all.actor, id)).url, "https://shop.example.vn/gian-hang");
    assert.equal(await code(link("https://shop.example.vn/gian-hang")), "conflict");
    for (const wrong of [
      "javascript:alert(1)",
      "",
      "file:///etc/passwd",
      "http://localhost/x",
      "không phải",
    ])
      assert.equal(await code(link(wrong)), "invalid", wrong);
  });
});

test("a file that changed on the way, is repeated or goes on too long is not taken", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const { ground, actor, producer } = all;
    const pdf = await buildPdf();
    const begin = (digest: string | null, length = pdf.length) =>
      beginUpload(tx, actor, { producerId: producer.id, fileName: "a.pdf", length, digest });
    const changed = await begin(createHash("sha256").update("khác").digest("hex"));
    const piece = (id: string, start: number, bytes: Buffer) =>
      receivePiece(ground, actor, { id, start, bytes });
    await assert.rejects(piece(changed.id, 0, pdf), { reason: "changed" });
    assert.equal((await getUpload(tx, actor, changed.id)).state, "refused");
    await assert.rejects(
      keepPaper(ground, actor, paperOf(all, { uploads: [changed.id] })),
      /đã thay đổi/,
    );
    const normal = await begin(null);
    await piece(normal.id, 0, pdf.subarray(0, 100));
    assert.equal(await code(piece(normal.id, 0, pdf.subarray(0, 100))), "conflict");
    assert.equal(await code(piece(normal.id, 200, pdf.subarray(200))), "conflict");
    await assert.rejects(
      piece(normal.id, 100, Buffer.concat([pdf.subarray(100), Buffer.alloc(1)])),
      { reason: "changed" },
    );
    assert.equal((await piece(normal.id, 100, pdf.subarray(100))).state, "ready");
    assert.equal(await code(begin(null, 21 * 1024 * 1024)), "tooLarge");
    assert.equal(await code(begin(null, 0)), "unprocessable");
  });
});

test("a file that is refused leaves its reason and an audit row, and no content", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const before = await countFiles();
    await assert.rejects(sent(all, executable), { reason: "wrongType" });
    const rows = await tx.select().from(uploads);
    assert.match(rows[0]?.refusal ?? "", /không nhận được/);
    assert.equal((await tx.select().from(uploadPieces)).length, 0);
    assert.equal(await countFiles(), before);
    const audit = await tx.select().from(auditLog).where(eq(auditLog.action, "upload.refused"));
    assert.deepEqual(
      audit.map(({ details }) => details),
      [{ producerId: all.producer.id, reason: "wrongType" }],
    );
  });
});

test("papers and files on their way of another producer are not found, whoever guesses the id", async () => {
  await rolledBack(database.db, async (tx) => {
    const [mine, foreign] = [await standing(tx), await standing(tx, "19/05665")];
    const upload = await sent(foreign, await buildPdf());
    const paper = await keepPaper(
      foreign.ground,
      foreign.actor,
      paperOf(foreign, { uploads: [await sent(foreign, await buildPdf({ pages: 2 }))] }),
    );
    assert.equal(await code(getPaper(tx, mine.actor, paper.id)), "notFound");
    assert.equal(await code(archivePaper(tx, mine.actor, paper.id)), "notFound");
    assert.equal(await code(getUpload(tx, mine.actor, upload)), "notFound");
    assert.equal(
      await code(keepPaper(mine.ground, mine.actor, paperOf(mine, { uploads: [upload] }))),
      "notFound",
    );
    assert.equal(await code(keepPaper(mine.ground, mine.actor, paperOf(foreign))), "notFound");
    assert.equal(
      await code(
        beginUpload(tx, mine.actor, {
          producerId: foreign.producer.id,
          fileName: "",
          length: 3,
          digest: null,
        }),
      ),
      "notFound",
    );
    const replaced = paperOf(mine, {
      uploads: [await sent(mine, await buildPdf({ pages: 4 }))],
      replaces: paper.id,
    });
    assert.equal(await code(keepPaper(mine.ground, mine.actor, replaced)), "invalid");
  });
});

test("the same scan in two producers' vaults is found out", async () => {
  await rolledBack(database.db, async (tx) => {
    const [one, two] = [await standing(tx), await standing(tx, "19/05665")];
    const pdf = await buildPdf({ pages: 5 });
    const kept = [];
    for (const all of [one, two])
      kept.push(
        await keepPaper(all.ground, all.actor, paperOf(all, { uploads: [await sent(all, pdf)] })),
      );
    const { digest } = await getPaper(tx, one.actor, kept[0]?.id ?? "");
    const twins = await findTwins(tx, {
      provinceCode: "19",
      producerId: one.producer.id,
      digests: [digest ?? ""],
    });
    assert.deepEqual(
      twins.map(({ paperId, producerId }) => [paperId, producerId]),
      [[kept[1]?.id, two.producer.id]],
    );
  });
});

test("what is written about a paper is corrected with its version; a document cannot join a PDF", async () => {
  await rolledBack(database.db, async (tx) => {
    const all = await standing(tx);
    const docx = await sent(all, buildOffice("docx"));
    const pdf = await sent(all, await buildPdf());
    assert.equal(
      await code(keepPaper(all.ground, all.actor, paperOf(all, { uploads: [docx, pdf] }))),
      "invalid",
    );
    const { id } = await keepPaper(all.ground, all.actor, paperOf(all, { uploads: [docx] }));
    const { producerId: _p, uploads: _u, url: _l, replaces: _r, ...facts } = paperOf(all);
    await updatePaper(tx, all.actor, { ...facts, paperId: id, version: 1, issuer: "Nơi cấp khác" });
    assert.equal(
      await code(updatePaper(tx, all.actor, { ...facts, paperId: id, version: 1 })),
      "stale",
    );
    assert.equal(
      await code(
        updatePaper(tx, all.actor, { ...facts, paperId: id, version: 2, issuedOn: "2198-01-01" }),
      ),
      "invalid",
    );
    assert.equal((await getPaper(tx, all.actor, id)).issuer, "Nơi cấp khác");
  });
});
