import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { formatDay } from "#core/input/day.ts";
import { type DraftField, wordsOf } from "../drafting.ts";
import type { DecisionState } from "../model.ts";

/** A product of a decision, as its papers list it. */
export type PaperItem = {
  readonly seq: number;
  readonly productName: string;
  readonly producerName: string;
  readonly setTitle: string;
  readonly communeCode: string;
  readonly communeName: string;
  /** `74,00`; null where it was decided elsewhere. */
  readonly mean: string | null;
  readonly stars: number;
  readonly certificateNumber: string | null;
  readonly expiresOn: string | null;
};

/** What the papers of a decision are made of. */
export type PaperFacts = {
  readonly state: DecisionState;
  readonly isDemo: boolean;
  readonly issuer: string;
  /** `Tỉnh Thái Nguyên`; null for the country. */
  readonly unitName: string | null;
  readonly title: string;
  readonly legalBasis: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly usual: Readonly<Record<DraftField, string>>;
  readonly numberText: string | null;
  readonly signedOn: string | null;
  readonly signerName: string | null;
  readonly signerTitle: string | null;
  readonly items: readonly PaperItem[];
  readonly changedAt: Date;
};

const bare = (name: string | null) =>
  name === null ? "Hà Nội" : name.replace(/^(Tỉnh|Thành phố)\s+/u, "");

const committee = ({ unitName }: PaperFacts) =>
  unitName === null ? "Bộ Nông nghiệp\nvà Môi trường" : `Ủy ban nhân dân\n${unitName}`;

function paper(facts: PaperFacts, title: string, blocks: readonly Block[]): PrintedDocument {
  return {
    title,
    footer: { left: title, right: facts.isDemo ? "Dữ liệu mẫu" : null },
    createdAt: new Date(Math.floor(facts.changedAt.getTime() / 1000) * 1000),
    blocks,
  };
}

function banners(facts: PaperFacts): Block[] {
  const lines = [
    ...(facts.state === "issued" ? [] : ["DỰ THẢO – chưa ban hành, không có giá trị"]),
    ...(facts.isDemo ? ["Dữ liệu mẫu – con người và sản phẩm không có thật"] : []),
  ];
  return lines.length === 0 ? [] : [{ kind: "banner", lines }];
}

