import assert from "node:assert/strict";
import { after, test } from "node:test";
import { AppError } from "#core/errors.ts";
import {
  countPages,
  pdfFonts,
  pdfInfo,
  pdfPages,
  pdfText,
  withoutPdfTools,
} from "#tests/support/pdf.ts";
import { renderPdf, stopRenderer } from "./typst.server.ts";

after(stopRenderer);

const template = new URL("./decree30.test.typ", import.meta.url);
const runaway = new URL("./runaway.test.typ", import.meta.url);
const options = { title: "Quyết định thử", createdAt: new Date("2026-01-05T03:04:05Z") };
const decision = {
  number: "12/QĐ-UBND",
  subject: "công nhận sản phẩm",
  place: "Minh Họa",
  date: "2026-01-05",
  about: "Về việc công nhận sản phẩm OCOP",
  bases: ["Căn cứ Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Văn phòng điều phối"],
  name: "Hợp tác xã Minh Họa",
  body: "Nội dung trang hai.",
  recipients: ["Như Điều 2", "Lưu: VT"],
  signer: "Nguyễn Văn Ký",
};
const render = (change: Partial<typeof decision> = {}) =>
  renderPdf(template, { ...decision, ...change }, options);

test(
  "a document lays out every part that Decree 30/2020 names",
  { skip: withoutPdfTools },
  async () => {
    const [first = "", second = ""] = await pdfPages(await render());
    for (const text of [
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "Độc lập - Tự do - Hạnh phúc",
      "ỦY BAN NHÂN DÂN TỈNH MINH HỌA",
      "VĂN PHÒNG ĐIỀU PHỐI",
      "Số: 12/QĐ-UBND",
      "V/v công nhận sản phẩm",
      "Minh Họa, ngày 05 tháng 01 năm 2026",
      "QUYẾT ĐỊNH",
      "Căn cứ Luật Tổ chức chính quyền địa phương;",
      "Theo đề nghị của Văn phòng điều phối.",
      "☒ có ☐ không, mức 4★",
      "Chủ thể: Hợp tác xã Minh Họa",
      "Địa chỉ: ....",
    ]) {
      assert.ok(first.includes(text), `${text} in ${first}`);
    }
    for (const text of [
      "Nơi nhận: - Như Điều 2;",
      "- Lưu: VT.",
      "TM. ỦY BAN NHÂN DÂN",
      "ngày ..... tháng ..... năm",
      "NGƯỜI LẬP (Ký, ghi rõ họ tên)",
    ]) {
      assert.ok(second.includes(text), `${text} in ${second}`);
    }
  },
);

test(
  "days from 10 and months from 3 are written without a zero",
  { skip: withoutPdfTools },
  async () => {
    const [first = ""] = await pdfPages(await render({ date: "2026-03-22" }));
    assert.ok(first.includes("ngày 22 tháng 3 năm 2026"), first);
  },
);

test("the page number stands on every page but the first", { skip: withoutPdfTools }, async () => {
  const [first = "", second = ""] = await pdfPages(await render());
  assert.ok(!/^1\b/.test(first), first);
  assert.ok(second.startsWith("2 Nội dung trang hai."), second);
});

test(
  "a document carries its title, its moment, PDF/A and the embedded font",
  { skip: withoutPdfTools },
  async () => {
    const pdf = await render();
    const fonts = await pdfFonts(pdf);
    const info = await pdfInfo(pdf);
    assert.equal(info["Title"], "Quyết định thử");
    assert.equal(info["CreationDate"], "2026-01-05T03:04:05Z");
    const bytes = Buffer.from(pdf).toString("latin1");
    assert.match(bytes, /\/Lang \(vi/);
    assert.match(bytes, /pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</);
    assert.deepEqual(
      fonts.filter(({ embedded }) => !embedded),
      [],
    );
    assert.deepEqual(fonts.map(({ name }) => name).toSorted(), [
      "DejaVuSansMono",
      "Tinos-Bold",
      "Tinos-BoldItalic",
      "Tinos-Italic",
      "Tinos-Regular",
    ]);
  },
);

test("the same input gives the same bytes, in the same process and in a new one", async () => {
  const first = await render();
  await render({ name: "Khác" });
  assert.deepEqual(await render(), first);
  stopRenderer();
  assert.deepEqual(await render(), first);
  assert.notDeepEqual(await render({ name: "Khác" }), first);
});

test(
  "markup, code, emoji and other scripts in the data are text",
  { skip: withoutPdfTools },
  async () => {
    for (const [name, shown] of [
      ["#panic()", "#panic()"],
      ["*đậm* _nghiêng_ `mã` $x$", "*đậm* _nghiêng_ `mã` $x$"],
      ['#import "/core/env.ts": *', '#import "/core/env.ts": *'],
      ['] #read("/etc/passwd") [', '] #read("/etc/passwd") ['],
      ["= Tiêu đề", "= Tiêu đề"],
      ["<nhãn> @nhãn \\u{41} \\ -- // /* */", "<nhãn> @nhãn \\u{41} \\ -- // /* */"],
      ["\"ngoặc\" 'đơn' … – ≥ ≤ × ½", "\"ngoặc\" 'đơn' … – ≥ ≤ × ½"],
      ["Trà 🌼 hoa 中", "Trà □ hoa □"],
      ["Cà phê đặc sản".normalize("NFD"), "Cà phê đặc sản"],
      ["Ngược\u202E chiều\u0000\uD800", "Ngược chiều"],
    ] as const) {
      const [first = ""] = await pdfPages(await render({ name }));
      assert.ok(first.includes(`Chủ thể: ${shown}`), `${JSON.stringify(name)} in ${first}`);
    }
  },
);

test("long text flows over pages, and a word without end breaks within the margins", async () => {
  assert.ok(countPages(await render({ body: "Lời dài của chủ thể. ".repeat(500) })) > 3);
  const endless = await render({ body: "ẵ".repeat(10_000) });
  assert.ok(countPages(endless) > 2, "10,000 letters take more than a page");
  if (withoutPdfTools) return;
  assert.equal((await pdfText(endless)).replaceAll(/[^ẵ]/g, "").length, 10_000);
});

test("a failing template is an internal error that names it, and the next document is made", async () => {
  await assert.rejects(
    renderPdf(template, {}, options),
    (error: unknown) =>
      error instanceof AppError &&
      error.code === "internal" &&
      /decree30\.test\.typ/.test(error.message),
  );
  assert.ok((await render()).length > 1000);
});

test("a document that takes too long is given up, and those after it are made", async () => {
  const began = performance.now();
  const slow = renderPdf(runaway, {}, { ...options, timeoutMs: 1500 });
  const next = render();
  await assert.rejects(
    slow,
    (error: unknown) => error instanceof AppError && error.code === "unavailable",
  );
  assert.ok(performance.now() - began < 5000);
  assert.ok((await next).length > 1000);
});

test(
  "documents asked for at once are each made from their own data",
  { skip: withoutPdfTools },
  async () => {
    const names = Array.from({ length: 8 }, (_, i) => `Chủ thể số ${i}`);
    const made = await Promise.all(names.map((name) => render({ name })));
    const texts = await Promise.all(made.map(pdfText));
    texts.forEach((text, i) => assert.ok(text.includes(`Chủ thể: ${names[i]}`)));
  },
);
