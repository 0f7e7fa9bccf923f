import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { addDays } from "#core/calendar/day.ts";
import { Alike } from "./alike.ts";
import { indexOfLetter, letterOf, type Sheet, textOf } from "./cells.ts";
import { type ImportUnit, matchCommune } from "./communes.ts";
import { dayOfSerial, readDay, splitDecision } from "./dates.ts";
import { LayoutMismatchError, LayoutSchema, locate } from "./layouts.ts";
import type { PlannedPlace, PlannedProducer } from "./plan-model.ts";
import { nameKey, readKind, readStars } from "./names.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { boundsOf } from "./rounds.ts";
import { statusOf } from "./problems.ts";

const days = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays("2000-01-01", n));

describe("cells and days", () => {
  test("letters and places of columns turn into one another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (n) => indexOfLetter(letterOf(n)) === n),
    );
    assert.deepEqual([0, 25, 26, 51, 52].map(letterOf), ["A", "Z", "AA", "AZ", "BA"]);
    assert.equal(textOf(" Chè\u00a0\u200bbúp\n khô\u0000"), "Chè búp khô");
  });

  test("a day is the same as a date cell, a serial, and text in either order of writing", () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = day.split("-");
        const serial = (Date.parse(day) - Date.parse("1899-12-30")) / 86_400_000;
        assert.equal(dayOfSerial(serial + 0.7), day);
        for (const cell of [
          new Date(day),
          serial,
          `${date}/${month}/${year}`,
          `${Number(date)}-${Number(month)}-${year}`,
          `ngày ${date} tháng ${month} năm ${year}`,
          day,
        ])
          assert.deepEqual(readDay(cell), { kind: "day", day, reading: "asWritten" });
      }),
    );
  });

  test("what is no certain day is said to be none, or how it was read", () => {
    const kindOf = (text: string) => {
      const read = readDay(text);
      return read.kind === "day" ? `${read.reading} ${read.day}` : read.kind;
    };
    assert.equal(kindOf("31/02/2022"), "impossible");
    assert.equal(kindOf("12/25/2022"), "monthFirst 2022-12-25");
    assert.equal(kindOf("05/06/2022"), "asWritten 2022-06-05");
    assert.equal(kindOf("5/6/22"), "shortYear 2022-06-05");
    assert.equal(kindOf("44562"), "serialText 2022-01-01");
    assert.equal(kindOf("7/2022"), "year");
    assert.equal(kindOf("tháng 7 năm 2022"), "year");
    assert.equal(kindOf("2022"), "year");
    assert.equal(kindOf(""), "blank");
    for (const bad of ["quý I/2022", "99999", "1/2/3", "13/13/2022"])
      assert.match(kindOf(bad), /unreadable|impossible/, bad);
    assert.deepEqual(splitDecision("86/QĐ-UBND ngày 27/01/2023"), {
      number: "86/QĐ-UBND",
      rest: "27/01/2023",
    });
  });

  test("a year bounds the last valid day of everything recognised in it", () => {
    const procedures = loadProcedures();
    const at = (day: string | null, year: number | null, expiresOn: string | null = null) =>
      boundsOf({ day, year }, expiresOn, { procedures, today: "2026-11-22" });
    assert.deepEqual(at(null, 2023), { from: "2026-01-01", to: "2026-12-31" });
    assert.deepEqual(at(null, 2026), { from: "2029-01-01", to: "2029-11-22" }, "none is to come");
    assert.deepEqual(at("2023-05-04", 2023, "2026-05-04"), {
      from: "2026-05-04",
      to: "2026-05-04",
    });
    assert.deepEqual(at(null, null), { from: null, to: null });
    assert.deepEqual(at(null, 2018), { from: null, to: null }, "no regime was in force");
  });
});

