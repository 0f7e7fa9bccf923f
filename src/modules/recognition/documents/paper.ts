import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import type { UsualTexts } from "../drafting.ts";
import type { DecisionKind, DecisionState } from "../model.ts";

/** A product of a decision, as its papers list it. */
export type PaperItem = {
  readonly seq: number;
  readonly productName: string;
  readonly producerName: string;
  readonly setTitle: string;
  readonly communeCode: string;
  readonly communeName: string;
  /** What a commune of the past is today; null for one of today. */
  readonly communeToday: string | null;
  /** `74,00`; null where it was decided elsewhere. */
  readonly mean: string | null;
  readonly stars: number;
  readonly certificateNumber: string | null;
  readonly expiresOn: string | null;
};

/** What the papers of a decision are made of. */
export type PaperFacts = {
  readonly kind: DecisionKind;
  readonly state: DecisionState;
  readonly isDemo: boolean;
  readonly issuer: string;
  /** `Tỉnh Thái Nguyên`; null for the country. */
  readonly unitName: string | null;
  readonly title: string;
  readonly legalBasis: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly usual: UsualTexts;
  /** Lines of the legal basis of the letter that submits it. */
  readonly submissionBasis: readonly string[];
  /** The letter that submitted it, once that has its number. */
  readonly submittedBy: {
    readonly agency: string;
    readonly numberText: string;
    readonly on: string;
  } | null;
  readonly numberText: string | null;
  readonly signedOn: string | null;
  readonly signerName: string | null;
  readonly signerTitle: string | null;
  readonly items: readonly PaperItem[];
  readonly changedAt: Date;
};

/** The place that a paper is dated at: `Thái Nguyên`; the capital for the country's papers. */
export const placeName = (unitName: string | null) =>
  unitName === null ? "Hà Nội" : unitName.replace(/^(Tỉnh|Thành phố)\s+/u, "");

/** The authority at the head of a paper, in two lines. */
export const headOf = (unitName: string | null) =>
  unitName === null ? "Bộ Nông nghiệp\nvà Môi trường" : `Ủy ban nhân dân\n${unitName}`;

/** The frame of a paper: its name in the file and at the foot of its pages, and when it was made. */
export function paper(
  { isDemo, changedAt }: { readonly isDemo: boolean; readonly changedAt: Date },
  title: string,
  blocks: readonly Block[],
): PrintedDocument {
  return {
    title,
    footer: { left: title, right: isDemo ? "Dữ liệu mẫu" : null },
    createdAt: new Date(Math.floor(changedAt.getTime() / 1000) * 1000),
    blocks,
  };
}

/** What must be said of a paper before it is read: that it is a draft, or a sample. */
export function banners({ isDraft, isDemo }: { isDraft: boolean; isDemo: boolean }): Block[] {
  const lines = [
    ...(isDraft ? ["DỰ THẢO – chưa ban hành, không có giá trị"] : []),
    ...(isDemo ? ["Dữ liệu mẫu – con người và sản phẩm không có thật"] : []),
  ];
  return lines.length === 0 ? [] : [{ kind: "banner", lines }];
}

/**
 * The running words of a paper with the sign that ends them (Decree 30/2020, annex III: "./.")
 * after the last one; as they are where a table stands last.
 */
export function ended(blocks: readonly Block[]): Block[] {
  const last = blocks.at(-1);
  if (last?.kind !== "paragraph") return [...blocks];
  return [...blocks.slice(0, -1), { ...last, text: `${last.text.replace(/[\s.;,/]+$/u, "")}./.` }];
}

/** What a paper is about, as it stands under its kind: `Về việc công nhận …`. */
export function aboutOf(subject: string): string {
  return /^(về việc|v\/v)\s/iu.test(subject) ? subject : `Về việc ${asPhrase(subject)}`;
}

/** A subject as it stands within a sentence; a name in capitals stays one. */
export const asPhrase = (subject: string) =>
  /^\p{Lu}\p{Ll}/u.test(subject)
    ? `${subject.charAt(0).toLowerCase()}${subject.slice(1)}`
    : subject;

/** A text as paragraphs, a line each. */
export function paragraphs(text: string): Block[] {
  return linesOf(text).map((line) => ({ kind: "paragraph", style: "body", text: line }));
}

/** The lines of a text that say something. */
export const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "");

/** Lines of the legal basis as Decree 30/2020 writes them: each ends with ";", the last with ".". */
export function basis(lines: readonly string[]): Block[] {
  return lines.map((line, at) => ({
    kind: "paragraph",
    style: "basis",
    text: `${line.replace(/[;.,\s]+$/u, "")}${at === lines.length - 1 ? "." : ";"}`,
  }));
}

/** The products, with their points and certificates where there are any. */
export function itemTable(items: readonly PaperItem[]): Block {
  const areCertified = items.some(({ certificateNumber }) => certificateNumber !== null);
  const areScored = items.some(({ mean }) => mean !== null);
  return {
    kind: "table",
    columns: [
      { head: "TT", width: 9, align: "center" },
      { head: "Sản phẩm", width: null },
      { head: "Chủ thể, địa bàn", width: 46 },
      ...(areScored ? [{ head: "Điểm", width: 15, align: "center" as const }] : []),
      { head: "Hạng", width: 15, align: "center" },
      { head: areCertified ? "Giấy chứng nhận" : "Bộ sản phẩm", width: 38 },
    ],
    rows: items.map((item): Row => ({
      cells: [
        { text: String(item.seq) },
        { text: item.productName },
        { text: `${item.producerName}\n${item.communeName}` },
        ...(areScored ? [{ text: item.mean ?? "–" }] : []),
        { text: `${item.stars} sao` },
        { text: areCertified ? (item.certificateNumber ?? "–") : item.setTitle },
      ],
    })),
  };
}

/** Who signs: a deputy signs for the head, whose post stands above (Decree 30/2020: `KT.`). */
export function signerOf(name: string | null, title: string | null, usualPost: string) {
  const head = title === null ? null : headPost(title);
  return {
    ...(head === null ? {} : { authority: `KT. ${head.toUpperCase()}` }),
    post: title ?? usualPost,
    name,
  };
}

/** The post that a deputy stands in for: `Phó Chánh Văn phòng` → `Chánh Văn phòng`; null for a head. */
function headPost(title: string): string | null {
  if (/^Thứ trưởng$/iu.test(title)) return "Bộ trưởng";
  return /^Phó\s+(.+)$/iu.exec(title)?.[1] ?? null;
}