const body = (text: string): Block => ({ kind: "paragraph", style: "body", text });
const paragraphs = (text: string): Block[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(body);

/** Lines of the legal basis as Decree 30/2020 writes them: each ends with ";", the last with ".". */
function basis(lines: readonly string[]): Block[] {
  return lines.map((line, at) => ({
    kind: "paragraph",
    style: "note",
    text: `${line.replace(/[;.,\s]+$/u, "")}${at === lines.length - 1 ? "." : ";"}`,
  }));
}

function itemTable(items: readonly PaperItem[], isIssued: boolean): Block {
  return {
    kind: "table",
    columns: [
      { head: "TT", width: 9, align: "center" },
      { head: "Sản phẩm", width: null },
      { head: "Chủ thể, địa bàn", width: 48 },
      { head: "Điểm", width: 16, align: "center" },
      { head: "Hạng", width: 15, align: "center" },
      { head: isIssued ? "Giấy chứng nhận" : "Bộ sản phẩm", width: 34 },
    ],
    rows: items.map((item): Row => ({
      cells: [
        { text: String(item.seq) },
        { text: item.productName },
        { text: `${item.producerName}\n${item.communeName}` },
        { text: item.mean ?? "–" },
        { text: `${item.stars} sao` },
        { text: isIssued ? (item.certificateNumber ?? "–") : item.setTitle },
      ],
    })),
  };
}

/** The decision itself: legal basis, three articles, the list of products behind. */
export function decisionPaper(facts: PaperFacts): PrintedDocument {
  const words = (field: DraftField) => wordsOf(facts.texts, facts.usual, field);
  const article = (number: number, text: string): Block[] => {
    const [first = "", ...rest] = text.split("\n").filter((line) => line.trim() !== "");
    return [body(`Điều ${number}. ${first}`), ...rest.map(body)];
  };
  return paper(facts, `Quyết định ${facts.numberText ?? "(dự thảo)"}`, [
    {
      kind: "letterhead",
      parent: null,
      agency: committee(facts),
      number: facts.numberText ?? ".........../QĐ-UBND",
      subject: null,
      dated: { place: bare(facts.unitName), day: facts.signedOn },
    },
    { kind: "title", text: "Quyết định", about: facts.title },
    ...banners(facts),
    { kind: "paragraph", style: "centre", text: facts.issuer.toUpperCase() },
    ...basis(facts.legalBasis),
    { kind: "paragraph", style: "centre", text: "QUYẾT ĐỊNH:" },
    ...article(1, words("article1")),
    ...article(2, words("article2")),
    ...article(3, words("article3")),
    {
      kind: "closing",
      recipients: words("recipients").split("\n"),
      signers: [signer(facts)],
    },
    { kind: "pageBreak" },
    {
      kind: "title",
      text: "Danh sách sản phẩm",
      about: `Kèm theo Quyết định số ${facts.numberText ?? "........."} ${facts.signedOn ? `ngày ${formatDay(facts.signedOn)}` : "ngày ..../..../......"}`,
    },
    itemTable(facts.items, facts.state === "issued"),
  ]);
}

function signer(facts: PaperFacts) {
  const isDeputy = facts.signerTitle?.startsWith("Phó") === true;
  const post = facts.signerTitle ?? "Chủ tịch";
  return {
    ...(isDeputy ? { authority: "KT. CHỦ TỊCH" } : {}),
    post,
    name: facts.signerName,
  };
}

/** The letter with which the office submits a draft. */
export function submissionLetter(facts: PaperFacts): PrintedDocument {
  return paper(facts, "Tờ trình", [
    {
      kind: "letterhead",
      parent: committee(facts).replace("\n", " "),
      agency: "Cơ quan tham mưu OCOP",
      number: "........../TTr-OCOP",
      subject: null,
      dated: { place: bare(facts.unitName), day: null },
    },
    { kind: "title", text: "Tờ trình", about: `Về việc ban hành quyết định: ${facts.title}` },
    ...banners({ ...facts, state: "issued" }),
    { kind: "paragraph", style: "centre", text: `Kính gửi: ${facts.issuer}` },
    ...paragraphs(wordsOf(facts.texts, facts.usual, "submission")),
    itemTable(facts.items, false),
    {
      kind: "closing",
      recipients: ["Như trên", "Lưu: VT, hồ sơ"],
      signers: [{ post: "Thủ trưởng cơ quan", name: null }],
    },
  ]);
}

/** The notice of a decision to a commune, with the products of its area. */
export function communeNotice(facts: PaperFacts, communeName: string): PrintedDocument {
  return notice(facts, {
    to: `Ủy ban nhân dân ${communeName.charAt(0).toLowerCase()}${communeName.slice(1)}`,
    about: "Kết quả công nhận sản phẩm OCOP trên địa bàn",
    items: facts.items.filter((item) => item.communeName === communeName),
    ask: "Đề nghị Ủy ban nhân dân cấp xã thông báo đến cộng đồng, hướng dẫn chủ thể duy trì điều kiện đã được đánh giá và báo ngay khi sản phẩm ngừng sản xuất.",
  });
}

/** The notice of a decision to a producer, with its product. */
export function producerNotice(facts: PaperFacts, item: PaperItem): PrintedDocument {
  const until =
    item.expiresOn === null
      ? ""
      : ` Giấy chứng nhận có giá trị đến hết ngày ${formatDay(item.expiresOn)}.`;
  return notice(facts, {
    to: item.producerName,
    about: `Kết quả đánh giá, phân hạng sản phẩm ${item.productName}`,
    items: [item],
    ask: `Sản phẩm được dùng nhãn hiệu OCOP đúng hạng sao trong thời hạn của giấy chứng nhận.${until} Đề nghị chủ thể nộp hồ sơ đánh giá lại đúng kỳ trước khi hết hạn.`,
  });
}

function notice(
  facts: PaperFacts,
  of: { to: string; about: string; items: readonly PaperItem[]; ask: string },
): PrintedDocument {
  const decided = facts.signedOn
    ? `Quyết định số ${facts.numberText} ngày ${formatDay(facts.signedOn)}`
    : "Quyết định (đang dự thảo)";
  return paper(facts, "Thông báo", [
    {
      kind: "letterhead",
      parent: committee(facts).replace("\n", " "),
      agency: "Cơ quan tham mưu OCOP",
      number: "........../TB-OCOP",
      subject: null,
      dated: { place: bare(facts.unitName), day: facts.signedOn },
    },
    { kind: "title", text: "Thông báo", about: of.about },
    ...banners(facts),
    { kind: "paragraph", style: "centre", text: `Kính gửi: ${of.to}` },
    body(
      `${facts.issuer} đã ban hành ${decided} về việc: ${facts.title.charAt(0).toLowerCase()}${facts.title.slice(1)}. Kết quả như sau:`,
    ),
    itemTable(of.items, facts.state === "issued"),
    body(of.ask),
    {
      kind: "closing",
      recipients: ["Như trên", "Lưu: VT, hồ sơ"],
      signers: [{ post: "Thủ trưởng cơ quan", name: null }],
    },
  ]);
}

/** What a letter on a result below recognition says. */
export type ResultLetterFacts = {
  readonly isDemo: boolean;
  readonly unitName: string | null;
  readonly productName: string;
  readonly producerName: string;
  readonly regimeDecision: string;
  readonly mean: string | null;
  readonly stars: number;
  readonly fromStars: number;
  /** The least to do to be recognised, a line each; empty where nothing can be said. */
  readonly advice: readonly {
    readonly criterion: string;
    readonly from: string;
    readonly to: string;
  }[];
  readonly closedAt: Date;
};

/** The letter on a result that is not recognised, with what would bring the product there. */
export function resultLetter(facts: ResultLetterFacts): PrintedDocument {
  const points = facts.mean === null ? "" : `đạt ${facts.mean} điểm, `;
  return {
    title: `Thông báo kết quả – ${facts.productName}`,
    footer: { left: `Kết quả ${facts.productName}`, right: facts.isDemo ? "Dữ liệu mẫu" : null },
    createdAt: new Date(Math.floor(facts.closedAt.getTime() / 1000) * 1000),
    blocks: [
      {
        kind: "letterhead",
        parent: facts.unitName === null ? null : `Ủy ban nhân dân ${facts.unitName}`,
        agency: "Cơ quan tham mưu OCOP",
        number: "........../TB-OCOP",
        subject: null,
        dated: { place: bare(facts.unitName), day: null },
      },
      { kind: "title", text: "Thông báo", about: `Kết quả đánh giá sản phẩm ${facts.productName}` },
      ...(facts.isDemo
        ? [
            {
              kind: "banner" as const,
              lines: ["Dữ liệu mẫu – con người và sản phẩm không có thật"],
            },
          ]
        : []),
      { kind: "paragraph", style: "centre", text: `Kính gửi: ${facts.producerName}` },
      body(
        `Hội đồng đã đánh giá sản phẩm ${facts.productName} theo Quyết định ${facts.regimeDecision}. Sản phẩm ${points}xếp hạng ${facts.stars} sao. Theo quy định, sản phẩm từ ${facts.fromStars} sao mới được công nhận và cấp giấy chứng nhận.`,
      ),
      ...(facts.advice.length === 0
        ? []
        : [
            body(
              `Theo phiếu của hội đồng, ít nhất cần cải thiện những điểm sau để đạt ${facts.fromStars} sao:`,
            ),
            {
              kind: "table" as const,
              columns: [
                { head: "Tiêu chí", width: 60 },
                { head: "Hiện nay", width: null },
                { head: "Cần đạt", width: 52 },
              ],
              rows: facts.advice.map(({ criterion, from, to }): Row => ({
                cells: [{ text: criterion }, { text: from }, { text: to }],
              })),
            },
          ]),
      body("Chủ thể có thể hoàn thiện sản phẩm và đăng ký đánh giá ở đợt sau."),
      {
        kind: "closing",
        recipients: ["Như trên", "Ủy ban nhân dân cấp xã", "Lưu: VT, hồ sơ"],
        signers: [{ post: "Thủ trưởng cơ quan", name: null }],
      },
    ],
  };
}
