import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { eq, sql } from "drizzle-orm";
import writeWorkbook from "write-excel-file/node";
import { verifyAudit } from "#core/audit/verify.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { loadPlaces } from "#modules/places/service/load.server.ts";
import { producers } from "#modules/producers/schema.server.ts";
import { products } from "#modules/products/schema.server.ts";
import { rolledBack, testDatabase } from "#tests/support/db.ts";
import { findShared } from "#tests/support/shared.ts";
import { csvLine } from "../csv.ts";
import { decisions, recognitions } from "../schema.server.ts";
import { listRegister, RegisterFilter } from "../service/register.server.ts";
import { applyImport } from "./apply.server.ts";
import { nameKey } from "./names.ts";
import { type ProblemKind, problemKinds } from "./problems.ts";
import { type LayoutName, prepareImport, shippedLayout } from "./read.server.ts";
import { registerEntries, registerImports } from "./schema.server.ts";
import { undoImport } from "./undo.server.ts";

const database = await testDatabase();
await loadPlaces(database.db);
after(() => database.close());

const operator = { actor: null, province: null };

async function tried(db: Db, bytes: Uint8Array, layout: LayoutName = "tidy", by = operator) {
  const { report } = await prepareImport(db, bytes, { layout: await shippedLayout(layout), ...by });
  return report;
}

const header =
  "province district commune producer producer_type product star year date decision status";
const names = header.split(" ");
type Row = Readonly<Record<string, string>>;

/** A row without a fault; `n` makes its names its own. */
const goodRow = (n: number): Row => ({
  province: "Thái Nguyên",
  district: "huyện Đồng Hỷ",
  commune: "xã Văn Lăng",
  producer: `Hợp tác xã Thử Nghiệm Số ${n}`,
  producer_type: "Hợp tác xã",
  product: `Chè mẫu số ${n}`,
  star: "3",
  year: "2022",
  date: "15/03/2022",
  decision: `${n}/QĐ-UBND`,
  status: "recognised",
});

function tidyFile(rows: readonly Row[]): Buffer {
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))];
  return Buffer.from(lines.map(csvLine).join(""));
}

