import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { openDiskStore } from "#core/files/disk.ts";
import type { FileStore } from "#core/files/store.ts";
import sharp from "sharp";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildPaper, takeSamples } from "#tests/support/desk.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { getAttachment } from "../documents/documents.server.ts";
import {
  type BuiltGround,
  buildDraft,
  buildGround,
  builtReport,
  buildOfficer,
} from "../factory.ts";
import type { FilePurpose } from "../model.ts";
import { forwardDossier, findReview, receiveDossier, saveReview } from "./commune.server.ts";
import { confirmBySheet } from "./confirm.server.ts";
import { fileDossier } from "./file.server.ts";
import { keepDossierFile } from "./files.server.ts";
import { openDossier } from "./open.server.ts";

const folder = mkdtempSync(join(tmpdir(), "dossier-files-"));
const database = await testDatabase();
let files: FileStore;
before(async () => {
  await loadPlaces(database.db);
  files = await openDiskStore(folder);
});
after(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const topics = ["localMaterial", "localLabour", "ideaOrigin", "localIdentity"] as const;

/** A dossier on the commune's desk. */
async function atDesk(tx: Db): Promise<{ dossierId: string; ground: BuiltGround }> {
  const ground = await buildGround(tx);
  await buildPaper(tx, ground);
  const dossierId = await buildDraft(tx, ground);
  await fileDossier(tx, ground.owner, { dossierId });
  await receiveDossier(tx, ground.commune, { dossierId });
  return { dossierId, ground };
}

let scans = 0;
/** A scan unlike every other one. */
const scan = async () => new Uint8Array(await buildPdf({ pages: ++scans }));
const picture = async () => {
  const create = { width: 40, height: 30, channels: 3, background: "#345" } as const;
  return new Uint8Array(await sharp({ create }).png().toBuffer());
};

const keep = async (
  tx: Db,
  actor: UserActor,
  dossierId: string,
  purpose: FilePurpose,
  bytes: Uint8Array<ArrayBuffer>,
) => {
  const content = new Blob([bytes]);
  return (await keepDossierFile(tx, files, actor, { dossierId, purpose, content })).digest;
};

test("a photo of another dossier's visit is refused, though its digest is known", async () => {
  await rolledBack(database.db, async (tx) => {
    const [mine, other] = [await atDesk(tx), await atDesk(tx)];
    const { commune } = other.ground;
    const photo = await keep(tx, commune, other.dossierId, "visitPhoto", await picture());
    const visit = {
      on: "2026-06-01",
      latitude: null,
      longitude: null,
      people: "Cán bộ xã",
      note: "",
      photos: [photo],
    };
    const save = (dossierId: string) =>
      saveReview(tx, commune, { dossierId, expectedVersion: 0, visit });
    await assert.rejects(save(mine.dossierId), { code: "invalid" });
    assert.equal((await save(other.dossierId)).version, 1);
    const sheet = { dossierId: mine.dossierId, digest: photo };
    await assert.rejects(getAttachment(tx, mine.ground.owner, sheet), { code: "notFound" });
    // Kept as a photo, it is no signed report either.
    const signed = { dossierId: other.dossierId, expectedVersion: 1, signedDigest: photo };
    await assert.rejects(saveReview(tx, commune, signed), { code: "invalid" });
  });
});

test("the signed report and letter are read by the producer and the province once they are issued", async () => {
  await rolledBack(database.db, async (tx) => {
    const { dossierId, ground } = await atDesk(tx);
    const { commune, owner, province } = ground;
    await saveReview(tx, commune, { dossierId, expectedVersion: 0, ...builtReport(topics) });
    const report = await keep(tx, commune, dossierId, "signedReport", await scan());
    const letter = await keep(tx, commune, dossierId, "signedRequest", await scan());
    const signed = { signedDigest: report, signedRequestDigest: letter };
    await saveReview(tx, commune, { dossierId, expectedVersion: 1, ...signed });
    const read = (actor: UserActor, digest: string) =>
      getAttachment(tx, actor, { dossierId, digest });
    assert.equal((await read(commune, report)).mediaType, "application/pdf");
    await assert.rejects(read(owner, report), { code: "notFound" });
    await takeSamples(tx, commune, dossierId);
    await forwardDossier(tx, commune, { dossierId });
    for (const actor of [owner, province])
      for (const digest of [report, letter])
        assert.equal((await read(actor, digest)).mediaType, "application/pdf");
    const stranger = await buildOfficer(tx, "communeOfficer", "19/00001");
    await assert.rejects(read(stranger, report), { code: "notFound" });
    await assert.rejects(keep(tx, commune, dossierId, "signedReport", await scan()), {
      code: "forbidden",
    });
  });
});

test("words changed after signing void what was signed; a look at a list does not", async () => {
  await rolledBack(database.db, async (tx) => {
    const { dossierId, ground } = await atDesk(tx);
    const { commune } = ground;
    const report = builtReport(topics);
    await saveReview(tx, commune, { dossierId, expectedVersion: 0, ...report });
    const digest = await keep(tx, commune, dossierId, "signedReport", await scan());
    await saveReview(tx, commune, { dossierId, expectedVersion: 1, signedDigest: digest });
    const signed = async () => (await findReview(tx, dossierId, "commune"))?.signedDigest;
    await saveReview(tx, commune, { dossierId, expectedVersion: 2, ...report, checked: ["x"] });
    assert.equal(await signed(), digest);
    await saveReview(tx, commune, { dossierId, expectedVersion: 3, request: "Đề nghị khác." });
    assert.equal(await signed(), null);
  });
});

test("a photo is a picture, a signed paper a scan; only the office at work may bring them", async () => {
  await rolledBack(database.db, async (tx) => {
    const { dossierId, ground } = await atDesk(tx);
    const { commune, owner, province } = ground;
    const [pdf, photo] = [await scan(), await picture()];
    await assert.rejects(keep(tx, commune, dossierId, "visitPhoto", pdf), {
      code: "unsupportedType",
    });
    const text = new Uint8Array(Buffer.from("<script>alert(1)</script>"));
    await assert.rejects(keep(tx, commune, dossierId, "signedReport", text), {
      code: "unsupportedType",
    });
    for (const actor of [owner, province])
      await assert.rejects(keep(tx, actor, dossierId, "visitPhoto", photo), {
        code: "forbidden",
      });
    await assert.rejects(keep(tx, commune, dossierId, "signatureSheet", pdf), {
      code: "conflict",
    });
    const digest = await keep(tx, commune, dossierId, "visitPhoto", photo);
    assert.equal(await keep(tx, commune, dossierId, "visitPhoto", photo), digest);
  });
});

test("a sheet signed for one dossier confirms no other one", async () => {
  await rolledBack(database.db, async (tx) => {
    const opened = async () => {
      const ground = await buildGround(tx);
      const { id: dossierId } = await openDossier(tx, ground.commune, {
        productId: ground.productId,
        kind: "first",
        setCode: null,
        previousId: null,
        previousStars: null,
        certificateExpiresOn: null,
      });
      return { dossierId, commune: ground.commune };
    };
    const [mine, other] = [await opened(), await opened()];
    const sheet = await scan();
    const digest = await keep(tx, other.commune, other.dossierId, "signatureSheet", sheet);
    const confirm = ({ dossierId, commune }: typeof mine) =>
      confirmBySheet(tx, commune, { dossierId, sheetDigest: digest });
    await assert.rejects(confirm(mine), { code: "invalid" });
    await confirm(other);
    const kept = { dossierId: other.dossierId, digest };
    assert.match((await getAttachment(tx, other.commune, kept)).title, /Phiếu ký/);
  });
});
