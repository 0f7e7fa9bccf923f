import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { stopRenderer } from "#core/documents/typst.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { builtFacts, builtReview } from "#tests/support/dossier-facts.ts";
import { pdfText, withoutPdfTools } from "#tests/support/pdf.ts";
import { claimsOf, paperNumbers } from "./claims.ts";
import { communeReport, requestLetter } from "./commune-papers.ts";
import { receiptPaper, returnNotice, sampleSlip } from "./desk-papers.ts";
import type { DossierFacts } from "./facts.ts";
import { qrBlock } from "./qr.server.ts";
import { registrationForm } from "./registration.ts";
import { selfReport } from "./self-report.ts";

after(stopRenderer);
const skip = { skip: withoutPdfTools };

const textOf = async (document: PrintedDocument) => pdfText(await renderBlocks(document));

function procedureOf({ regime }: DossierFacts) {
  const procedure = loadProcedures().regimes[regime];
  assert.ok(procedure);
  return procedure;
}

function assertSays(text: string, words: readonly string[]): void {
  for (const word of words) assert.ok(text.includes(word), `${word} in ${text}`);
}

test(
  "Mẫu 01 names producer, product, kind, enclosures and the slips of both offices",
  skip,
  async () => {
    const facts = builtFacts();
    assertSays(await textOf(registrationForm(facts, procedureOf(facts))), [
      "Mẫu 01, Phụ lục III",
      "Quyết định số 26/2026/QĐ-TTg",
      "PHIẾU ĐĂNG KÝ",
      "Kính gửi: Ủy ban nhân dân xã Văn Lang",
      "Tên chủ thể: Hợp tác xã Chè Đồi Sương (dữ liệu mẫu)",
      "Người đại diện theo pháp luật: Hoàng Thị Lụa",
      "Điện thoại: 0912345678",
      "Tên sản phẩm đăng ký: Trà shan tuyết Đồi Sương",
      "Đăng ký: ☒ Đánh giá lần đầu ☐ Đánh giá nâng hạng ☐ Đánh giá lại",
      "2) 5 giấy tờ minh chứng",
      "3) 5 mẫu sản phẩm",
      "4) Bản giấy hợp đồng thuê đất có công chứng.",
      "Phần ghi của cấp xã",
      "Số: Phiếu số 7/PĐK-19-05692-2026",
      "Ngày nhận: 08/06/2026",
      "Phần ghi của cấp tỉnh",
      "ngày 05 tháng 6 năm 2026",
      "Dữ liệu mẫu",
      "Mã biên nhận ABCD-EFGH-JKLM-NPQR",
    ]);
  },
);

test("tourism hands in no samples", () => {
  const facts = builtFacts({ setCode: "26" });
  const words = JSON.stringify(registrationForm(facts, procedureOf(facts)).blocks);
  assert.doesNotMatch(words, /mẫu sản phẩm/);
});

test("Mẫu 02 has four parts, the third in criterion order with its papers", skip, async () => {
  const facts = builtFacts();
  const text = await textOf(selfReport(facts));
  const heads = [
    "I. THÔNG TIN CHUNG",
    "II. KẾT QUẢ",
    "III. TỰ CHẤM ĐIỂM",
    "IV. KẾ HOẠCH PHÁT TRIỂN",
  ];
  const places = heads.map((head) => text.indexOf(head));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.ok(
    places.every((place) => place >= 0),
    String(places),
  );
  const titles = facts.compiled.leaves.map(({ title }) =>
    text.indexOf(title.slice(0, 12), places[2]),
  );
  assert.ok(
    titles.every((at) => at > 0),
    "every criterion is printed",
  );
  assertSays(text, [
    "Người đại diện là: ☒ Nữ ☒ Người dân tộc thiểu số ☐ Người khuyết tật",
    "☒ Nhãn hiệu ☐ Chỉ dẫn địa lý ☒ Nhãn hiệu tập thể",
    "Doanh thu: 4.850.000.000 đồng",
    "Vốn góp của cộng đồng địa phương: 62,5%",
    "Năm báo cáo: 2025",
    "[2] Chứng nhận VietGAP, GlobalGAP: Chứng nhận VietGAP, số 2/2025/KN",
    "Ghi chú: Số liệu lấy từ sổ mua nguyên liệu năm 2025.",
  ]);
  const { result } = claimsOf(facts);
  assert.match(text, new RegExp(`TỔNG ĐIỂM 100 ${result.total} Tự chấm: ${result.stars} sao`));
});

test("an upgrade tells its changes and a renewal its updates; a first filing has neither", () => {
  const headings = (kind: DossierFacts["kind"]) =>
    selfReport(builtFacts({ kind })).blocks.flatMap((block) =>
      block.kind === "heading" ? [block.text] : [],
    );
  assert.ok(headings("upgrade").some((text) => text.includes("những thay đổi")));
  assert.ok(headings("renewal").some((text) => text.includes("nội dung cập nhật")));
  assert.equal(headings("first").length, 4);
});

test("points of the claims add up to the score, under any answers", () => {
  const { compiled } = builtFacts();
  const option = (count: number) => fc.option(fc.integer({ min: 1, max: count }));
  const answers = fc.record(
    Object.fromEntries(compiled.leaves.map(({ code, options }) => [code, option(options.length)])),
  );
  fc.assert(
    fc.property(answers, (chosen) => {
      const facts = builtFacts({
        answers: Object.fromEntries(
          Object.entries(chosen).map(([code, option]) => [code, { option, note: null }]),
        ),
      });
      const { parts, result } = claimsOf(facts);
      const sum = parts
        .flatMap(({ rows }) => rows)
        .reduce((total, row) => total + ("claim" in row ? row.claim.points : 0), 0);
      assert.equal(sum, result.total);
    }),
    { numRuns: 50 },
  );
});