/** Every fault: what is wrong, the cells that make it so, what must be said, and at which column. */
const faults: readonly (readonly [string, Row, ProblemKind, string])[] = [
  ["no product", { product: "" }, "missingProduct", "F"],
  ["a number for a product", { product: "123" }, "missingProduct", "F"],
  ["a failed formula for a product", { product: "#N/A" }, "missingProduct", "F"],
  ["a text for a product", { product: "Chè ".repeat(60) }, "tooLong", "F"],
  ["no producer", { producer: "" }, "missingProducer", "D"],
  ["a failed formula for a producer", { producer: "#REF!" }, "missingProducer", "D"],
  ["a text for a producer", { producer: "Hợp tác xã ".repeat(30) }, "tooLong", "D"],
  ["no province", { province: "" }, "missingProvince", "A"],
  ["a province that never was", { province: "Tỉnh Không Có" }, "provinceUnknown", "A"],
  ["seven stars", { star: "7" }, "badStars", "G"],
  ["stars in words", { star: "bốn" }, "badStars", "G"],
  ["two stars", { star: "2 sao" }, "notRecognised", "G"],
  ["no stars", { star: "" }, "missingStars", "G"],
  ["a failed formula for stars", { star: "#VALUE!" }, "errorCell", "G"],
  ["30 February", { date: "30/02/2022" }, "impossibleDate", "I"],
  ["words for a day", { date: "chưa rõ" }, "unreadableDate", "I"],
  ["a day before the programme", { date: "15/03/1999", year: "" }, "unreadableDate", "I"],
  ["a day to come", { date: "15/03/2099" }, "futureDate", "I"],
  ["a month for a day", { date: "3/2022" }, "partialDate", "I"],
  ["month before day", { date: "03/25/2022" }, "monthFirst", "I"],
  ["a year of two figures", { date: "15/3/22" }, "shortYear", "I"],
  ["a serial number as text", { date: "44635" }, "serialDate", "I"],
  ["a failed formula for a day", { date: "#DIV/0!" }, "errorCell", "I"],
  ["a letter in a year", { year: "20O2" }, "unreadableYear", "H"],
  ["a year to come", { year: "2077" }, "unreadableYear", "H"],
  ["another year than the day's", { year: "2021" }, "yearDisagrees", "H"],
  ["neither day nor year", { date: "", year: "" }, "missingDate", "I"],
  ["two days", { decision: "9/QĐ-UBND ngày 16/03/2022" }, "dateDisagrees", "I"],
  ["a year before the first regime", { date: "", year: "2018" }, "noRegime", "I"],
  ["a year of two regimes", { date: "", year: "2023" }, "regimeOpen", "I"],
  ["a commune that never was", { commune: "xã Không Có" }, "communeUnknown", "C"],
  ["a slip in a commune", { commune: "xã Văn Lămg" }, "communeUnknown", "C"],
  ["another type of commune", { commune: "phường Văn Lăng" }, "communeUnknown", "C"],
  [
    "a divided commune",
    { district: "huyện Phú Bình", commune: "xã Thượng Đình" },
    "communeDivided",
    "C",
  ],
  [
    "a commune of two",
    { district: "", commune: "xã Van Lang", date: "20/08/2025", year: "2025" },
    "communeAmbiguous",
    "C",
  ],
  ["a commune without marks", { commune: "xa van lang" }, "communeSpelling", "C"],
  [
    "a district that never was",
    { district: "huyện Không Có", commune: "" },
    "districtUnknown",
    "B",
  ],
  ["another type of district", { district: "thị xã Đồng Hỷ" }, "communeSpelling", "B"],
  ["no legal form", { producer: "Nông trại Hoa Lan", producer_type: "" }, "producerKindOpen", "E"],
  ["another legal form", { producer_type: "Hộ kinh doanh" }, "producerKindDisagrees", "E"],
  [
    "a legal form that may be another",
    { producer: "Cơ sở Út Hên", producer_type: "Cơ sở sản xuất" },
    "producerKindRead",
    "E",
  ],
  ["only filed", { status: "submitted" }, "notRecognised", "K"],
  ["only scored", { status: "evaluated" }, "notYetDecided", "K"],
  ["a state of its own", { status: "đang in" }, "statusUnknown", "K"],
  [
    "the row before again",
    { product: "Chè mẫu số 0", producer: "Hợp tác xã Thử Nghiệm Số 0" },
    "duplicate",
    "F",
  ],
  [
    "the same, shortened and without marks",
    { product: "CHE MAU SO 0", producer: "HTX Thu Nghiem so 0" },
    "duplicate",
    "F",
  ],
  [
    "other stars for the same",
    { product: "Chè mẫu số 0", producer: "Hợp tác xã Thử Nghiệm Số 0", star: "4" },
    "conflictingStars",
    "I",
  ],
  ["a producer spelled otherwise", { producer: "HTX Thử Nghiệm Số 0" }, "sameNameWritten", "D"],
];

describe("faults", () => {
  test("each of more than forty is told at its cell with its consequence, and every good row enters", async () => {
    assert.ok(faults.length >= 40);
    // Good rows at even places, a fault after each.
    const rows = faults.flatMap(([, cells], at) => [
      goodRow(at * 2),
      { ...goodRow(at * 2 + 1), ...cells },
    ]);
    const report = await tried(database.db, tidyFile(rows));
    assert.equal(report.rows, rows.length);
    for (const [at, [what, , kind, column]] of faults.entries()) {
      const row = at * 2 + 3;
      const mine = report.problems.filter((one) => one.row === row);
      assert.ok(
        mine.some((one) => one.kind === kind && one.column === column && one.text !== ""),
        `${what}: ${JSON.stringify(mine)}`,
      );
      const [severity] = problemKinds[kind];
      assert.ok(
        severity === "refused" ||
          !mine.some((one) => one.kind !== "file" && problemKinds[one.kind][0] === "refused"),
        `${what} must enter: ${JSON.stringify(mine)}`,
      );
    }
    assert.deepEqual(
      report.problems.filter((one) => one.row % 2 === 0),
      [],
      "good rows have none",
    );
    assert.equal(report.accepted, faults.length);
    const { accepted, corrected, doubtful, refused } = report;
    assert.equal(accepted + corrected + doubtful + refused, rows.length);
  });

  test("candidates are named where something is open", async () => {
    const file = tidyFile([
      { ...goodRow(1), commune: "xã Văn Lămg" },
      { ...goodRow(2), district: "huyện Phú Bình", commune: "xã Thượng Đình" },
    ]);
    const { problems } = await tried(database.db, file);
    assert.deepEqual(
      problems.map(({ candidates }) => candidates),
      [["Xã Văn Lăng (nay là Xã Văn Lăng)"], ["Xã Phú Bình", "Xã Điềm Thụy"]],
    );
  });

  test("the same register in every encoding gives the same result", async () => {
    const rows = [goodRow(1), goodRow(2)];
    const plain = await tried(database.db, tidyFile(rows));
    const text = tidyFile(rows).toString();
    for (const bytes of [
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, "utf16le"),
      Buffer.from(text.normalize("NFD")),
      Buffer.from(text.replaceAll(",", ";")),
    ]) {
      const { problems, ...counts } = await tried(database.db, bytes);
      const { problems: none, ...same } = plain;
      assert.deepEqual(counts, same);
      assert.deepEqual(none, []);
      assert.ok(problems.every(({ kind }) => kind === "file"));
    }
  });
});

