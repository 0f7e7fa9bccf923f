import assert from "node:assert/strict";
import { after, test } from "node:test";
import { stopRenderer } from "#core/documents/typst.server.ts";
import {
  countPages,
  pdfFonts,
  pdfInfo,
  pdfPages,
  pdfText,
  withoutPdfTools,
} from "#tests/support/pdf.ts";
import { findBook, listRegimes } from "../book.server.ts";
import type { Book } from "../book.server.ts";
import { scoreSheetView } from "./score-sheet-view.ts";
import type { ScoreSheetInput } from "./score-sheet-view.ts";
import { renderScoreSheet } from "./score-sheet.server.ts";

after(stopRenderer);

const skip = withoutPdfTools;
const blank: ScoreSheetInput = { book: bookOf("26-2026"), set: "01", standing: "official" };

function bookOf(regime: string): Book {
  const found = findBook(regime);
  assert.ok(found);
  return found;
}

/** The last option of every criterion. */
function lastAnswers({ compiled }: Book, set: string): Record<string, number> {
  const leaves = compiled.get(set)?.leaves ?? [];
  return Object.fromEntries(leaves.map(({ code, options }) => [code, options.length]));
}

const pagesOf = async (change: Partial<ScoreSheetInput> = {}) =>
  pdfPages(await renderScoreSheet({ ...blank, ...change }));
const textOf = async (change: Partial<ScoreSheetInput> = {}) =>
  pdfText(await renderScoreSheet({ ...blank, ...change }));
const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

function assertIncludes(text: string, parts: readonly string[]) {
  for (const part of parts) assert.ok(text.includes(part), `${part} in ${text}`);
}

for (const regime of listRegimes()) {
  test(`every set of ${regime} prints, with each criterion's code and each word of its options`, async () => {
    const book = bookOf(regime);
    await Promise.all([...book.sets.keys()].map((set) => assertWhole({ ...blank, book, set })));
  });
}

async function assertWhole(input: ScoreSheetInput) {
  const pdf = await renderScoreSheet(input);
  assert.ok(countPages(pdf) >= 4, input.set);
  if (withoutPdfTools) return;
  const text = await pdfText(pdf);
  const { title, parts } = scoreSheetView(input);
  const rows = parts.flatMap((part) => part.rows);
  const codes = new Set(text.split(" "));
  assert.deepEqual(
    rows.map(({ code }) => code).filter((code) => !codes.has(code)),
    [],
    input.set,
  );
  const texts = rows.flatMap(({ title: criterion, notes, blocks }) => [
    criterion,
    ...notes.map((note) => note.text),
    ...blocks.flatMap((block) => [block.title ?? "", ...block.options.map(({ label }) => label)]),
  ]);
  const printed = new Set(words(text));
  const missing = [title, ...texts].flatMap(words).filter((word) => !printed.has(word));
  assert.deepEqual(missing, [], input.set);
}

test(
  "a blank sheet names set, decision and gates, and leaves lines to fill in",
  { skip },
  async () => {
    const pages = await pagesOf();
    assertIncludes(pages[0] ?? "", [
      "PHIẾU ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP Bộ 01. Rau, củ, quả, hạt tươi",
      "Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026",
      "Tên sản phẩm: ....",
      "Mã sản phẩm: ....",
      "Hồ sơ bị loại khi: (1) Giả mạo hồ sơ; (2)",
      "PHẦN A. SẢN PHẨM VÀ SỨC MẠNH CỘNG ĐỒNG",
      `phiên bản dữ liệu ${blank.book.digest.slice(0, 12)}`,
      "được viết gọn; khi khác nhau, áp dụng nội dung văn bản của Quyết định",
    ]);
    const all = pages.join(" ");
    assertIncludes(all, [
      "NGƯỜI ĐÁNH GIÁ (Ký, ghi rõ họ tên)",
      "Tổng điểm bằng chữ: ...",
      "3★",
      "5★",
    ]);
    assert.ok(!all.includes("☒"));
    assert.ok(!all.includes("Tự chấm"));
  },
);

test(
  "pages after the first carry their number and the head of the part's table",
  { skip },
  async () => {
    const pages = await pagesOf({ set: "26" });
    assert.ok(!pages[0]?.startsWith("1 "));
    pages.slice(1).forEach((page, i) => assert.ok(page.startsWith(`${i + 2} `), page.slice(0, 40)));
    for (const page of pages.filter((text) => text.includes("☐")).slice(1, -1)) {
      assertIncludes(page.slice(0, 120), [
        "PHẦN ",
        "Mã Tiêu chí và các lựa chọn Tối thiểu Điểm Điểm chấm",
      ]);
    }
  },
);

test(
  "a heading stays with the criterion after it, and a criterion with its options",
  { skip },
  async () => {
    for (const set of ["01", "09", "22", "26"]) {
      const pages = (await pagesOf({ set })).map((page) => page.replaceAll(" ", ""));
      const rows = scoreSheetView({ ...blank, set }).parts.flatMap((part) => part.rows);
      for (const [i, row] of rows.entries()) {
        const options = row.blocks.flatMap((block) => block.options.map(({ label }) => label));
        const together = [
          row.title,
          ...(row.kind === "group" ? [rows[i + 1]?.title ?? ""] : options),
        ];
        const starts = together.map((text) => text.replaceAll(" ", "").slice(0, 16));
        const page = pages.find((text) => starts.every((start) => text.includes(start)));
        assert.ok(page !== undefined, `${set} ${row.code}: ${starts.join(" | ")}`);
      }
    }
  },
);