test("a paper keeps one number, that of the first criterion that it backs", () => {
  assert.deepEqual([...paperNumbers(builtFacts()).values()], [1, 2, 3, 4, 5]);
});

test("what was not filed says on every page that it is a draft", skip, async () => {
  const draft = builtFacts({ filing: null });
  for (const document of [registrationForm(draft, procedureOf(draft)), selfReport(draft)]) {
    const text = await textOf(document);
    assertSays(text, ["BẢN NHÁP – chưa nộp, không có giá trị", "Bản đang soạn"]);
    assert.doesNotMatch(text, /Mã biên nhận/);
  }
});

test("forms of earlier decisions carry no number that we have not read", skip, async () => {
  for (const regime of ["148-2023", "1048-2019"]) {
    const facts = builtFacts({ regime });
    const text = await textOf(registrationForm(facts, procedureOf(facts)));
    assertSays(text, [
      `Theo mẫu của Quyết định số ${facts.decision}`,
      "không phải bản gốc của mẫu",
    ]);
    assert.doesNotMatch(text, /Mẫu 0\d/);
  }
});

test("Mẫu 03 sets the commune's findings beside what the producer declared", skip, async () => {
  assertSays(await textOf(communeReport(builtFacts(), builtReview())), [
    "Mẫu 03, Phụ lục III",
    "ỦY BAN NHÂN DÂN XÃ VĂN LANG",
    "Trong xã: 92,5%",
    "Tại địa phương: 38 người",
    "Đúng như chủ thể khai. Đã xem sổ mua và đi ba đồi chè",
    "Kiểm tra tại nơi sản xuất ngày 15/06/2026",
    "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
  ]);
});

test("the request letter cites the article, the slip and what is enclosed", skip, async () => {
  assertSays(await textOf(requestLetter(builtFacts(), builtReview())), [
    "V/v đề nghị đánh giá, phân hạng sản phẩm OCOP",
    "Thực hiện khoản 2 Điều 7 Quyết định 26/2026/QĐ-TTg",
    "phiếu số 7/PĐK-19-05692-2026",
    "3) 5 mẫu sản phẩm.",
    "Nơi nhận: - Như trên;",
  ]);
});

test("a return notice names every item as people know it, with its reason", skip, async () => {
  const facts = builtFacts();
  const [first] = facts.evidence;
  const text = await textOf(
    returnNotice(facts, {
      on: "2026-06-20",
      stage: "commune",
      level: "commune",
      reason: "Hồ sơ còn thiếu.",
      items: [
        { item: "general", reason: "Số lao động chưa khớp." },
        { item: "criterion:1.2", reason: "Chứng nhận chưa ghi tên sản phẩm." },
        { item: `paper:${first?.paperId}`, reason: "Trang 2 mờ." },
        { item: "samples", reason: "Nộp thêm 2 mẫu." },
      ],
    }),
  );
  assertSays(text, [
    "Văn Lang, ngày 20 tháng 6 năm 2026",
    "1 Thông tin chung Số lao động chưa khớp.",
    "2 Tiêu chí 1.2: Vùng nguyên liệu được chứng nhận",
    "3 Chứng minh nguồn gốc nguyên liệu: Sổ mua búp chè 2025",
    "4 Mẫu sản phẩm Nộp thêm 2 mẫu.",
  ]);
});

test("the receipt shows code, digest and the address behind its QR code", skip, async () => {
  const facts = builtFacts();
  const address = "https://ocop.example.vn/bien-nhan/ABCD-EFGH-JKLM-NPQR";
  const text = await textOf(receiptPaper(facts, await qrBlock(address, [address])));
  assertSays(text, ["Mã biên nhận: ABCD-EFGH-JKLM-NPQR", "Ngày nộp: 05/06/2026"]);
  assert.ok(text.replaceAll(/\s/g, "").includes(address));
  assert.ok(text.replaceAll(/\s/g, "").includes(facts.filing?.digest ?? "none"));
});

test("a sample slip shows its own step and the log up to it, not beyond", skip, async () => {
  const step = { quantity: 5, giver: "Bà Lụa", taker: "Ông Bình", condition: "Nguyên niêm phong" };
  const log = [
    { ...step, act: "received", onDay: "2026-06-08" },
    { ...step, act: "handedOver", onDay: "2026-06-22" },
  ] as const;
  const text = await textOf(sampleSlip(builtFacts(), log, 0));
  assertSays(text, ["Nhận mẫu từ chủ thể", "Ngày giao nhận: 08/06/2026", "Số lượng: 5 mẫu"]);
  assert.doesNotMatch(text, /22\/06\/2026/);
  assert.throws(() => sampleSlip(builtFacts(), log, 2), RangeError);
});

test("texts that would be markup, and texts without end, come out as texts", skip, async () => {
  const hostile = '#read("/etc/passwd") $x$ </w:t> <script>alert(1)</script>';
  const facts = builtFacts({
    productName: hostile,
    producerName: "x".repeat(300),
    answers: { "1.1": { option: 1, note: `${hostile} ${"dài ".repeat(2000)}` } },
  });
  const text = await textOf(selfReport(facts));
  assert.ok(text.replaceAll(/\s/g, "").includes(hostile.replaceAll(/\s/g, "")), text.slice(0, 400));
});
