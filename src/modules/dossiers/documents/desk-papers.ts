import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import { formatDay } from "#core/input/day.ts";
import { sections } from "../forms/definitions.ts";
import { dossierKinds, sampleActs } from "../model.ts";
import { paperNumbers } from "./claims.ts";
import { bareName, banners, officeName, paperWords, printed } from "./wording.ts";
import type { DossierFacts, ReturnFacts, SampleFacts } from "./facts.ts";
import { digestWords } from "./digest-words.ts";

/** The notice that goes back with a dossier: every item with its reason. */
export function returnNotice(facts: DossierFacts, back: ReturnFacts): PrintedDocument {
  const { place } = facts;
  const office = officeName(back.level, place);
  return printed(
    facts,
    "Thông báo trả hồ sơ để bổ sung",
    [
      {
        kind: "letterhead",
        parent: null,
        agency: office.replace(/^(Ủy ban nhân dân) /u, "$1\n"),
        number: "........./TB",
        subject: null,
        dated: {
          place: bareName(back.level === "commune" ? place.commune : place.province),
          day: back.on,
        },
      },
      { kind: "title", text: "Thông báo", about: "Trả hồ sơ OCOP để bổ sung, hoàn thiện" },
      ...banners(facts),
      { kind: "paragraph", style: "centre", text: `Kính gửi: ${facts.producerName}` },
      {
        kind: "paragraph",
        style: "body",
        text: `${office} đã xem hồ sơ ${dossierKinds[facts.kind].toLowerCase()} sản phẩm “${facts.productName}”${facts.filing ? `, mã biên nhận ${facts.filing.receiptCode}` : ""}, và trả lại để bổ sung với lý do sau:`,
      },
      { kind: "paragraph", style: "body", text: back.reason },
      {
        kind: "table",
        columns: [
          { head: "TT", width: 11, align: "center" },
          { head: "Mục cần bổ sung", width: 66 },
          { head: "Lý do, nội dung cần làm", width: null },
        ],
        rows: back.items.map(({ item, reason }, i) => ({
          cells: [{ text: String(i + 1) }, { text: itemName(facts, item) }, { text: reason }],
        })),
      },
      {
        kind: "paragraph",
        style: "body",
        text: "Đề nghị chủ thể bổ sung từng mục trên hệ thống rồi nộp lại. Những mục không nêu ở đây không phải làm lại.",
      },
      {
        kind: "closing",
        recipients: ["Như trên", "Lưu: VT"],
        signers: [
          { post: "Người có thẩm quyền", hint: "(Ký, ghi rõ họ tên, đóng dấu)", name: null },
        ],
      },
    ],
    new Date(`${back.on}T00:00:00Z`),
  );
}

/** The name of what a dossier was returned for, as its pages call it. */
export function itemName(facts: Pick<DossierFacts, "compiled" | "evidence">, item: string): string {
  const [kind = "", id = ""] = item.split(/:(.*)/su);
  if (kind === "criterion") {
    const leaf = facts.compiled.leafByCode.get(id);
    return leaf ? `Tiêu chí ${id}: ${leaf.title}` : `Tiêu chí ${id}`;
  }
  if (kind === "paper") {
    const paper = facts.evidence.find(({ paperId }) => paperId === id);
    return paper ? paperWords(paper) : "Giấy tờ minh chứng";
  }
  if (kind === "samples") return "Mẫu sản phẩm";
  return kind in sections ? sections[kind as keyof typeof sections].title : "Nội dung khác";
}

