import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readClaim } from "./claim.ts";

const paper = (head: string) =>
  `ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n${head}\nQUYẾT ĐỊNH`;
const claim = { numberText: "01/QĐ-UBND", signedOn: "2026-02-05" };

describe("what a copy says of its number and day", () => {
  test("is found with zeros or without, in words or figures, and with blanks between letters", () => {
    for (const head of [
      "Số: 01/QĐ-UBND Thái Nguyên, ngày 05 tháng 02 năm 2026",
      "Số: 1/QĐ–UBND, ngày 5 tháng 2 năm 2026",
      "S ố : 0 1 / Q Đ - U B N D , 05/02/2026",
      "2026\n01/QĐ-UBND 5.2.2026".normalize("NFD"),
    ])
      assert.deepEqual(readClaim(paper(head), claim), { outcome: "bears" }, head);
  });

  test("is missed where the number is part of another, or the day is another", () => {
    const lacks = (...missing: string[]) => ({ outcome: "lacks", missing });
    assert.deepEqual(
      readClaim(paper("Số: 21/QĐ-UBND ngày 05 tháng 02 năm 2026"), claim),
      lacks("number"),
    );
    assert.deepEqual(
      readClaim(paper("Số: 01/QĐ-UBNDTP ngày 05 tháng 02 năm 2026"), claim),
      lacks("number"),
    );
    assert.deepEqual(
      readClaim(paper("Số: 01/QĐ-UBND ngày 15 tháng 02 năm 2026, 5/2/20260"), claim),
      lacks("day"),
    );
    assert.deepEqual(readClaim(paper("Số: 7/TB-OCOP"), claim), lacks("number", "day"));
  });

  test("cannot be said of a scan", () => {
    for (const text of ["", "Trang 1", " 01/QĐ-UBND 05/02/2026 "])
      assert.deepEqual(readClaim(text, claim), { outcome: "unread" });
  });
});
