import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { textWidth } from "#core/documents/blocks.ts";
import { type Drawing, svgOf } from "../../charts/drawing.ts";
import { dimensions, type Dimension } from "../../indicators/model.ts";
import { periodInSentence, periodName } from "../../indicators/period.ts";
import type { KeptFigure } from "../digest.ts";
import { textBlocks } from "../model.ts";
import { textsOf, type Told, unitText, valueText } from "../words.ts";
import type { ReportTexts } from "../model.ts";

/** A chart with the same as pixels. */
export type PrintedDrawing = { readonly drawing: Drawing; readonly png: string };

/** What the paper of a report is made of. */
export type ReportFacts = Told & {
  readonly agency: string;
  /** The province for the place over the signature; null for the whole country. */
  readonly place: string | null;
  readonly edition: number;
  readonly isSent: boolean;
  /** The day it was sent; null for a draft. */
  readonly sentOn: string | null;
  readonly digest: string | null;
  readonly isDemo: boolean;
  readonly texts: ReportTexts;
  readonly years: PrintedDrawing;
  readonly changedAt: Date;
};

const body = (text: string): Block[] =>
  text.trim() === "" ? [] : [{ kind: "paragraph", style: "body", text }];
const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: "heading", level, text });

/** A report on a period in the layout of Decree 30/2020; a draft until it is sent. */
export function reportPaper(facts: ReportFacts): PrintedDocument {
  const words = textsOf(facts.texts, facts);
  const title = `Báo cáo kết quả thực hiện Chương trình OCOP ${periodInSentence(facts.period)}`;
  const warnings = [
    ...(facts.isSent ? [] : ["DỰ THẢO"]),
    ...(facts.isDemo ? ["DỮ LIỆU MẪU, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"] : []),
  ];
  return {
    title,
    footer: { left: title, right: facts.isDemo ? "Dữ liệu mẫu" : facts.isSent ? null : "Dự thảo" },
    createdAt: new Date(Math.floor(facts.changedAt.getTime() / 1000) * 1000),
    blocks: [
      {
        kind: "letterhead",
        parent: null,
        agency: facts.agency,
        number: "......../BC-OCOP",
        subject: null,
        dated: { place: facts.place, day: facts.sentOn },
      },
      {
        kind: "title",
        text: "Báo cáo",
        about: `Kết quả thực hiện Chương trình Mỗi xã một sản phẩm\n${periodName(facts.period)}, ${facts.unitName}${facts.edition > 1 ? ` (bản bổ sung lần ${facts.edition - 1})` : ""}`,
        ruled: true,
      },
      ...(warnings.length > 0 ? [{ kind: "banner" as const, lines: warnings }] : []),
      heading(`I. ${textBlocks.overview}`),
      ...body(words.overview),
      heading("II. Kết quả thực hiện"),
      ...body(words.results),
      heading("1. Các chỉ số của kỳ báo cáo", 2),
      figureTable(facts.figures),
      heading("2. Sản phẩm đang được công nhận", 2),
      drawingBlock(facts.years, "Hình 1. "),
      ...breakdown(facts, "products-valid", "star"),
      ...breakdown(facts, "products-valid", "sector"),
      ...breakdown(facts, "products-valid", "commune"),
      heading("3. Chủ thể", 2),
      ...breakdown(facts, "producers-with-product", "kind"),
      ...breakdown(facts, "producers-with-product", "sex"),
      heading(`III. ${textBlocks.difficulties}`),
      ...body(words.difficulties),
      heading(`IV. ${textBlocks.next}`),
      ...body(words.next),
      heading(`V. ${textBlocks.proposals}`),
      ...body(words.proposals),
      ...(facts.digest === null
        ? []
        : [
            {
              kind: "paragraph" as const,
              style: "note" as const,
              text: `Số liệu được chốt khi gửi báo cáo. Mã kiểm tra của bộ số liệu: ${facts.digest.slice(0, 16)}.`,
            },
          ]),
      {
        kind: "closing",
        recipients: ["Như trên", "Lưu: VT"],
        signers: [{ post: "THỦ TRƯỞNG CƠ QUAN", hint: "(Ký, ghi rõ họ tên)", name: null }],
      },
    ],
  };
}

function drawingBlock({ drawing, png }: PrintedDrawing, lead: string): Block {
  const width = textWidth - 6;
  return {
    kind: "drawing",
    svg: svgOf(drawing),
    png,
    width,
    height: Math.round((width * drawing.height) / drawing.width),
    caption: lead + drawing.title,
    alt: drawing.description,
  };
}

function figureTable(figures: ReportFacts["figures"]): Block {
  return {
    kind: "table",
    columns: [
      { head: "TT", width: 11, align: "center" },
      { head: "Chỉ số", width: null },
      { head: "Đơn vị tính", width: 24, align: "center" },
      { head: "Kết quả", width: 34, align: "right" },
    ],
    rows: figures.map((figure, at) => ({
      cells: [
        { text: String(at + 1) },
        { text: figure.name },
        { text: unitText(figure.unit) },
        { text: resultText(figure), italic: figure.value === null },
      ],
    })),
  };
}

function resultText({ value, unit, whole }: Pick<KeptFigure, "value" | "unit" | "whole">): string {
  const text = valueText(value, unit);
  return value === null || whole === null ? text : `${text}/${whole.toLocaleString("vi-VN")}`;
}

/** A figure by one of its breakdowns, the most first, with its sum; nothing where nothing is known. */
function breakdown(
  { figures }: Pick<ReportFacts, "figures">,
  id: string,
  dimension: Dimension,
): Block[] {
  const figure = figures.find(({ indicatorId }) => indicatorId === id);
  const parts = figure?.by[dimension] ?? [];
  if (!figure || parts.length === 0) return [];
  const ordered =
    dimension === "star"
      ? parts.toSorted((a, b) => Number(b.key) - Number(a.key))
      : parts.toSorted((a, b) => b.value - a.value);
  const rows: Row[] = ordered.map(({ label, value }, at) => ({
    cells: [{ text: String(at + 1) }, { text: label }, { text: valueText(value, figure.unit) }],
  }));
  return [
    {
      kind: "table",
      columns: [
        { head: "TT", width: 11, align: "center" },
        { head: dimensions[dimension], width: null },
        { head: `Số ${figure.unit}`, width: 34, align: "right" },
      ],
      rows: [
        ...rows,
        {
          tone: "total",
          cells: [
            { text: "Tổng số", span: 2, bold: true, align: "center" },
            { text: valueText(figure.value, figure.unit), bold: true },
          ],
        },
      ],
    },
  ];
}
