import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { UserActor } from "#core/access/actor.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { buildVaultPaper } from "#modules/producers/factory.ts";
import { UpdateProducer } from "#modules/producers/model.ts";
import { addMember } from "#modules/producers/service/members.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { updateProducer } from "#modules/producers/service/register.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { buildGround, buildOfficer, fillDossier, keepAnyFile, recordAnyFile } from "../factory.ts";
import { askConfirmation, confirmByCode, confirmBySheet } from "./confirm.server.ts";
import { fileDossier } from "./file.server.ts";
import { listMessages } from "./messages.server.ts";
import { openDossier } from "./open.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

const codeIn = ({ messages }: { messages: readonly { body: string }[] }) =>
  /mã (\d{6})/.exec(messages.find(({ body }) => /mã \d{6}/.test(body))?.body ?? "")?.[1] ?? "";

test("a code is no producer's word where the officer has entered the way it takes", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const { commune, owner, producerId } = ground;
    await buildVaultPaper(
      tx,
      { id: producerId, provinceCode: "19" },
      { digest: await recordAnyFile(tx) },
    );
    const { id: dossierId } = await openDossier(tx, commune, {
      productId: ground.productId,
      kind: "first",
      setCode: null,
      previousId: null,
      previousStars: null,
      certificateExpiresOn: null,
    });
    await fillDossier(tx, commune, dossierId);
    const write = async (actor: UserActor, email: string) => {
      const { producer } = await getProducer(tx, actor, producerId);
      const kept = Object.fromEntries(
        Object.entries(producer).filter(([field]) => field in UpdateProducer.shape),
      ) as UpdateProducer;
      await updateProducer(tx, actor, producerId, { ...kept, email });
    };
    await askConfirmation(tx, commune, { dossierId });
    const code = codeIn(await listMessages(tx, owner));
    await write(commune, "can.bo@example.vn");
    await assert.rejects(confirmByCode(tx, commune, { dossierId, code }), {
      code: "unprocessable",
    });
    await assert.rejects(askConfirmation(tx, commune, { dossierId }), { code: "unprocessable" });
    // Neither does another officer's asking help: the first one entered the dossier and the address.
    const other = await buildOfficer(tx, "communeOfficer", ground.path);
    await assert.rejects(askConfirmation(tx, other, { dossierId }), { code: "unprocessable" });
    await write(owner, "chu.the@example.vn");
    await askConfirmation(tx, commune, { dossierId });

    const added = { role: "producerStaff" as const, username: "0987654321", name: "Người nhà" };
    await addMember(tx, commune, producerId, added);
    await assert.rejects(askConfirmation(tx, commune, { dossierId }), { code: "unprocessable" });
    const sheetDigest = await recordAnyFile(tx);
    await keepAnyFile(tx, commune, { dossierId, purpose: "signatureSheet", digest: sheetDigest });
    await confirmBySheet(tx, commune, { dossierId, sheetDigest });
    assert.ok((await fileDossier(tx, commune, { dossierId })).receiptCode);
  });
});
