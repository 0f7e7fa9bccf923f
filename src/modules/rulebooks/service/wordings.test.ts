import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Actor } from "#core/access/actor.ts";
import { anonymous } from "#core/access/actor.ts";
import { auditLog } from "#core/audit/schema.server.ts";
import { AppError } from "#core/errors.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { WordingError } from "../wording.server.ts";
import { findWording, importWording, listWordingProvinces } from "./wordings.server.ts";

const database = await testDatabase();
after(() => database.close());
await loadPlaces(database.db);

const csv = `set,code,option,text
07,1.1,,"Nguồn nguyên liệu, theo văn bản"
07,1.1,2,"Có sử dụng nguyên liệu trong tỉnh từ 50% đến dưới 75%"
08,1.1,1,Lời văn khác
`;
const request = { regime: "26-2026", province: "19", csv };

const officer = (path: string): Actor => ({
  kind: "user",
  userId: "0b7e2a52-5f0b-4c50-9d55-3f1f0a6b1f01",
  grants: [
    { role: "provinceOfficer", jurisdiction: { kind: "unit", version: "2025-07-01", path } },
  ],
});

function mistakes(text: string): Promise<readonly string[]> {
  return importWording(database.db, "operator", { ...request, csv: text }).then(
    () => [],
    (error: unknown) => (error instanceof WordingError ? error.lines : assert.fail(String(error))),
  );
}

test("a wording is kept as a version and shown by set; the next one takes its place", () =>
  rolledBack(database.db, async (tx) => {
    const first = await importWording(tx, officer("19"), request);
    assert.deepEqual(first, { version: 1, texts: 3, sets: 2 });
    const of = (set: string) => findWording(tx, { province: "19", regime: "26-2026", set });
    assert.deepEqual(await of("07"), {
      "1.1": "Nguồn nguyên liệu, theo văn bản",
      "1.1#2": "Có sử dụng nguyên liệu trong tỉnh từ 50% đến dưới 75%",
    });
    assert.deepEqual(await of("09"), {});
    const second = await importWording(tx, "operator", {
      ...request,
      csv: "set;code;option;text\n07;1.2;;Mới\n",
    });
    assert.equal(second.version, 2);
    assert.deepEqual(await of("07"), { "1.2": "Mới" });
    assert.deepEqual(await listWordingProvinces(tx, "26-2026"), [
      { code: "19", type: "province", name: "Thái Nguyên" },
    ]);
    assert.deepEqual(await listWordingProvinces(tx, "148-2023"), []);
    const log = await tx.select().from(auditLog);
    assert.deepEqual(
      log.filter(({ action }) => action === "wording.imported").map(({ actorId }) => actorId),
      ["0b7e2a52-5f0b-4c50-9d55-3f1f0a6b1f01", null],
    );
  }));

test("a trial run keeps nothing", () =>
  rolledBack(database.db, async (tx) => {
    const tried = await importWording(tx, "operator", { ...request, dryRun: true });
    assert.deepEqual(tried, { version: null, texts: 3, sets: 2 });
    assert.deepEqual(await listWordingProvinces(tx, "26-2026"), []);
  }));

test("only an officer of that province may import", () =>
  rolledBack(database.db, async (tx) => {
    for (const actor of [anonymous, officer("24"), officer("19/05692")])
      await assert.rejects(
        importWording(tx, actor, request),
        (error) => error instanceof AppError && error.code === "forbidden",
      );
    assert.deepEqual(await listWordingProvinces(tx, "26-2026"), []);
  }));

test("a wording is of a province, and of no other unit", () =>
  rolledBack(database.db, async (tx) => {
    for (const province of ["99", "05692"])
      await assert.rejects(
        importWording(tx, "operator", { ...request, province }),
        (error) => error instanceof AppError && error.code === "invalid",
      );
  }));

test("every mistake is named with its line, and nothing of the file is kept", async () => {
  assert.deepEqual(
    await mistakes(`set,code,option,text
99,1.1,,x
07,8.8,,x
07,1.1,9,x
07,1,1,x
07,1.1,,
07,1.2,1,đúng
07,1.2,1,lặp
`),
    [
      'dòng 2: không có bộ "99"',
      'dòng 3: bộ 07 không có tiêu chí "8.8"',
      'dòng 4: bộ 07, tiêu chí 1.1 không có lựa chọn "9"',
      'dòng 5: bộ 07, tiêu chí 1 không có lựa chọn "1"',
      "dòng 6: bộ 07, 1.1: thiếu lời văn",
      "dòng 8: bộ 07, 1.2#1: đã có ở dòng trên",
    ],
  );
  assert.deepEqual(await listWordingProvinces(database.db, "26-2026"), []);
});

test("a file without the columns, without rows or that is no CSV is refused", async () => {
  assert.deepEqual(await mistakes("set,code,text\n07,1.1,x\n"), ["dòng 1: thiếu cột option"]);
  assert.deepEqual(await mistakes("set,code,option,text\n"), ["tệp không có dòng nào"]);
  assert.match(
    (await mistakes('set,code,option,text\n07,1.1,,"x\n'))[0] ?? "",
    /^không đọc được CSV/,
  );
});