const cell = (value: string | number | Date | null, rowSpan?: number) =>
  value === null
    ? null
    : {
        value,
        ...(value instanceof Date ? { type: Date, format: "dd/mm/yyyy" } : {}),
        ...(rowSpan === undefined ? {} : { rowSpan }),
      };

/** A register of 22 columns as offices keep it: made here, with its merged cells and its footer. */
async function bigSheet(): Promise<Buffer> {
  const blank = (n: number) => Array.from({ length: n }, () => null);
  const rows = [
    [cell("SỔ THEO DÕI SẢN PHẨM OCOP (dữ liệu thử)")],
    [],
    [
      cell("TT"),
      cell("Tên sản phẩm"),
      cell("Nhóm"),
      cell("Loại hình"),
      cell("Chủ thể"),
      cell("Xã, phường"),
      cell("Địa chỉ"),
      cell("Người đại diện"),
      cell("Điện thoại"),
      cell("Sao hiện tại"),
      cell("Ngày hết hạn"),
      cell("Lần 1"),
      ...blank(4),
      cell("Lần 2"),
      ...blank(4),
      cell("Ghi chú"),
    ],
    [
      ...blank(11),
      cell("Sao"),
      cell("Ngày"),
      cell("Năm"),
      cell("Số QĐ"),
      cell("Cơ quan"),
      cell("Sao"),
      cell("Ngày"),
      cell("Năm"),
      cell("Số QĐ"),
      cell("Cơ quan"),
      null,
    ],
    [
      cell(1),
      cell("Chè tôm nõn"),
      cell("Chè"),
      cell("HTX", 2),
      cell("HTX Chè Thử", 2),
      cell("Văn Lăng", 2),
      cell("Xóm Mẫu", 2),
      cell("Người Mẫu", 2),
      cell(912345678, 2),
      cell(4),
      cell(new Date("2027-03-15")),
      cell(3),
      cell(new Date("2021-02-01")),
      cell(2021),
      cell("11/QĐ-UBND"),
      cell("UBND tỉnh"),
      cell(4),
      cell(45366),
      cell(2024),
      cell("22/QĐ-UBND"),
      cell("UBND tỉnh"),
      null,
    ],
    [
      cell(2),
      cell("Chè đinh"),
      cell("Chè"),
      null,
      null,
      null,
      null,
      null,
      null,
      cell(3),
      cell("05/06/2026"),
      cell(3),
      cell("05/06/2023"),
      cell(2022),
      cell("33/QĐ-UBND"),
      cell("UBND tỉnh"),
      ...blank(6),
    ],
    [
      cell(3),
      cell("Chè mất gốc"),
      cell("Chè"),
      cell("HKD"),
      null,
      cell("Văn Lăng"),
      ...blank(3),
      cell(5),
      cell("01/01/2030"),
      cell(3),
      cell("05/06/2023"),
      cell(2023),
      ...blank(8),
    ],
    [],
    [null, cell("Tổng cộng: 3 sản phẩm")],
    [null, null, null, null, cell("Người lập biểu")],
  ];
  return writeWorkbook(rows as never, { sheet: "Loc" }).toBuffer();
}

