import assert from "node:assert/strict";
import { test } from "node:test";
import { renderBlocks } from "#core/documents/blocks.server.ts";
import { renderDocx } from "#core/documents/docx.server.ts";
import { pdfText } from "#tests/support/pdf.ts";
import { usualSymbol } from "../minutes-number.ts";
import { type MinutesFacts, minutesPaper } from "./minutes.ts";

const facts: MinutesFacts = {
  state: "concluded",
  isDemo: true,
  kind: "unannounced",
  agency: "Sở Nông nghiệp và Môi trường",
  numberText: "07/BB-SNNMT",
  symbol: "SNNMT",
  unitName: "Tỉnh Thái Nguyên",
  plan: null,
  note: "Có tin về nhãn.",
  productName: "Chè tôm nõn thử",
  producerName: "Hợp tác xã thử",
  stars: 4,
  certificateNumber: "12/2026/OCOP",
  leadName: "Thanh tra thử",
  visit: {
    on: "2026-11-05",
    people: "Trưởng đoàn thử\nGiám đốc thử",
    latitude: 21.6,
    longitude: 105.85,
    notes: "Kho sạch.",
    producerSays: "Nhất trí.",
    photos: 2,
    signedName: "Người đại diện thử",
    isSigned: true,
  },
  lines: [
    {
      code: "label:name",
      group: "label",
      title: "Tên và hình ảnh sản phẩm",
      expects: "Đúng sản phẩm",
      isGate: false,
      source: "Thông tư 02/2024/TT-BKHCN",
      mark: "notKept",
      note: "Nhãn sai tên.",
      photos: 1,
    },
  ],
  allLines: 12,
  findings: [
    { title: "Tên sản phẩm", demand: "In lại nhãn.", dueOn: "2026-12-01", isReferred: false },
    { title: "Nhãn hiệu", demand: "Dùng sai mẫu.", dueOn: null, isReferred: true },
  ],
  conclusion: "Cơ sở duy trì các tiêu chí.",
  concludedOn: "2026-11-06",
  changedAt: new Date("2026-11-05T03:00:00Z"),
};

test("the minutes say who, what was found, what is demanded until when, in PDF and Word", async () => {
  const text = await pdfText(await renderBlocks(minutesPaper(facts)));
  for (const said of [
    "ỦY BAN NHÂN DÂN",
    "Số: 07/BB-SNNMT",
    "BIÊN BẢN KIỂM TRA",
    "Thái Nguyên, ngày 05 tháng 11 năm 2026",
    "Kiểm tra ngoài kế hoạch. Lý do: Có tin về nhãn.",
    "Đã kiểm tra 1 trong 12 nội dung, kèm 3 ảnh",
    "Nhãn sai tên.",
    "Hạn khắc phục: 01/12/2026.",
    "Đề nghị xử lý theo quy định.",
    "Nhất trí.",
  ])
    assert.ok(text.replace(/\s+/g, " ").includes(said), said);
  assert.doesNotMatch(text, /DỰ THẢO/);
  assert.match(text, /Dữ liệu mẫu/);
  assert.ok((await renderDocx(minutesPaper(facts))).byteLength > 5_000);
});

test("minutes of a visit without a conclusion say that they are a draft", async () => {
  const draft = minutesPaper({
    ...facts,
    state: "visited",
    numberText: null,
    conclusion: null,
    concludedOn: null,
  });
  const text = await pdfText(await renderBlocks(draft));
  assert.match(text, /DỰ THẢO/);
  assert.match(text, /Số: \.+\/BB-SNNMT/);
});

test("an agency's usual sign is made of the first letters of its name", () => {
  for (const [agency, symbol] of [
    ["Sở Nông nghiệp và Môi trường", "SNNMT"],
    ["Sở Y tế", "SYT"],
    ["Văn phòng Điều phối Nông thôn mới", "VPĐPNTM"],
    ["Cơ quan quản lý OCOP Tỉnh Thái Nguyên", "OCOP"],
    ["…", "OCOP"],
  ] as const)
    assert.equal(usualSymbol(agency), symbol);
});
