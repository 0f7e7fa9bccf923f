import assert from "node:assert/strict";
import { test } from "node:test";
import { eq } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { AppError } from "#core/errors.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildDraft, buildGround, fillDossier } from "../factory.ts";
import { dossiers } from "../schema.server.ts";
import { receiveDossier } from "./commune.server.ts";
import { describeDossier } from "./describe.server.ts";
import { saveAnswer } from "./answers.server.ts";
import { changeSet, saveSection } from "./draft.server.ts";
import { fileDossier } from "./file.server.ts";
import { openDossier, recordDossier } from "./open.server.ts";
import { codes, database, filed, first } from "./cases.test.world.ts";

test("a renewal is prefilled from the dossier before, is due in its window, and shows what changed", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const previousId = await filed(tx, ground);
    await tx
      .update(dossiers)
      .set({ state: "decided", stage: "province" })
      .where(eq(dossiers.id, previousId));
    const now = await today(tx);
    const open = async (expiresIn: number) =>
      openDossier(tx, ground.owner, {
        productId: ground.productId,
        kind: "renewal",
        setCode: null,
        previousId,
        previousStars: 3,
        certificateExpiresOn: addDays(now, expiresIn),
      });
    const { id: dossierId } = await open(181);
    await fillDossier(tx, ground.owner, dossierId);
    await assert.rejects(fileDossier(tx, ground.owner, { dossierId }), (error: AppError) => {
      assert.equal(codes(error), "unprocessable windowOpen");
      return true;
    });
    await tx
      .update(dossiers)
      .set({ certificateExpiresOn: addDays(now, 180) })
      .where(eq(dossiers.id, dossierId));
    const before = await describeDossier(tx, ground.owner, dossierId);
    assert.deepEqual(before.changes, []);
    assert.equal(before.renewal?.opens, now);
    assert.equal(before.renewal.article, "điểm a khoản 6 Điều 7 Quyết định 26/2026/QĐ-TTg");
    assert.ok(before.sections.some(({ section }) => section.name === "updates"));
    const was = before.answers["1.1"]?.option ?? null;
    const other = was === 1 ? 2 : 1;
    await saveAnswer(tx, ground.owner, { dossierId, criterion: "1.1", option: other });
    const { changes } = await describeDossier(tx, ground.owner, dossierId);
    assert.deepEqual(changes, [{ criterion: "1.1", from: was, to: other }]);
    assert.ok((await fileDossier(tx, ground.owner, { dossierId })).receiptCode);
    const { decisionDue } = await describeDossier(tx, ground.owner, dossierId);
    assert.ok((decisionDue ?? "") >= addDays(now, 45));
  });
});

test("an upgrade says from how many stars, and builds only on a dossier of the same product", async () => {
  await rolledBack(database.db, async (tx) => {
    const [ground, other] = [await buildGround(tx), await buildGround(tx)];
    const upgrade = { ...first, kind: "upgrade", productId: ground.productId } as const;
    await assert.rejects(openDossier(tx, ground.owner, upgrade), { code: "invalid" });
    const foreign = await buildDraft(tx, other, { complete: false });
    await assert.rejects(
      openDossier(tx, ground.owner, { ...upgrade, previousStars: 3, previousId: foreign }),
      { code: "notFound" },
    );
  });
});

test("rounds of the past are entered under the regime and the stages of their day", async () => {
  await rolledBack(database.db, async (tx) => {
    const days = {
      "2022-05-10": ["1048-2019", "commune"],
      "2024-05-10": ["148-2023", "district"],
      "2025-09-10": ["148-2023", "commune"],
      "2026-06-10": ["26-2026", "commune"],
    };
    for (const [filedOn, [regime, stage]] of Object.entries(days)) {
      const ground = await buildGround(tx);
      const { id: dossierId } = await recordDossier(tx, ground.province, {
        ...first,
        productId: ground.productId,
        setCode: "01",
        filedOn,
        numberText: "12/PTN-2024",
      });
      await saveAnswer(tx, ground.province, { dossierId, criterion: "1.1", option: 1 });
      await fileDossier(tx, ground.province, { dossierId });
      const { dossier, transition } = await describeDossier(tx, ground.province, dossierId);
      assert.equal(transition?.due ?? null, filedOn < "2026-05-22" ? "2026-07-21" : null);
      assert.deepEqual([dossier.regime, dossier.stage, dossier.filedOn], [regime, stage, filedOn]);
      if (stage === "district") {
        const { numberText } = await receiveDossier(tx, ground.province, { dossierId });
        assert.equal(numberText, "12/PTN-2024", "the number of then, none of this year");
        const { dossier: taken } = await describeDossier(tx, ground.province, dossierId);
        assert.equal(taken.state, "checking");
      }
      await assert.rejects(
        recordDossier(tx, ground.owner, {
          ...first,
          productId: ground.productId,
          setCode: "01",
          filedOn,
          numberText: "",
        }),
        { code: "forbidden" },
      );
    }
  });
});

test("a draft put under another set keeps only what both sets ask in the same words", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await buildDraft(tx, ground);
    await changeSet(tx, ground.owner, { dossierId, setCode: "26" });
    const { dossier, answers, set } = await describeDossier(tx, ground.owner, dossierId);
    assert.equal(dossier.setCode, "26");
    assert.equal(set.code, "26");
    assert.ok(Object.keys(answers).length > 0 && answers["1.2"] === undefined);
    await assert.rejects(changeSet(tx, ground.owner, { dossierId, setCode: "99" }), {
      code: "invalid",
    });
  });
});

test("boxes of a part are kept one by one, wrong ones come back beside their field", async () => {
  await rolledBack(database.db, async (tx) => {
    const ground = await buildGround(tx);
    const dossierId = await buildDraft(tx, ground, { complete: false });
    const save = (data: Record<string, unknown>, expectedVersion?: number) =>
      saveSection(tx, ground.owner, {
        dossierId,
        section: "results",
        data,
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      });
    await save({ revenue: "1.250.000.000" });
    const { version } = await save({ planDone: "Đã xây nhà sơ chế" });
    const { sections } = await describeDossier(tx, ground.owner, dossierId);
    const kept = sections.find(({ section }) => section.name === "results");
    assert.equal(kept?.data["revenue"], 1_250_000_000);
    assert.equal(kept.data["planDone"], "Đã xây nhà sơ chế");
    await assert.rejects(save({ revenue: "nhiều lắm" }), (error: AppError) => {
      assert.equal(codes(error), "invalid revenue");
      return true;
    });
    await assert.rejects(save({ planDone: "x" }, version - 1), { code: "stale" });
  });
});