describe("names", () => {
  test("spellings and abbreviations of one name share a key", () => {
    for (const [one, other] of [
      ["HTX Tân Mỹ", "Hợp tác xã Tân Mĩ"],
      ["H.T.X Tân Mỹ", "hop tac xa tan my"],
      ["THT trồng chè", "Tổ hợp tác trồng chè"],
      ["Cty TNHH MTV Bắc Kạn", "Công ty trách nhiệm hữu hạn một thành viên Bắc Cạn"],
      ["CSSX Hoà Bình", "Cơ sở sản xuất Hòa Bình"],
      ["HKD Nguyễn Văn A", "Hộ kinh doanh Nguyễn Văn A"],
      ["DNTN Sơn & Hà", "Doanh nghiệp tư nhân Sơn và Hà"],
    ] as const)
      assert.equal(nameKey(one), nameKey(other), `${one} / ${other}`);
    assert.notEqual(nameKey("HTX Tân Mỹ"), nameKey("HTX Tân Mỹ 2"));
    assert.notEqual(nameKey("HTX Tân Mỹ"), nameKey("THT Tân Mỹ"));
  });

  test("producers that may be one are found by what is left without words for the business, or a slip", () => {
    const at = (path: string | null): PlannedPlace => ({
      version: "2025-07-01",
      code: path ?? "19",
      path: path === null ? "19" : `19/${path}`,
      provinceCode: "19",
      isCommune: path !== null,
      district: null,
    });
    const one = (name: string, path: string | null): PlannedProducer => ({
      key: name,
      name,
      kind: "cooperative",
      companyForm: null,
      isTourism: false,
      place: at(path),
      address: "",
      phone: null,
      knownId: null,
    });
    const alike = new Alike();
    for (const known of [
      one("HTX Chè Tân Hương", "05665"),
      one("Hộ kinh doanh Nguyễn Thị Mẫu", "05665"),
      one("HTX Thử Nghiệm Số 1", "05665"),
    ])
      alike.add(known);
    const found = (name: string, path: string | null) =>
      alike.to(name, at(path)).map(({ name: said }) => said);
    assert.deepEqual(found("Hợp tác xã nông nghiệp chè Tân Hương", "05665"), ["HTX Chè Tân Hương"]);
    assert.deepEqual(found("HTX Chè Tân Hưong", null), ["HTX Chè Tân Hương"]);
    assert.deepEqual(found("HTX chè Tân Hươn", "05665"), ["HTX Chè Tân Hương"]);
    assert.deepEqual(found("HTX Chè Tân Hương", "05692"), ["HTX Chè Tân Hương"], "of two communes");
    assert.deepEqual(found("HTX nông nghiệp chè Tân Hương", "05692"), [], "another name elsewhere");
    assert.deepEqual(found("HTX Thử Nghiệm Số 2", "05665"), [], "figures tell them apart");
    assert.deepEqual(found("HTX Hoa Lan", "05665"), []);
  });

  test("the legal form is told by the name, and doubted where it can be another", () => {
    assert.deepEqual(readKind("Công ty CP Chè Việt"), {
      kind: "company",
      companyForm: "jointStock",
      isSure: true,
    });
    assert.equal(readKind("HTXNN Thông Hòa")?.kind, "cooperative");
    assert.equal(readKind("Cơ sở sản xuất Út Hên")?.isSure, false);
    assert.equal(readKind("Hồ Tây Quán"), null);
    assert.equal(readKind("Nông Farm CACB"), null);
  });

  test("stars are read from figures and signs, never from anything else", () => {
    assert.deepEqual(["4", "4 sao", "★★★★", "****☆", "4.0"].map(readStars), [4, 4, 4, 4, 4]);
    assert.deepEqual(["", "0", "6", "bốn", "4-5", "34"].map(readStars), Array(6).fill(null));
  });
});

const unit = (one: Partial<ImportUnit> & Pick<ImportUnit, "code" | "name">): ImportUnit => ({
  version: "pre-2025",
  level: "commune",
  type: "commune",
  fullName: `Xã ${one.name}`,
  parentCode: "164",
  ownProvince: "19",
  provinceToday: "19",
  today: [{ path: `19/${one.code}`, fullName: `Xã ${one.name}` }],
  aliases: [],
  formerTypes: [],
  ...one,
});

