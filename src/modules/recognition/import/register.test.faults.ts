import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type ProblemKind, problemKinds } from "./problems.ts";
import { database, tried, type Row, goodRow, tidyFile } from "./register.test.world.ts";

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
  [
    "a producer like another",
    { producer: "Hợp tác xã nông nghiệp Thử Nghiệm Số 0" },
    "producerAlike",
    "D",
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
