import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { csvLine } from "../csv.ts";
import { prepareImport, shippedLayout } from "./read.server.ts";
import { database } from "./register.test.world.ts";
import { type Settlement, settledAnew } from "./settlements.ts";

const names =
  "province district commune producer producer_type product star year date decision".split(" ");
const row = (...cells: readonly string[]) => cells;
const place = ["Thái Nguyên", "huyện Phú Bình", "xã Thượng Đình"];
const file = Buffer.from(
  [
    names,
    row(...place, "HTX Chè Tân Hương", "HTX", "Chè một", "3", "2022", "15/03/2022", "1/QĐ-UBND"),
    row(...place, "HTX nông nghiệp chè Tân Hương", "", "Chè hai", "3", "2022", "15/3/22", "1"),
    row(...place, "HTX nông nghiệp chè Tân Hương", "", "Chè ba", "9", "2022", "15/03/2022", "1"),
  ]
    .map(csvLine)
    .join(""),
);

async function planned(settlements: readonly Settlement[]) {
  const { plan, report } = await prepareImport(database.db, file, {
    layout: await shippedLayout("tidy"),
    actor: null,
    province: null,
    settlements,
  });
  const kinds = report.problems.map((one) => `${one.column}${one.row} ${one.kind}`);
  return { plan, report, kinds };
}

const [province = "", district = "", commune = ""] = place;
const written = { province, district, commune };

describe("what a person settles", () => {
  test("is asked with what there is to choose from", async () => {
    const { plan, kinds } = await planned([]);
    assert.deepEqual(kinds, [
      "C2 communeDivided",
      "I3 shortYear",
      "C3 communeDivided",
      "D3 producerAlike",
      "G4 badStars",
      "C4 communeDivided",
    ]);
    const [divided, , , alike, stars] = plan.open.map(({ question }) => question);
    assert.ok(divided?.kind === "commune");
    assert.deepEqual(divided.written, written);
    assert.deepEqual(
      divided.units.flatMap(({ today }) => today.map(({ fullName }) => fullName)),
      ["Xã Phú Bình", "Xã Điềm Thụy"],
    );
    assert.deepEqual(alike, {
      kind: "producer",
      others: [{ as: { row: 2 }, name: "HTX Chè Tân Hương", where: "Dòng 2" }],
    });
    assert.deepEqual(stars, { kind: "cell", text: "9" });
  });

  test("holds for every row that asks the same, and nothing else is changed", async () => {
    const { plan } = await planned([]);
    const [first] = plan.open;
    const unit =
      first?.question?.kind === "commune" ? first.question.units[0]?.today[1]?.path : undefined;
    const code = unit?.split("/")[1] ?? "";
    const settled = await planned([
      { kind: "commune", ...written, unit: { version: "2025-07-01", code } },
      { kind: "producer", row: 3, as: { row: 2 } },
      { kind: "asRead", row: 3, column: "I", problem: "shortYear" },
      { kind: "cell", row: 4, column: "G", text: "4 sao" },
    ]);
    assert.deepEqual(settled.kinds, ["D4 sameNameWritten"], "the name goes with the one of row 2");
    const { doubtful, producers, products, recognitions } = settled.report;
    assert.deepEqual([doubtful, producers, products, recognitions], [0, 1, 3, 3]);
    const [producer] = settled.plan.producers;
    assert.deepEqual(
      [producer?.place.path, producer?.place.version, producer?.place.isCommune],
      [unit, "pre-2025", true],
      "the record keeps the commune of then and lies in the part that was chosen",
    );
    assert.deepEqual(
      settled.plan.recognitions.map(({ stars, expiresFrom, expiresTo }) => [
        stars,
        expiresFrom,
        expiresTo,
      ]),
      [3, 3, 4].map((stars) => [stars, "2025-03-15", "2025-03-15"]),
    );
  });

  test("two producers stay two when somebody says so; a later word counts instead of an earlier", async () => {
    const same: Settlement = { kind: "producer", row: 3, as: { row: 2 } };
    const own: Settlement = { kind: "producer", row: 3, as: "own" };
    const { report, kinds } = await planned(settledAnew([same], [own]));
    assert.equal(report.producers, 2);
    assert.ok(!kinds.some((one) => one.endsWith("producerAlike")));
  });

  test("a commune of another province, or one that is none, settles nothing", async () => {
    for (const code of ["00004", "99999"]) {
      const { kinds } = await planned([
        { kind: "commune", ...written, unit: { version: "2025-07-01", code } },
      ]);
      assert.ok(kinds.includes("C2 communeDivided"), code);
    }
  });
});
