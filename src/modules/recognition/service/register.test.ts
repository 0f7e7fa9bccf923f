import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { loadRulebooks } from "#modules/rulebooks/service/versions.server.ts";
import { buildCertified, changeRecognition, withoutGuards } from "#tests/support/certified.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { csvLine } from "../csv.ts";
import { filterOf, registerApi } from "../register.api.server.ts";
import { renewalProcedure, stateOn } from "../rules.ts";
import { recognitions } from "../schema.server.ts";
import { listDecisions, listRegister } from "./register.server.ts";
import { stateSql } from "./state-sql.server.ts";

const database = await testDatabase();
await loadPlaces(database.db);
await loadRulebooks(database.db);
after(() => database.close());

const filter = (query = "") => filterOf(new URLSearchParams(query));

describe("the public list", () => {
  test("has every recognition with its state, found by name without diacritics, number and state", async () => {
    await rolledBack(database.db, async (db) => {
      const tea = await buildCertified(db, { productName: "Chè Đinh Đồng Hỷ", stars: 5 });
      const old = await buildCertified(db, { endsIn: -40, stars: 3 });
      const names = async (query: string) =>
        (await listRegister(db, filter(query))).rows.map(({ number }) => number);
      assert.deepEqual(new Set(await names("")), new Set([tea.number, old.number]));
      assert.deepEqual(await names("q=che+dinh"), [tea.number]);
      assert.deepEqual(await names(`q=${encodeURIComponent(old.number)}`), [old.number]);
      assert.deepEqual(await names("trang-thai=expired"), [old.number]);
      assert.deepEqual(await names("sao=5"), [tea.number]);
      assert.deepEqual(await names("q=%25"), [], "a wildcard is a letter");
      const [row] = (await listRegister(db, filter("sao=5"))).rows;
      assert.match(row?.place ?? "", /^Xã Đồng Hỷ, Tỉnh Thái Nguyên$/i);
      assert.equal((await listDecisions(db, { page: 1 })).length, 2);
      assert.ok(!JSON.stringify(await listRegister(db, filter())).includes(tea.token));
    });
  });

  test("reads nonsense in an address as no filter", () => {
    const read = filter("trang-thai=drop&sao=9&nam=abc&trang=-4");
    assert.deepEqual(read, { text: "", state: null, stars: null, year: null, page: 1 });
  });

  test("names every state as the rule does", async () => {
    await rolledBack(database.db, async (db) => {
      const built = await buildCertified(db);
      const now = await today(db);
      await withoutGuards(db);
      const near = fc.integer({ min: -400, max: 400 });
      const maybe = fc.option(near, { nil: null });
      await fc.assert(
        fc.asyncProperty(near, maybe, maybe, maybe, async (ends, extended, revoked, replaced) => {
          const day = (offset: number | null) => (offset === null ? null : addDays(now, offset));
          const life = {
            recognisedOn: addDays(now, ends - 300),
            expiresOn: addDays(now, ends),
            extendedUntil: day(extended),
            revokedOn: day(revoked),
            replacedOn: day(replaced),
          };
          await changeRecognition(db, built, life);
          const [row] = await db
            .select({ state: stateSql(now) })
            .from(recognitions)
            .where(eq(recognitions.id, built.recognitionId));
          assert.equal(row?.state, stateOn(life, now, renewalProcedure(loadProcedures(), now)));
        }),
        { numRuns: 60 },
      );
    });
  });

  test("can be downloaded, and no cell is a formula", async () => {
    await rolledBack(database.db, async (db) => {
      await buildCertified(db, { productName: '=HYPERLINK("http://evil.example")' });
      const api = registerApi({ database: { ...database, db } });
      const csv = await (await api.request("/cong-khai/giay-chung-nhan.csv")).text();
      assert.match(csv, /^number,productName/);
      assert.match(csv, /"'=HYPERLINK\(""http/);
      const json = (await (await api.request("/cong-khai/giay-chung-nhan.json?sao=4")).json()) as {
        items: { state: string }[];
      };
      assert.deepEqual(
        json.items.map(({ state }) => state),
        ["valid"],
      );
    });
  });

  test("quotes what parts cells", () => {
    assert.equal(csvLine(["a,b", 'c"d', null, 4, " -1"]), '"a,b","c""d",,4,\' -1\r\n');
  });
});
