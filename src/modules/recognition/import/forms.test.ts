import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { oldEncodings } from "#tests/support/old-encodings.ts";
import {
  bigCsv,
  bigWorkbook,
  madeRegister,
  type SheetLine,
  tidyCsv,
} from "#tests/support/register-sheets.ts";
import { dayOfSerial, readDay } from "./dates.ts";
import { type LayoutName, sheetOf, shippedLayout } from "./read.server.ts";
import { readRows } from "./rows.ts";
import { readSheets } from "./sheet.server.ts";

const lines = madeRegister(60);

/** What a line says, whichever file it stands in. */
type Said = readonly (string | number | null)[];

/** The day that the maker of the register meant, by its own reckoning. */
function meant(day: SheetLine["rounds"][number]["day"]): string {
  if (day instanceof Date) return day.toISOString().slice(0, 10);
  if (typeof day === "number") return dayOfSerial(day) ?? "";
  return day.split("/").toReversed().join("-");
}

const expected: Said[] = lines.map((line) => [
  line.product,
  line.producer,
  line.kind,
  line.commune,
  ...line.rounds.flatMap((round) => [round.stars, meant(round.day), round.year, round.decision]),
]);

async function saidBy(bytes: Uint8Array, layoutName: LayoutName): Promise<Said[]> {
  const layout = await shippedLayout(layoutName);
  const { sheets } = await readSheets(bytes, layout.encoding);
  const { rows } = readRows(sheetOf(sheets, layout), layout);
  return rows.map(({ fields, rounds }) => [
    ...(["product", "producer", "kind", "commune"] as const).map(
      (name) => fields[name]?.text ?? "",
    ),
    ...rounds.flatMap(({ stars, date, year, decision }) => {
      if (!stars || stars.text === "") return [];
      const day = readDay(date?.cell);
      return [
        Number(stars.text),
        day.kind === "day" ? day.day : null,
        Number(year?.text),
        decision?.text ?? null,
      ];
    }),
  ]);
}

describe("one register of 22 columns says the same", () => {
  const text = bigCsv(lines);
  const files: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
    "as a workbook": () => bigWorkbook(lines),
    "as a workbook with letters and marks apart": () =>
      bigWorkbook(lines, (said) => said.normalize("NFD")),
    "as a workbook in a TCVN3 font": () =>
      bigWorkbook(lines, (said) =>
        new TextDecoder("windows-1252").decode(oldEncodings.tcvn3(said)),
      ),
    "as a workbook in a VNI font": () =>
      bigWorkbook(lines, (said) => oldEncodings.vni(said).toString("latin1")),
    "as CSV in UTF-8": () => Buffer.from(text),
    "as CSV in UTF-8 with BOM": () => Buffer.from(`\ufeff${text}`),
    "as CSV with letters and marks apart": () => Buffer.from(text.normalize("NFD")),
    "as CSV in UTF-16": () => Buffer.from(`\ufeff${text}`, "utf16le"),
    "as CSV with semicolons": () => Buffer.from(text.replaceAll(",", ";")),
    "as CSV in TCVN3": () => oldEncodings.tcvn3(text),
    "as CSV in VNI": () => oldEncodings.vni(text),
    "as CSV in Windows-1258": () => oldEncodings["windows-1258"](text),
  };
  for (const [name, file] of Object.entries(files))
    test(name, async () => {
      assert.deepEqual(await saidBy(await file(), "chi-cuc-22"), expected);
    });

  test("and the tidy table of it, one line for each recognition", async () => {
    const rounds = lines.flatMap((line, at) =>
      line.rounds.map((_, n) => [
        ...(expected[at] ?? []).slice(0, 4),
        ...(expected[at] ?? []).slice(4 + n * 4, 8 + n * 4),
      ]),
    );
    for (const encode of [(text: string) => Buffer.from(text), ...Object.values(oldEncodings)]) {
      const said = await saidBy(encode(tidyCsv(lines)), "tidy");
      assert.deepEqual(
        said.map(([product, producer, kind, commune, ...rest]) => [
          product,
          producer,
          kind,
          String(commune).replace(/^xã /, ""),
          ...rest,
        ]),
        rounds,
      );
    }
  });
});