describe("the sheet of 22 columns", () => {
  test("is read through its merged cells, dates in three ways and its footer", async () => {
    const layout = await shippedLayout("chi-cuc-22");
    const { report, plan } = await prepareImport(database.db, await bigSheet(), {
      layout,
      actor: null,
      province: "Thái Nguyên",
    });
    assert.deepEqual(
      [report.rows, report.accepted, report.corrected, report.doubtful],
      [3, 1, 1, 1],
    );
    assert.deepEqual([report.producers, report.products, report.recognitions], [1, 3, 4]);
    assert.deepEqual(
      plan.recognitions.map(({ day, expiresOn, regime, level }) => [day, expiresOn, regime, level]),
      [
        ["2021-02-01", "2024-02-01", "1048-2019", "province"],
        ["2024-03-15", "2027-03-15", "148-2023", "province"],
        ["2023-06-05", "2026-06-05", "148-2023", "province"],
        ["2023-06-05", "2026-06-05", "148-2023", "district"],
      ],
    );
    const [producer] = plan.producers;
    assert.deepEqual([producer?.phone, producer?.place.code], ["0912345678", "05665"]);
    assert.deepEqual(
      report.problems
        .filter(({ row }) => row > 0)
        .map(({ row, column, kind }) => `${column}${row} ${kind}`),
      ["N6 yearDisagrees", "E7 filledFromAbove", "K7 expiryDisagrees", "J7 starsDisagree"],
    );
    assert.match(report.problems.find(({ row }) => row === 0)?.text ?? "", /Loc/);
    assert.ok(
      report.problems.some(({ row, text }) => row === 0 && /Bỏ qua 2 dòng.*9, 10/.test(text)),
    );
  });
});

const officer = async (db: Db, path: string) =>
  (await buildAccount(db, { grants: [{ role: "provinceOfficer", path }] })).actor;

describe("an import", () => {
  test("enters, keeps decisions, regime, stars and 36 months, and is undone whole", async () => {
    await rolledBack(database.db, async (db) => {
      const actor = await officer(db, "19");
      const layout = await shippedLayout("tidy");
      const bytes = tidyFile([
        goodRow(1),
        { ...goodRow(1), date: "20/06/2024", year: "2024", star: "4", decision: "77/QĐ-UBND" },
        { ...goodRow(2), date: "", year: "2021", decision: "" },
        { ...goodRow(3), province: "Bắc Ninh", district: "", commune: "" },
      ]);
      const by = { actor, province: null };
      const { id, report } = await applyImport(db, by, { bytes, layout, fileName: "so.csv" });
      assert.deepEqual([report.producers, report.products, report.recognitions], [2, 2, 3]);
      assert.deepEqual(
        report.problems.map(({ row, kind }) => [row, kind]),
        [[5, "outsideScope"]],
      );
      const kept = await db.select().from(recognitions).orderBy(recognitions.recognisedOn);
      assert.deepEqual(
        kept.map((one) => [one.regime, one.stars, one.recognisedOn, one.expiresOn, one.replacedOn]),
        [
          ["1048-2019", 3, "2022-03-15", "2025-03-15", "2024-06-20"],
          ["148-2023", 4, "2024-06-20", "2027-06-20", null],
        ],
      );
      const listed = await listRegister(db, RegisterFilter.parse({}));
      assert.deepEqual(
        listed.rows.map(({ state, decision, place }) => [state, decision, place]),
        [
          ["valid", "77/QĐ-UBND", "Xã Văn Lăng, Tỉnh Thái Nguyên"],
          ["replaced", "1/QĐ-UBND", "Xã Văn Lăng, Tỉnh Thái Nguyên"],
        ],
      );
      assert.equal(
        await db.$count(registerEntries),
        3,
        "the undated one is kept as the register has it",
      );
      const again = await tried(db, bytes);
      assert.equal(again.refused, 3, "the same file enters nothing twice");
      await assert.rejects(
        undoImport(db, await officer(db, "24"), id),
        (error) => error instanceof AppError && error.code === "notFound",
      );
      assert.deepEqual(await undoImport(db, actor, id), {
        id,
        producers: 2,
        products: 2,
        recognitions: 2,
      });
      for (const table of [producers, products, recognitions, decisions, registerEntries])
        assert.equal(await db.$count(table), 0);
      const [row] = await db.select().from(registerImports);
      assert.deepEqual([row?.state, row?.undoneBy], ["undone", actor.userId]);
      assert.deepEqual((await verifyAudit(db, [])).faults, []);
      await assert.rejects(undoImport(db, actor, id), /hoàn tác|conflict/);
    });
  });

  test("is not undone once something depends on it, and says what; a later register joins its decision", async () => {
    await rolledBack(database.db, async (db) => {
      const layout = await shippedLayout("tidy");
      const enter = (rows: readonly Row[]) =>
        applyImport(db, operator, { bytes: tidyFile(rows), layout, fileName: "so.csv" });
      const first = await enter([goodRow(1)]);
      const second = await enter([{ ...goodRow(2), decision: "1/QĐ-UBND" }]);
      assert.equal(await db.$count(decisions), 1);
      const refusal = async () => {
        try {
          await undoImport(db, null, first.id);
        } catch (error) {
          assert.ok(error instanceof AppError && error.code === "unprocessable");
          return error.vi;
        }
        return "undone";
      };
      assert.match(await refusal(), /sản phẩm của quyết định khác/);
      await undoImport(db, null, second.id);
      assert.equal(await db.$count(recognitions), 1);
      await db
        .update(producers)
        .set({ version: 2 })
        .where(eq(producers.nameFolded, "hop tac xa thu nghiem so 1"));
      assert.match(await refusal(), /1 chủ thể, sản phẩm đã được sửa/);
      await db.update(producers).set({ version: 1 });
      assert.equal(await refusal(), "undone");
    });
  });

  test("what was imported cannot be deleted otherwise, nor an import changed", async () => {
    await rolledBack(database.db, async (db) => {
      const layout = await shippedLayout("tidy");
      await applyImport(db, operator, {
        bytes: tidyFile([goodRow(1)]),
        layout,
        fileName: "so.csv",
      });
      const refused = (work: (tx: Db) => Promise<unknown>) =>
        assert.rejects(db.transaction(work), (error: Error) =>
          /42501|never|stays/.test(String(error.cause)),
        );
      await refused((tx) => tx.delete(recognitions));
      await refused((tx) => tx.delete(decisions));
      await refused((tx) => tx.update(registerImports).set({ fileName: "khac.csv" }));
      await refused((tx) => tx.update(registerImports).set({ state: "undone" }));
      await refused((tx) => tx.delete(registerImports));
    });
  });

  test("a plan that is no more what was shown is not carried out", async () => {
    await rolledBack(database.db, async (db) => {
      const layout = await shippedLayout("tidy");
      const bytes = tidyFile([goodRow(1), goodRow(2)]);
      const expected = await tried(db, bytes);
      await applyImport(db, operator, { bytes: tidyFile([goodRow(1)]), layout, fileName: "a.csv" });
      await assert.rejects(
        applyImport(db, operator, { bytes, layout, fileName: "b.csv", expected }),
        (error) => error instanceof AppError && error.code === "conflict",
      );
    });
  });
});