test(
  "a filled sheet ticks the answers and prints points, stars, comment and signature",
  { skip },
  async () => {
    const answers = lastAnswers(blank.book, "01");
    const text = await textOf({
      filled: { answers },
      product: { name: "Bưởi da xanh", code: "86-28831-07-2026", producer: "HTX Minh Họa" },
      comment: "Bao bì đẹp.",
      place: "Vĩnh Long",
      date: "2026-02-05",
      assessor: "Nguyễn Thị Ánh Tuyết",
    });
    assertIncludes(text, [
      "Tên sản phẩm: Bưởi da xanh Mã sản phẩm: 86-28831-07-2026 Chủ thể: HTX Minh Họa",
      "TỔNG ĐIỂM (A + B + C) 100 100 Tổng điểm bằng chữ: Một trăm điểm",
      "☒ 5 sao",
      "Theo khung điểm: 5 sao (từ 90 điểm trở lên).",
      "Nhận xét, kiến nghị: Bao bì đẹp.",
      "Vĩnh Long, ngày 05 tháng 02 năm 2026",
      "Nguyễn Thị Ánh Tuyết",
    ]);
    const ticks = text.match(/☒/g)?.length;
    assert.equal(
      ticks,
      Object.keys(answers).length + 1,
      "one for each criterion, one for the stars",
    );
  },
);

test("the signature never stands alone on a page", { skip }, async () => {
  for (const set of ["01", "05", "12", "19", "24", "26"]) {
    const last = (await pagesOf({ set })).at(-1) ?? "";
    assert.match(last, /Nhận xét, kiến nghị: .* NGƯỜI ĐÁNH GIÁ/, set);
  }
});

test("a rejected dossier is ticked as rejected, not as a star level", { skip }, async () => {
  const answers = lastAnswers(blank.book, "01");
  const text = await textOf({ filled: { answers, verdict: { rejected: true } } });
  assertIncludes(text, ["☒ Bị loại", "Hồ sơ bị loại nên không được phân hạng sao."]);
  assert.ok(!/☒ \d sao/.test(text));
});

test(
  "an own score says on every page that it has no legal value; demo data says so",
  { skip },
  async () => {
    const own = await pagesOf({ standing: "self", demo: "Dữ liệu minh họa" });
    for (const page of own) assertIncludes(page, ["Tự chấm – không có giá trị pháp lý"]);
    assert.match(own[0] ?? "", /PHIẾU TỰ CHẤM ĐIỂM.*Dữ liệu minh họa/);
    for (const page of await pagesOf({ demo: "Dữ liệu minh họa" })) {
      assertIncludes(page, ["Dữ liệu minh họa"]);
    }
  },
);

test("cases are told apart", { skip }, async () => {
  assert.match(
    await textOf({ set: "26" }),
    /Trường hợp 1: Dịch vụ du lịch do cộng đồng cung cấp.*Trường hợp 2: /,
  );
});

test(
  "a set that is not verified says so with its doubts, a verified one has no such note",
  { skip },
  async () => {
    assertIncludes(await textOf({ book: bookOf("148-2023"), set: "07" }), [
      "Lưu ý: Bộ này chưa được đối chiếu với văn bản gốc, chỉ dùng để tham khảo.",
      "Lưu ý: 6.4: lựa chọn cao nhất 3, thang điểm 4",
    ]);
    assert.ok(!(await textOf()).includes("Lưu ý:"));
  },
);

test("a regime without gates has no column for them", { skip }, async () => {
  const text = await textOf({ book: bookOf("1048-2019") });
  assert.ok(!text.includes("Tối thiểu"));
  assert.ok(!text.includes("★"));
  assertIncludes(text, ["được sửa đổi tại Quyết định 781/QĐ-TTg"]);
});

test("the same sheet is the same bytes", async () => {
  const filled = { answers: lastAnswers(blank.book, "01") };
  const sheet = { ...blank, date: "2026-06-01", filled };
  assert.deepEqual(await renderScoreSheet(sheet), await renderScoreSheet(sheet));
});

test(
  "a sheet is dated by the assessment or the decision, named, with its fonts inside",
  { skip },
  async () => {
    const dated = await pdfInfo(await renderScoreSheet({ ...blank, date: "2026-06-01" }));
    assert.equal(dated["CreationDate"], "2026-06-01T00:00:00Z");
    const pdf = await renderScoreSheet(blank);
    const undated = await pdfInfo(pdf);
    assert.equal(undated["CreationDate"], "2026-05-22T00:00:00Z");
    assert.match(undated["Title"] ?? "", /^Phiếu đánh giá, phân hạng sản phẩm OCOP – Bộ 01/);
    assert.ok((await pdfFonts(pdf)).every(({ embedded }) => embedded));
  },
);

test(
  "names that look like code, and texts of 10,000 characters, are printed as text",
  { skip },
  async () => {
    const name = '#panic() *x* $y$ ] #read("/etc/passwd")';
    const comment = "Nhận xét rất dài về sản phẩm. ".repeat(350);
    const product = { name, producer: "ẵ".repeat(10_000), address: "Ấp\n1 🌾" };
    for (const standing of ["official", "self"] as const) {
      const text = await textOf({ standing, product, comment, assessor: name });
      assertIncludes(text, [`Tên sản phẩm: ${name} Mã sản phẩm`, "Địa chỉ: Ấp 1 □"]);
      assert.equal(text.match(/dài/g)?.length, 350);
      assert.ok((text.match(/ẵ/g)?.length ?? 0) >= 10_000);
    }
  },
);