const province = unit({ code: "19", name: "Thái Nguyên", level: "province", parentCode: null });
const units = [
  unit({ code: "164", name: "Đồng Hỷ", level: "district", type: "ruralDistrict" }),
  unit({ code: "05665", name: "Văn Lăng" }),
  unit({ code: "05692", name: "Hóa Thượng", type: "township" }),
  unit({
    code: "05900",
    name: "Chia Đôi",
    today: [
      { path: "19/1", fullName: "Xã Một" },
      { path: "19/2", fullName: "Xã Hai" },
    ],
  }),
  unit({ code: "02143", name: "Văn Lang", version: "2025-07-01", parentCode: "19" }),
];
const match = (commune: string, year: number | null = null, district = "") =>
  matchCommune({ commune, district, provinces: [province], year }, [
    ...units,
    unit({ code: "19", name: "Thái Nguyên", level: "province", version: "2025-07-01" }),
  ]);

describe("communes", () => {
  test("a name with its marks is that commune, without them it is said how it was read", () => {
    assert.deepEqual(
      ["xã Văn Lăng", "Văn Lăng", "X. Văn Lăng", "xa van lang"].map((text) => {
        const found = match(text, 2022);
        return found.outcome === "found" ? [found.unit.code, found.isExact] : found.outcome;
      }),
      [
        ["05665", true],
        ["05665", true],
        ["05665", true],
        ["05665", false],
      ],
    );
    const far = match("TT. Hoá Thượng", 2022, "huyện Đồng Hỷ");
    assert.equal(far.outcome === "found" && far.isExact, true, "placement of the tone");
  });

  test("a divided commune, another type or a slip come back as candidates, never as an answer", () => {
    assert.equal(match("xã Chia Đôi").outcome, "divided");
    for (const text of ["xã Hóa Thượng", "thị trấn Hóa Thượg"]) {
      const found = match(text, 2022);
      assert.equal(found.outcome, "unknown", text);
      assert.deepEqual(found.outcome === "unknown" && found.near.map(({ code }) => code), [
        "05692",
      ]);
    }
    assert.deepEqual(match("xã Không Có"), { outcome: "unknown", near: [] });
  });
});

const layout = LayoutSchema.parse({
  name: "hai-dong",
  title: "Tiêu đề hai dòng",
  headerRows: [2, 3],
  columns: {
    product: { header: ["Tên sản phẩm"] },
    producer: { letter: "C", header: ["Chủ thể"] },
  },
  rounds: [{ stars: { header: ["Công nhận Số sao"] }, year: { header: ["Công nhận Năm"] } }],
});
const rows = [
  ["SỔ ĐĂNG KÝ"],
  [null, "Tên sản phẩm", "Chủ thể", "Công nhận", null],
  [null, null, null, "Số sao", "Năm"],
  [1, "Chè", "HTX", 3, 2022],
];
const sheet: Sheet = { name: null, rows, merges: [{ top: 1, left: 3, bottom: 1, right: 4 }] };

describe("layouts", () => {
  test("a header over two rows is read through its merged cells, also where it has moved", () => {
    const here = locate(layout, sheet);
    assert.deepEqual(here.fields, { product: 1, producer: 2 });
    assert.deepEqual(here.rounds, [{ stars: 3, year: 4 }]);
    assert.deepEqual([here.firstRow, here.shift], [3, 0]);
    const lower = locate(layout, {
      ...sheet,
      rows: [["Mẫu 5"], ...rows],
      merges: [{ top: 2, left: 3, bottom: 2, right: 4 }],
    });
    assert.deepEqual([lower.firstRow, lower.shift], [4, 1]);
  });

  test("a sheet of another layout is refused by the name of what it lacks", () => {
    assert.throws(
      () => locate(layout, { ...sheet, rows: [["a"], ["b"], ["c"]] }),
      (error) => error instanceof LayoutMismatchError && /Tên sản phẩm/.test(error.message),
    );
  });

  test("the worst problem decides about a row", () => {
    assert.equal(statusOf([]), "accepted");
    assert.equal(statusOf([{ kind: "file" }]), "accepted");
    assert.equal(statusOf([{ kind: "serialDate" }, { kind: "communeUnknown" }]), "doubtful");
    assert.equal(statusOf([{ kind: "badStars" }, { kind: "communeUnknown" }]), "refused");
  });
});
