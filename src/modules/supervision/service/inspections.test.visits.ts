import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sql } from "drizzle-orm";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { rolledBack } from "#tests/support/db.ts";
import { buildPdf } from "#tests/support/upload-fixtures.ts";
import { builtVisit, conclude } from "../factory.ts";
import { keepVisitFile } from "./files.server.ts";
import { saveVisit } from "./visit.server.ts";
import {
  database,
  files,
  isCode,
  hasField,
  photo,
  world,
  planOf,
} from "./inspections.test.world.ts";

describe("a visit from a phone", () => {
  test("is one, however often it is sent; mended, it is the next version; concluded, it stays", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const [id = ""] = (await planOf(db, at)).ids;
      const { digest } = await keepVisitFile(db, files, at.lead, {
        inspectionId: id,
        purpose: "visitPhoto",
        content: photo(),
      });
      const visit = { ...(await builtVisit(db, id)), photos: [digest] };
      assert.equal((await saveVisit(db, at.lead, visit)).version, 1);
      assert.equal((await saveVisit(db, at.lead, visit)).version, 1);
      assert.equal((await saveVisit(db, at.lead, { ...visit, notes: "Thêm." })).version, 2);
      const other = { ...visit, id: "00000000-0000-4000-8000-00000000beef" };
      await assert.rejects(saveVisit(db, at.lead, other), isCode("conflict"));
      await conclude(db, at.lead, id);
      await assert.rejects(saveVisit(db, at.lead, visit), isCode("conflict"));
      const guarded = [
        sql`update inspections set conclusion = 'Khác' where id = ${id}`,
        sql`update inspection_visits set notes = 'Khác' where inspection_id = ${id}`,
        sql`update inspection_files set purpose = 'evidence' where inspection_id = ${id}`,
        sql`delete from inspection_visits where inspection_id = ${id}`,
      ];
      for (const forged of guarded)
        await assert.rejects(
          db.transaction((tx) => tx.execute(forged)),
          (error) => (error as { cause?: { code?: string } }).cause?.code === "42501",
        );
    });
  });

  test("names only what was taken in for it and lines that its checklist has, and says what lacks", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const [id = ""] = (await planOf(db, at)).ids;
      const visit = await builtVisit(db, id);
      const send = (part: object) => saveVisit(db, at.lead, { ...visit, ...part });
      await assert.rejects(send({ photos: ["0".repeat(64)] }), hasField("visitPhoto", /chưa được/));
      const bare = { mark: "notKept", note: "", photos: [] } as const;
      await assert.rejects(
        send({ answers: { "label:name": bare } }),
        hasField("label:name", /ghi rõ hoặc chụp ảnh/),
      );
      await assert.rejects(send({ answers: { "label:no": bare } }), isCode("invalid"));
      await assert.rejects(send({ answers: {} }), hasField("answers", /Chưa đánh dấu/));
      await assert.rejects(send({ on: addDays(await today(db), 1) }), hasField("on", /tương lai/));
      const pdf = new Blob([new Uint8Array(await buildPdf())]);
      await assert.rejects(
        keepVisitFile(db, files, at.lead, {
          inspectionId: id,
          purpose: "visitPhoto",
          content: pdf,
        }),
        isCode("unsupportedType"),
      );
    });
  });

  test("is the lead's alone: not the planner's, not another inspector's", async () => {
    await rolledBack(database.db, async (db) => {
      const at = await world(db);
      const [id = ""] = (await planOf(db, at)).ids;
      const visit = await builtVisit(db, id);
      for (const actor of [at.planner, at.certified.ground.province])
        await assert.rejects(saveVisit(db, actor, visit), isCode("forbidden"));
      for (const actor of [at.certified.ground.owner, at.certified.ground.commune])
        await assert.rejects(saveVisit(db, actor, visit), isCode("notFound"));
    });
  });
});
