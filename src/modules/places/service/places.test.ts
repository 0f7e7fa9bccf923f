import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { isWithin } from "#core/access/kernel.ts";
import type { Database, Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { readPlaceTexts } from "../data.server.ts";
import { foldText } from "#core/text.ts";

import type { PlaceSearch, UnitRef } from "../model.ts";
import { findCommunes, meantCommune } from "./communes.server.ts";
import { loadPlaces } from "./load.server.ts";
import { searchUnits } from "./search.server.ts";
import {
  findUnit,
  getUnit,
  getUnitDetails,
  keyOfRef,
  listChildren,
  listOrigins,
  listSubtree,
  pathsToday,
  todayOf,
  todayOfAll,
} from "./units.server.ts";
import { getPlace, listPlaces } from "./views.server.ts";

let database: Database;
let db: Db;
before(async () => {
  database = await testDatabase();
  db = database.db;
  await loadPlaces(db);
});
after(async () => {
  await database.close();
});

const now = (code: string): UnitRef => ({ version: "2025-07-01", code });
const former = (code: string): UnitRef => ({ version: "pre-2025", code });

async function countOf(tx: Db, table: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table}`),
  );
  return rows[0]?.n ?? 0;
}

describe("loading", () => {
  test("puts every unit, pair and change into the tables", async () => {
    assert.equal(await countOf(db, "place_units"), 3355 + 10_794);
    assert.equal(await countOf(db, "place_mappings"), 10_602 + 63);
    assert.equal(await countOf(db, "place_changes"), 26);
  });

  test("does nothing when the same state is loaded, and loads a new state over it", async () => {
    await rolledBack(db, async (tx) => {
      assert.equal((await loadPlaces(tx)).loaded, false);
      const texts = readPlaceTexts();
      const renamed = {
        ...texts,
        "units-2025-07-01.tsv": texts["units-2025-07-01.tsv"].replace(
          "\tVăn Lăng\t",
          "\tVăn Lăng Mới\t",
        ),
      };
      assert.equal((await loadPlaces(tx, renamed)).loaded, true);
      assert.equal((await getUnit(tx, now("05665"))).name, "Văn Lăng Mới");
      assert.equal(await countOf(tx, "place_units"), 3355 + 10_794);
      assert.equal(await countOf(tx, "place_mappings"), 10_602 + 63);
    });
  });

  test("removes a unit that the files no longer have, and its pairs", async () => {
    await rolledBack(db, async (tx) => {
      const texts = readPlaceTexts();
      const without = texts["units-pre-2025.tsv"].replace(/^05665\t.*\n/m, "");
      await loadPlaces(tx, { ...texts, "units-pre-2025.tsv": without });
      assert.equal(await findUnit(tx, former("05665")), undefined);
    });
  });
});

describe("units", () => {
  test("a code means different units in different versions", async () => {
    assert.equal((await getUnit(db, former("24"))).fullName, "Tỉnh Bắc Giang");
    assert.equal((await getUnit(db, now("24"))).name, "Bắc Ninh");
    await assert.rejects(
      getUnit(db, now("164")),
      (error) => error instanceof AppError && error.code === "notFound",
    );
    assert.equal(await findUnit(db, former("99999")), undefined);
  });

  test("names and types are those of the day asked for", async () => {
    const on = async (code: string, day: string) =>
      (await getUnit(db, now(code), { on: day })).fullName;
    assert.equal(await on("75", "2026-04-29"), "Tỉnh Đồng Nai");
    assert.equal(await on("75", "2026-04-30"), "Thành phố Đồng Nai");
    assert.equal(await on("26248", "2026-04-29"), "Xã Trảng Bom");
    assert.equal(await on("26248", "2026-04-30"), "Phường Trảng Bom");
    assert.equal(await on("00745", "2026-04-29"), "Xã Phó Bảng");
    assert.equal(await on("00745", "2027-01-01"), "Xã Phố Bảng");
    assert.equal(await on("24", "2026-09-19"), "Tỉnh Bắc Ninh");
    assert.equal(await on("24", "2026-09-20"), "Thành phố Bắc Ninh");
  });

  test("details tell parents, other spellings, dated changes and doubts", async () => {
    const details = await getUnitDetails(db, now("00745"));
    assert.deepEqual(
      details.parents.map(({ fullName }) => fullName),
      ["Tỉnh Tuyên Quang"],
    );
    assert.equal(details.original.fullName, "Xã Phó Bảng");
    assert.deepEqual(details.changes, [
      { from: "2026-04-30", type: "commune", name: "Phố Bảng", basis: null },
    ]);
    assert.match(details.note?.vi ?? "", /Phó Bảng/);
    assert.deepEqual((await getUnitDetails(db, now("38"))).aliases, ["Thanh Hoá"]);
    const commune = await getUnitDetails(db, former("05665"));
    assert.deepEqual(
      commune.parents.map(({ name }) => name),
      ["Thái Nguyên", "Đồng Hỷ"],
    );
  });

  test("a subtree is everything whose path lies within the unit's", async () => {
    const subtree = await listSubtree(db, now("19"));
    assert.equal(subtree.length, 93);
    assert.ok(
      subtree.every(({ path }) =>
        isWithin({ version: "2025-07-01", path }, { version: "2025-07-01", path: "19" }),
      ),
    );
    assert.equal(
      (await listSubtree(db, former("164"))).every(({ path }) => path.startsWith("19/164")),
      true,
    );
    assert.equal((await listChildren(db, { version: "2025-07-01", code: null })).length, 34);
  });
});

describe("today", () => {
  test("every former unit is something today: one unit, or all its candidates", async () => {
    const { rows } = await db.execute<UnitRef & { level: string; pairs: number }>(sql`
      select u.version, u.code, u.level, count(m.new_code)::int as pairs
      from place_units u left join place_mappings m on (m.old_version, m.old_code) = (u.version, u.code)
      where u.version = 'pre-2025' group by u.version, u.code, u.level`);
    const today = await todayOfAll(db, rows);
    assert.equal(today.size, 10_794);
    const counts: Record<string, number> = {};
    for (const row of rows) {
      const one = today.get(keyOfRef(row));
      assert.ok(one, row.code);
      counts[`${row.level} ${one.outcome}`] = (counts[`${row.level} ${one.outcome}`] ?? 0) + 1;
      const paths = pathsToday(one);
      if (row.pairs > 0) assert.equal(paths.length, row.pairs, row.code);
      assert.ok(paths.length > 0, row.code);
      assert.equal(new Set(paths).size, paths.length, row.code);
      assert.equal(
        new Set(paths.map((path) => path.slice(0, 2))).size,
        1,
        `${row.code} lies in one province`,
      );
    }
    assert.deepEqual(counts, {
      "province became": 63,
      "district abolished": 691,
      "district became": 5,
      "commune became": 9564,
      "commune divided": 471,
    });
  });

  test("a divided commune keeps both candidates", async () => {
    const today = await todayOf(db, former("00007"));
    assert.equal(today.outcome, "divided");
    assert.deepEqual("candidates" in today && today.candidates.map(({ fullName }) => fullName), [
      "Phường Ngọc Hà",
      "Phường Giảng Võ",
    ]);
    assert.deepEqual(pathsToday(today), ["01/00008", "01/00025"]);
  });

  test("a former province, district and island are found in today's tree", async () => {
    const name = async (code: string) => {
      const today = await todayOf(db, former(code));
      return "unit" in today
        ? today.unit.fullName
        : today.candidates.map(({ fullName }) => fullName).join(", ");
    };
    assert.equal(await name("06"), "Tỉnh Thái Nguyên");
    assert.equal(await name("24"), "Thành phố Bắc Ninh");
    assert.equal(await name("058"), "Phường Đức Xuân, Phường Bắc Kạn, Xã Phong Quang");
    assert.equal(await name("755"), "Đặc khu Côn Đảo");
  });

  test("a unit of today is itself, and knows what it was formed from", async () => {
    assert.equal((await todayOf(db, now("19"))).outcome, "current");
    const origins = await listOrigins(db, now("00008"));
    assert.ok(origins.some(({ unit, whole }) => unit.code === "00007" && !whole));
    assert.ok(origins.some(({ whole }) => whole));
    assert.deepEqual(
      (await listOrigins(db, now("19"))).map(({ unit }) => unit.name),
      ["Bắc Kạn", "Thái Nguyên"],
    );
    assert.deepEqual(await listOrigins(db, former("06")), []);
  });

  test("the view of a unit tells candidates with the province that they are in", async () => {
    const view = await getPlace(db, former("00007"));
    assert.deepEqual(
      view.today?.units.map(({ unit, parents }) => [unit.name, ...parents.map(({ name }) => name)]),
      [
        ["Ngọc Hà", "Hà Nội"],
        ["Giảng Võ", "Hà Nội"],
      ],
    );
    assert.equal((await getPlace(db, now("19"))).children.length, 92);
  });
});

/** What a search finds first, as `full name, province` with an asterisk for former units. */
async function first(search: PlaceSearch, limit = 3): Promise<string[]> {
  const hits = await searchUnits(db, { ...search, limit });
  return hits.map(({ unit, parents }) =>
    [
      `${unit.fullName}${unit.version === "pre-2025" ? "*" : ""}`,
      ...parents.map(({ name }) => name),
    ].join(", "),
  );
}

describe("search", () => {
  const searches: readonly [string, readonly string[]][] = [
    ["van lang thai nguyen", ["Xã Văn Lang, Thái Nguyên", "Xã Văn Lăng, Thái Nguyên"]],
    ["Văn Lăng, Thái Nguyên", ["Xã Văn Lăng, Thái Nguyên", "Xã Văn Lăng*, Đồng Hỷ, Thái Nguyên"]],
    ["xã Văn Lăng, huyện Đồng Hỷ, tỉnh Thái Nguyên", ["Xã Văn Lăng*, Đồng Hỷ, Thái Nguyên"]],
    ["TP Bắc Kạn", ["Thành phố Bắc Kạn*, Bắc Kạn"]],
    ["bắc cạn", ["Phường Bắc Kạn, Thái Nguyên", "Tỉnh Bắc Kạn*", "Thành phố Bắc Kạn*, Bắc Kạn"]],
    ["đak lak", ["Tỉnh Đắk Lắk", "Tỉnh Đắk Lắk*"]],
    ["daklak", ["Tỉnh Đắk Lắk", "Tỉnh Đắk Lắk*"]],
    ["ban mê thuột", ["Phường Buôn Ma Thuột, Đắk Lắk", "Thành phố Buôn Ma Thuột*, Đắk Lắk"]],
    ["P.5 Q.3", ["Phường 5*, 3, Hồ Chí Minh"]],
    ["tphcm", ["Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh*"]],
    ["m drak", ["Xã M'Drắk, Đắk Lắk"]],
    ["dong nai", ["Thành phố Đồng Nai", "Tỉnh Đồng Nai*"]],
    ["Phó Bảng", ["Xã Phố Bảng, Tuyên Quang", "Thị trấn Phó Bảng*, Đồng Văn, Hà Giang"]],
    ["thai nguen", ["Tỉnh Thái Nguyên", "Tỉnh Thái Nguyên*"]],
    ["van lagn thai nguyen", ["Xã Văn Lang, Thái Nguyên", "Xã Văn Lăng, Thái Nguyên"]],
    ["qui nhơn", ["Phường Quy Nhơn, Gia Lai", "Thành phố Quy Nhơn*, Bình Định"]],
  ];
  for (const [text, wanted] of searches)
    test(`"${text}" finds ${wanted.join("; ")}`, async () => {
      assert.deepEqual((await first({ text })).slice(0, wanted.length), wanted);
    });

  test("both spellings and none of the tone of Hòa Bình find the same units in the same order", async () => {
    const found = await first({ text: "Hoà Bình" }, 30);
    assert.deepEqual(await first({ text: "Hòa Bình" }, 30), found);
    assert.ok(found.includes("Tỉnh Hoà Bình*"));
    assert.deepEqual(new Set(await first({ text: "hoa binh" }, 30)), new Set(found));
  });

  test("version, level and surrounding unit narrow the search", async () => {
    const hits = await searchUnits(db, {
      text: "tân",
      version: "pre-2025",
      level: "district",
      limit: 100,
    });
    assert.ok(hits.length > 3);
    assert.ok(hits.every(({ unit }) => unit.version === "pre-2025" && unit.level === "district"));
    const inside = await searchUnits(db, { text: "van", within: now("19"), limit: 100 });
    assert.ok(inside.length > 1);
    assert.ok(inside.every(({ unit }) => isWithin(unit, { version: "2025-07-01", path: "19" })));
  });

  test("nothing is found for words that name no place, signs only, or a text too long", async () => {
    assert.deepEqual(await searchUnits(db, { text: "zzzzqq" }), []);
    assert.deepEqual(await searchUnits(db, { text: "!?'" }), []);
    await assert.rejects(searchUnits(db, { text: "a".repeat(121) }));
  });

  test("any unit is found by its full name and its parents', typed without marks", async () => {
    const { rows } = await db.execute<{ version: "pre-2025" | "2025-07-01"; code: string }>(
      sql`select version, code from place_units where level <> 'province' order by path`,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...rows), async (ref) => {
        const { unit, parents } = await getUnitDetails(db, ref);
        const text = foldText(
          [unit, ...parents.toReversed()].map(({ fullName }) => fullName).join(" "),
        );
        const hits = await searchUnits(db, { text, version: ref.version });
        // Namesakes that differ in marks alone may stand first.
        const same = hits.slice(0, 3).map((hit) => hit.unit.code);
        assert.ok(same.includes(ref.code), `${text}: ${same.join()}`);
      }),
      { numRuns: 60 },
    );
  });

  test("is served by the index", async () => {
    const { rows } = await db.execute<Record<string, string>>(
      sql`explain select code from place_units where search @@ '(''van'')&(''lang'')&(''thai'')&(''ng'':*)'::tsquery`,
    );
    assert.match(JSON.stringify(rows), /place_units_search_idx/);
  });

  test("a commune is chosen by the name that it had before: what it became, or every part of it, and says so", async () => {
    const labels = async (text: string) => (await findCommunes(db, text)).map(({ label }) => label);
    assert.deepEqual(await labels("Thị trấn Chợ Rã"), [
      "Xã Chợ Rã, Thái Nguyên (trước là thị trấn Chợ Rã, Ba Bể, Bắc Kạn)",
    ]);
    assert.deepEqual(await labels("to hieu, thuong tin"), [
      "Xã Chương Dương, Hà Nội (trước có một phần là xã Tô Hiệu, Thường Tín, Hà Nội)",
      "Xã Phú Xuyên, Hà Nội (trước có một phần là xã Tô Hiệu, Thường Tín, Hà Nội)",
    ]);
    // What a name means today comes first, each commune once.
    const found = await findCommunes(db, "đồng hỷ");
    assert.deepEqual(found[0], { value: "05692", label: "Xã Đồng Hỷ, Thái Nguyên" });
    assert.equal(new Set(found.map(({ value }) => value)).size, found.length);
  });

  test("a name that was typed beside a choice is never passed over", async () => {
    const meant = (typed: string, chosen?: string) => meantCommune(db, { typed, chosen });
    assert.equal(await meant("", "05692"), "05692");
    assert.equal(await meant("dong hy", "05692"), "05692");
    assert.equal(await meant("Yên Thịnh, Chợ Đồn", "05692"), await meant("Yên Thịnh, Chợ Đồn"));
    assert.notEqual(await meant("Yên Thịnh, Chợ Đồn"), undefined);
    assert.equal(await meant("phúc lộc", "05692"), undefined);
    assert.equal(await meant("xyz", "05692"), undefined);
  });

  test("a former unit is listed with what it is today", async () => {
    const [place] = await listPlaces(db, { text: "phường cống vị", version: "pre-2025" });
    assert.equal(place?.today?.outcome, "divided");
    assert.deepEqual(
      place.today.units.map(({ unit }) => unit.name),
      ["Ngọc Hà", "Giảng Võ"],
    );
    const [current] = await listPlaces(db, { text: "phường ngọc hà", version: "2025-07-01" });
    assert.equal(current?.today, null);
  });
});
