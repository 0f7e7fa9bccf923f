import assert from "node:assert/strict";
import { test } from "node:test";
import type { AppError } from "#core/errors.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildGround, fillDossier, keepAnyFile, recordAnyFile } from "../factory.ts";
import { dossierMessages } from "../messages/schema.server.ts";
import { askConfirmation, confirmByCode, confirmBySheet } from "./confirm.server.ts";
import { saveAnswer } from "./answers.server.ts";
import { fileDossier } from "./file.server.ts";
import { openDossier } from "./open.server.ts";
import { codeOf, codes, database, first, registered } from "./cases.test.world.ts";

test("entered by an officer, a dossier is filed once the producer has given its code", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { commune, owner } = ground;
    await registered(tx, ground);
    const { id: dossierId } = await openDossier(tx, commune, {
      ...first,
      productId: ground.productId,
    });
    await fillDossier(tx, commune, dossierId);
    await assert.rejects(fileDossier(tx, commune, { dossierId }), (error: AppError) => {
      assert.equal(codes(error), "unprocessable confirmedByProducer");
      return true;
    });
    await askConfirmation(tx, commune, { dossierId });
    const stale = await codeOf(tx, owner);
    assert.match(stale, /^\d{6}$/);
    assert.equal(await codeOf(tx, commune), "", "the officer never sees the code");
    await saveAnswer(tx, commune, { dossierId, criterion: "1.1", option: 1 });
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code: stale }), {
      code: "conflict",
    });
    await tx.delete(dossierMessages);
    await askConfirmation(tx, commune, { dossierId });
    const code = await codeOf(tx, owner);
    const wrong = code === "000000" ? "000001" : "000000";
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code: wrong }), {
      code: "invalid",
    });
    await confirmByCode(tx, commune, { dossierId, code });
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code }), { code: "conflict" });
    assert.ok((await fileDossier(tx, commune, { dossierId })).receiptCode);
  });
});

test("five wrong codes make the code void, and a signed sheet confirms as well", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { commune, owner } = ground;
    await registered(tx, ground);
    const { id: dossierId } = await openDossier(tx, commune, {
      ...first,
      productId: ground.productId,
    });
    await fillDossier(tx, commune, dossierId);
    await askConfirmation(tx, commune, { dossierId });
    const code = await codeOf(tx, owner);
    const wrong = code === "000000" ? "000001" : "000000";
    for (let n = 0; n < 5; n++)
      await assert.rejects(confirmByCode(tx, commune, { dossierId, code: wrong }), {
        code: "invalid",
      });
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code }), { code: "conflict" });
    const sheetDigest = await recordAnyFile(tx);
    await assert.rejects(confirmBySheet(tx, commune, { dossierId, sheetDigest }), {
      code: "invalid",
    });
    await keepAnyFile(tx, commune, { dossierId, purpose: "signatureSheet", digest: sheetDigest });
    await confirmBySheet(tx, commune, { dossierId, sheetDigest });
    assert.ok((await fileDossier(tx, commune, { dossierId })).receiptCode);
  });
});
