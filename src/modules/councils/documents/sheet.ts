import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { askedCriteria } from "#modules/dossiers/filing/criteria.ts";
import { duties, roundKinds, signatures } from "../model.ts";
import type { ItemFacts, RoundFacts, SessionFacts, SheetFacts } from "./facts.ts";
import { banners, dayOf, digestWords, momentWords, sessionPaper, starWords } from "./wording.ts";

/** Points of each criterion as the sheet counts them, and of the parts, from the scoring engine. */
export type SheetPoints = {
  readonly criteria: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, number>>;
};

export type PrintedSheet = {
  readonly item: ItemFacts;
  readonly round: RoundFacts;
  readonly sheet: SheetFacts;
  readonly points: SheetPoints;
};

/** One member's sheet on one product, as it was signed. */
export function individualSheet(facts: SessionFacts, printed: PrintedSheet): PrintedDocument {
  return sessionPaper(
    facts,
    `Phiếu đánh giá, ${printed.sheet.member}`,
    sheetBlocks(facts, printed),
  );
}

/** The sheets of a product's revealed rounds, one after the other, each on pages of its own. */
export function sheetsOfItem(
  facts: SessionFacts,
  item: ItemFacts,
  printed: readonly PrintedSheet[],
): PrintedDocument {
  return sessionPaper(
    facts,
    `Phiếu đánh giá ${item.productName}`,
    printed.flatMap((one, i): Block[] => [
      ...(i === 0 ? [] : [{ kind: "pageBreak" } as const]),
      ...sheetBlocks(facts, one),
    ]),
  );
}

function sheetBlocks(facts: SessionFacts, { item, round, sheet, points }: PrintedSheet): Block[] {
  const { sealed } = sheet;
  const seat = facts.seats.find(({ userId }) => userId === sheet.userId);
  return [
    { kind: "letterhead", parent: null, agency: null, number: null, subject: null, dated: null },
    { kind: "title", text: "Phiếu đánh giá", about: item.productName },
    ...banners({ isDemo: facts.isDemo }),
    { kind: "field", label: "Chủ thể", value: item.producerName },
    { kind: "field", label: "Bộ sản phẩm", value: `${item.setCode}. ${item.set.title}` },
    { kind: "field", label: "Phiên", value: facts.title },
    {
      kind: "field",
      label: "Lượt chấm",
      value: `${round.roundNo} (${roundKinds[round.kind].toLowerCase()})`,
    },
    {
      kind: "field",
      label: "Thành viên",
      value: [sheet.member, seat ? duties[seat.duty] : null, seat?.agencyName ?? null]
        .filter((part) => part !== null)
        .join(", "),
    },
    {
      kind: "table",
      columns: [
        { head: "Tiêu chí", width: 62 },
        { head: "Mức chọn", width: null },
        { head: "Điểm", width: 20, align: "center" },
      ],
      rows: answerRows(item, sheet, points),
    },
    ...remarks(sealed),
    {
      kind: "paragraph",
      style: "note",
      text: `Ký lúc ${momentWords(sheet.signedAt)}, bằng ${signatures[sheet.signedWith].toLowerCase()}.${sheet.enteredBy ? ` Phiếu giấy do ${sheet.enteredBy} nhập, ${sheet.confirmedBy ?? "người thứ hai"} đối chiếu với bản quét.` : ""}\nMã kiểm tra SHA-256 của phiếu: ${digestWords(sheet.digest)}`,
    },
    {
      kind: "closing",
      recipients: [],
      signers: [
        {
          post: "Thành viên hội đồng",
          hint: "(Đã ký trên hệ thống)",
          name: sheet.member,
          dated: { place: null, day: dayOf(sheet.signedAt) },
        },
      ],
    },
  ];
}

function answerRows(
  item: ItemFacts,
  { sealed, total, stars }: SheetFacts,
  points: SheetPoints,
): Row[] {
  const asked = askedCriteria(item.set);
  const rows = item.set.parts.flatMap((part): Row[] => [
    {
      tone: "group",
      cells: [
        { text: `Phần ${part.code}. ${part.title}`, bold: true, span: 2 },
        { text: `${points.parts[part.code] ?? 0}/${part.max}`, bold: true },
      ],
    },
    ...asked
      .filter((one) => one.part === part)
      .map(({ leaf }): Row => {
        const option = leaf.options.find(({ n }) => n === sealed.answers[leaf.code]);
        const note = sealed.notes[leaf.code];
        return {
          cells: [
            { text: `${leaf.code}. ${leaf.title}` },
            { text: `${option?.label ?? "Không chọn"}${note ? `\nGhi chú: ${note}` : ""}` },
            { text: `${points.criteria[leaf.code] ?? 0}/${leaf.max}` },
          ],
        };
      }),
  ]);
  return [
    ...rows,
    {
      tone: "total",
      cells: [
        { text: "Tổng điểm, hạng theo phiếu", bold: true },
        { text: starWords(stars), bold: true },
        { text: String(total), bold: true },
      ],
    },
  ];
}

function remarks(sealed: SheetFacts["sealed"]): Block[] {
  const lines: Block[] = [];
  if (sealed.comment) lines.push({ kind: "answer", label: "Nhận xét", value: sealed.comment });
  if (sealed.proposesRejection)
    lines.push({
      kind: "answer",
      label: "Đề nghị loại hồ sơ",
      value: sealed.rejectionReason ?? "Có",
    });
  if (sealed.stopAt)
    lines.push({ kind: "field", label: "Dừng chấm từ tiêu chí", value: sealed.stopAt });
  return lines;
}