/** What a producer takes away from a filing. `qr` leads to the page where anyone may check it. */
export function receiptPaper(
  facts: DossierFacts,
  qr: Extract<Block, { kind: "qr" }>,
): PrintedDocument {
  const { filing } = facts;
  const first = facts.path[0]?.level ?? "commune";
  return printed(facts, "Biên nhận hồ sơ OCOP", [
    { kind: "letterhead", parent: null, agency: null, number: null, subject: null, dated: null },
    {
      kind: "title",
      text: "Biên nhận hồ sơ",
      about: "Nộp trực tuyến, đánh giá và phân hạng sản phẩm OCOP",
    },
    ...banners(facts),
    { kind: "field", label: "Mã biên nhận", value: filing?.receiptCode ?? null },
    {
      kind: "field",
      label: "Ngày nộp",
      value: filing
        ? `${formatDay(filing.on)}${filing.seq > 1 ? ` (lần ${filing.seq})` : ""}`
        : null,
    },
    { kind: "field", label: "Nơi nhận", value: officeName(first, facts.place) },
    { kind: "field", label: "Chủ thể", value: facts.producerName },
    { kind: "field", label: "Sản phẩm", value: facts.productName },
    { kind: "field", label: "Bộ sản phẩm", value: `${facts.set.code}. ${facts.set.title}` },
    { kind: "field", label: "Loại đăng ký", value: dossierKinds[facts.kind] },
    { kind: "field", label: "Giấy tờ minh chứng", value: `${paperNumbers(facts).size}` },
    {
      kind: "field",
      label: "Dấu vân tay SHA-256 của hồ sơ",
      value: filing ? `\n${digestWords(filing.digest)}` : null,
    },
    qr,
    {
      kind: "paragraph",
      style: "note",
      text: "Biên nhận này do hệ thống lập khi nộp hồ sơ, không phải phiếu tiếp nhận có số của cơ quan. Ai giữ mã đều kiểm tra được hồ sơ có thật và không bị thay đổi.",
    },
  ]);
}

/** One step of the samples from hand to hand, with the log up to it. `at` is its place in the log, from 0. */
export function sampleSlip(
  facts: DossierFacts,
  log: readonly SampleFacts[],
  at: number,
): PrintedDocument {
  const entry = log[at];
  if (!entry) throw new RangeError(`no entry ${at} in the log of samples`);
  return printed(
    facts,
    "Phiếu giao nhận mẫu sản phẩm",
    [
      { kind: "letterhead", parent: null, agency: null, number: null, subject: null, dated: null },
      { kind: "title", text: "Phiếu giao nhận mẫu sản phẩm", about: sampleActs[entry.act] },
      ...banners(facts),
      { kind: "field", label: "Sản phẩm", value: facts.productName },
      { kind: "field", label: "Chủ thể", value: facts.producerName },
      { kind: "field", label: "Mã biên nhận hồ sơ", value: facts.filing?.receiptCode ?? null },
      { kind: "field", label: "Số lượng", value: `${entry.quantity} mẫu` },
      { kind: "field", label: "Bên giao", value: entry.giver },
      { kind: "field", label: "Bên nhận", value: entry.taker },
      { kind: "field", label: "Ngày giao nhận", value: formatDay(entry.onDay) },
      { kind: "field", label: "Tình trạng mẫu", value: entry.condition },
      { kind: "heading", level: 2, text: "Quá trình giao nhận" },
      {
        kind: "table",
        columns: [
          { head: "TT", width: 11, align: "center" },
          { head: "Ngày", width: 24, align: "center" },
          { head: "Việc", width: null },
          { head: "Số mẫu", width: 17, align: "center" },
          { head: "Bên giao", width: 36 },
          { head: "Bên nhận", width: 36 },
        ],
        rows: log.slice(0, at + 1).map((one, i) => ({
          cells: [
            { text: String(i + 1) },
            { text: formatDay(one.onDay) },
            { text: sampleActs[one.act] },
            { text: String(one.quantity) },
            { text: one.giver },
            { text: one.taker },
          ],
        })),
      },
      {
        kind: "closing",
        recipients: [],
        signers: [
          { post: "Bên giao", hint: "(Ký, ghi rõ họ tên)", name: entry.giver },
          { post: "Bên nhận", hint: "(Ký, ghi rõ họ tên)", name: entry.taker },
        ],
      },
    ],
    new Date(`${entry.onDay}T00:00:00Z`),
  );
}