const real = findShared("data/register/recognised-products.csv");

describe(
  "the real register",
  { skip: real === undefined && "shared/ is not beside the project" },
  () => {
    test("enters with the file's own counts, its communes where the file has them, and today's states", async () => {
      await rolledBack(database.db, async (db) => {
        const bytes = await readFile(real ?? "");
        const file = parse(bytes, { columns: true }) as Record<string, string>[];
        const { report } = await applyImport(db, operator, {
          bytes,
          layout: await shippedLayout("tidy"),
          fileName: "recognised-products.csv",
        });
        assert.equal(report.rows, file.length);
        const { accepted, corrected, doubtful, refused } = report;
        assert.equal(accepted + corrected + doubtful + refused, file.length);
        const whole = file.filter((row) => row["producer"] && row["status"] !== "submitted");
        const producerOf = (row: Record<string, string>) =>
          `${row["new_province_code"]}|${nameKey(row["producer"] ?? "")}`;
        const productOf = (row: Record<string, string>) =>
          `${producerOf(row)}|${nameKey(row["product"] ?? "")}`;
        const told = whole.filter((row) => row["status"] === "recognised" && row["star"]);
        assert.equal(report.products, new Set(whole.map(productOf)).size);
        assert.equal(
          report.recognitions,
          new Set(told.map((row) => `${productOf(row)}|${row["year"]}`)).size,
        );
        const refusedRows = new Set(
          report.problems.flatMap(({ row, kind }) =>
            kind !== "file" && problemKinds[kind][0] === "refused" ? [row] : [],
          ),
        );
        assert.equal(refusedRows.size, refused);
        const { rows: placed } = await db.execute<{ row: number; path: string }>(sql`
        select e.row, p.unit_path as path from register_entries e join producers p on p.id = e.producer_id`);
        for (const { row, path } of placed) {
          const line = file[row - 2] ?? {};
          if (line["commune_match"] === "old" || line["commune_match"] === "new")
            assert.equal(
              path,
              `${line["new_province_code"]}/${line["new_commune_code"]}`,
              `row ${row}`,
            );
        }
        const now = await today(db);
        const { rows: listed } = await listRegister(db, RegisterFilter.parse({}));
        for (const { state, expiresOn, recognisedOn } of listed) {
          assert.equal(Number(expiresOn.slice(0, 4)), Number(recognisedOn.slice(0, 4)) + 3);
          if (expiresOn < now) assert.equal(state, "expired");
          else assert.match(state ?? "", /valid|expiring/);
        }
      });
    });
  },
);
