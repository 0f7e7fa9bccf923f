import type { Block, Cell, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { dossierKinds } from "../model.ts";
import { type Claim, claimsOf, paperNumbers } from "./claims.ts";
import { banners, boxes, formMark, paperWords, printed } from "./wording.ts";
import type { DossierFacts } from "./facts.ts";

/** Headings of the written parts; part III is the self-score. */
const headings: Readonly<Record<string, string>> = {
  general: "I. Thông tin chung",
  results: "II. Kết quả thực hiện phương án kinh doanh",
  changes: "Phần thêm khi nâng hạng: những thay đổi so với lần công nhận trước",
  updates: "Phần thêm khi đánh giá lại: nội dung cập nhật",
  plan: "IV. Kế hoạch phát triển",
};

/** Mẫu 02: the producer's report, its self-score in criterion order with the papers behind each. */
export function selfReport(facts: DossierFacts): PrintedDocument {
  const written = (names: readonly string[]): Block[] =>
    facts.sections
      .filter(({ section }) => names.includes(section.name))
      .flatMap(({ section, data }): Block[] => [
        { kind: "heading", level: 1, text: headings[section.name] ?? section.title },
        ...boxes(section.fields, data),
      ]);
  return printed(facts, "Báo cáo tự đánh giá sản phẩm OCOP", [
    formMark(facts, "02"),
    {
      kind: "letterhead",
      parent: null,
      agency: shortName(facts.producerName),
      number: null,
      subject: null,
      dated: null,
    },
    { kind: "title", text: "Báo cáo tự đánh giá", about: `Sản phẩm: ${facts.productName}` },
    ...banners(facts),
    {
      kind: "paragraph",
      style: "centre",
      text: `${dossierKinds[facts.kind]}. Bộ ${facts.set.code}: ${facts.set.title}`,
    },
    ...written(["general"]),
    ...written(["results", "changes", "updates"]),
    { kind: "heading", level: 1, text: "III. Tự chấm điểm theo Bộ tiêu chí" },
    ...scoreBlocks(facts),
    ...written(["plan"]),
    {
      kind: "closing",
      recipients: [],
      signers: [
        {
          post: "Đại diện chủ thể",
          hint: "(Ký, ghi rõ họ tên, đóng dấu nếu có)",
          name: facts.representativeName,
          dated: { place: null, day: facts.filing?.on ?? null },
        },
      ],
    },
  ]);
}

function shortName(name: string): string {
  return name.length > 120 ? `${name.slice(0, 119)}…` : name;
}

function scoreBlocks(facts: DossierFacts): Block[] {
  const { parts, result } = claimsOf(facts);
  const numbers = paperNumbers(facts);
  const maximum = parts.reduce((sum, { max }) => sum + max, 0);
  const rows: Row[] = [
    ...parts.flatMap((part): Row[] => [
      {
        tone: "total",
        cells: [
          { text: part.code, bold: true, align: "center" },
          { text: part.title.toUpperCase(), bold: true },
          { text: String(part.max), bold: true },
          { text: String(part.points), bold: true },
          { text: "" },
        ],
      },
      ...part.rows.map((row): Row =>
        "group" in row
          ? {
              tone: "group",
              cells: [
                { text: row.group.code, bold: true, align: "center" },
                { text: row.group.title, bold: true },
                { text: String(row.group.max), bold: true },
                { text: "", span: 2 },
              ],
            }
          : { cells: claimCells(row.claim, numbers) },
      ),
    ]),
    {
      tone: "total",
      cells: [
        { text: "TỔNG ĐIỂM", bold: true, span: 2 },
        { text: String(maximum), bold: true },
        { text: String(result.total), bold: true },
        { text: result.stars === 0 ? "" : `Tự chấm: ${result.stars} sao`, bold: true },
      ],
    },
  ];
  return [
    {
      kind: "paragraph",
      style: "note",
      text: "Số trong ngoặc vuông là số của giấy tờ trong mục lục hồ sơ; tiêu chí chấm trên mẫu hoặc tại chỗ có thể không kèm giấy tờ.",
    },
    {
      kind: "table",
      columns: [
        { head: "Mã", width: 15, align: "center" },
        { head: "Tiêu chí và mức tự chấm", width: null },
        { head: "Tối đa", width: 13, align: "center" },
        { head: "Tự chấm", width: 15, align: "center" },
        { head: "Minh chứng", width: 52 },
      ],
      rows,
    },
    ...resultLines(result.unmet, result.unanswered, result.bandStars, result.stars),
  ];
}

function claimCells(claim: Claim, numbers: ReadonlyMap<string, number>): readonly Cell[] {
  const note = claim.note?.trim() ? `\nGhi chú: ${claim.note.trim()}` : "";
  const papers = claim.evidence.map(
    (paper) => `[${numbers.get(paper.paperId) ?? "–"}] ${paperWords(paper)}`,
  );
  return [
    { text: claim.code },
    {
      text: `${claim.title}\n${claim.option === null ? "(chưa tự chấm)" : `– ${claim.option}`}${note}`,
    },
    { text: String(claim.max) },
    { text: claim.option === null ? "–" : String(claim.points), bold: true },
    { text: papers.join("\n") },
  ];
}

function resultLines(
  unmet: readonly { readonly criterion: string; readonly stars: number }[],
  unanswered: readonly string[],
  bandStars: number,
  stars: number,
): Block[] {
  const levels = Map.groupBy(unmet, ({ criterion }) => criterion);
  const lines = [
    ...(stars < bandStars
      ? [
          `Theo tổng điểm: ${bandStars} sao; theo mức tối thiểu của từng tiêu chí: ${stars} sao. Chưa đạt mức tối thiểu tại: ${[
            ...levels,
          ]
            .map(
              ([criterion, gates]) =>
                `${criterion} (${gates.map((gate) => gate.stars).join(", ")} sao)`,
            )
            .join("; ")}.`,
        ]
      : []),
    ...(unanswered.length > 0
      ? [`Tiêu chí chưa tự chấm, tính 0 điểm: ${unanswered.join(", ")}.`]
      : []),
  ];
  return lines.map((text) => ({ kind: "paragraph", style: "note", text }));
}
