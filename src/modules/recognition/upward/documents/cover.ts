import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { formatDay } from "#core/input/day.ts";
import { banners, headOf, paper } from "../../documents/paper.ts";
import { packageKinds } from "../model.ts";
import type { UpwardPaperFacts } from "./facts.ts";

/** A file of the package, as its index lists it. */
export type ListedFile = {
  readonly path: string;
  readonly title: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hex. */
  readonly digest: string;
};

/** Files that belong together in the index. */
export type ListedPart = { readonly title: string; readonly files: readonly ListedFile[] };

/** What the package lacks of what the decision asks, a line each: it goes up on paper. */
export type Lacking = readonly string[];

/** First sheet of a package: whose it is, what it asks, what it holds. */
export function packageCover(
  facts: UpwardPaperFacts,
  { parts, lacking }: { parts: readonly ListedPart[]; lacking: Lacking },
): PrintedDocument {
  const files = parts.flatMap((part) => part.files);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return paper(facts, "Bìa hồ sơ trình", [
    {
      kind: "letterhead",
      parent: null,
      agency: headOf(facts.unitName),
      number: null,
      subject: null,
      dated: null,
    },
    {
      kind: "title",
      text: "Hồ sơ đề nghị đánh giá, công nhận sản phẩm OCOP 5 sao",
      about: facts.unitName,
    },
    ...banners(facts),
    { kind: "field", label: "Nơi nhận", value: "Bộ Nông nghiệp và Môi trường" },
    {
      kind: "field",
      label: "Văn bản đề nghị",
      value:
        facts.numberText === null || facts.signedOn === null
          ? "chưa ban hành"
          : `số ${facts.numberText}, ngày ${formatDay(facts.signedOn)}`,
    },
    { kind: "field", label: "Loại hồ sơ", value: packageKinds[facts.kind] },
    { kind: "field", label: "Số sản phẩm", value: String(facts.items.length) },
    ...facts.items.map((item): Block => ({
      kind: "paragraph",
      style: "item",
      text: `${item.seq}. ${item.productName} – ${item.producerName} (${item.communeName})`,
    })),
    {
      kind: "field",
      label: "Tệp trong hồ sơ",
      value: `${files.length} tệp, ${sizeWords(bytes)}`,
    },
    ...(lacking.length === 0
      ? []
      : [
          {
            kind: "paragraph" as const,
            style: "body" as const,
            text: "Thành phần chưa có trên hệ thống, gửi bằng bản giấy:",
          },
          ...lacking.map((text): Block => ({
            kind: "paragraph",
            style: "item",
            text: `– ${text}`,
          })),
        ]),
    {
      kind: "paragraph",
      style: "note",
      text: "Mục lục ở tệp 01-muc-luc.pdf. Tệp manifest.json ghi dung lượng và dấu vân tay SHA-256 của từng tệp để đối chiếu.",
    },
  ]);
}

/** The index of a package: every file with its place, size and digest. */
export function packageIndex(
  facts: UpwardPaperFacts,
  parts: readonly ListedPart[],
): PrintedDocument {
  let number = 0;
  const rows = parts.flatMap(({ title, files }): Row[] => [
    { tone: "group", cells: [{ text: title, bold: true, span: 3, align: "left" }] },
    ...files.map((file): Row => ({
      cells: [
        { text: String((number += 1)) },
        {
          text: file.title,
          code: `${file.path}\n${file.digest.replaceAll(/(.{8})(?=.)/g, "$1 ")}`,
        },
        { text: sizeWords(file.size) },
      ],
    })),
  ]);
  return paper(facts, "Mục lục hồ sơ trình", [
    { kind: "title", text: "Mục lục hồ sơ", about: facts.subject },
    ...banners(facts),
    {
      kind: "paragraph",
      style: "note",
      text: "Dưới tên mỗi tài liệu là nơi để tệp và dấu vân tay SHA-256 của tệp.",
    },
    {
      kind: "table",
      columns: [
        { head: "TT", width: 11, align: "center" },
        { head: "Tài liệu", width: null },
        { head: "Dung lượng", width: 26, align: "right" },
      ],
      rows,
    },
  ]);
}

/** `1,2 MB`, `35 KB`, as people read sizes; whole bytes are in the manifest. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${value.toFixed(value < 10 ? 1 : 0).replace(".", ",")} ${unit}`;
}
