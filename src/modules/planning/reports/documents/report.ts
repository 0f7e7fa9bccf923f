import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { textWidth } from "#core/documents/blocks.ts";
import { type Drawing, svgOf } from "../../charts/drawing.ts";
import { type Dimension, dimensions, type Part } from "../../indicators/model.ts";
import { formatDay } from "#core/input/day.ts";
import { periodInSentence, periodName, yearOnly } from "../../indicators/period.ts";
import type { KeptFigure } from "../digest.ts";
import { textBlocks } from "../model.ts";
import { inSentence, textsOf, type Told, unitText, valueText } from "../words.ts";
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
  const addressees = linesOf(words.addressees);
  const [post = "", name = null] = linesOf(words.signer);
  const tables: Tables = { last: 0 };
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
        about: `Kết quả thực hiện Chương trình Mỗi xã một sản phẩm\n${periodName(facts.period)}, ${inSentence(facts.unitName)}${facts.edition > 1 ? ` (bản bổ sung lần ${facts.edition - 1})` : ""}`,
        ruled: true,
      },
      ...(addressees.length > 0 ? [addressed(addressees)] : []),
      ...(warnings.length > 0 ? [{ kind: "banner" as const, lines: warnings }] : []),
      heading(`I. ${textBlocks.overview}`),
      ...body(words.overview),
      heading("II. Kết quả thực hiện"),
      ...body(words.results),
      ...body("Các chỉ số của kỳ báo cáo và kết quả theo địa bàn có tại các phụ lục kèm theo."),
      heading("1. Sản phẩm đang được công nhận", 2),
      drawingBlock(facts.years, "Hình 1. "),
      ...breakdown(facts, "products-valid", "star", tables),
      ...breakdown(facts, "products-valid", "sector", tables),
      heading("2. Chủ thể", 2),
      ...breakdown(facts, "producers-with-product", "kind", tables),
      ...breakdown(facts, "producers-with-product", "sex", tables),
      heading(`III. ${textBlocks.difficulties}`),
      ...body(words.difficulties),
      heading(`IV. ${textBlocks.next}`),
      ...body(words.next),
      heading(`V. ${textBlocks.proposals}`),
      ...body(words.proposals),
      {
        kind: "closing",
        recipients: [...(addressees.length > 0 ? ["Như trên"] : []), ...linesOf(words.recipients)],
        signers: [{ post, hint: "(Ký, ghi rõ họ tên)", name }],
      },
      ...appendix("I", "Các chỉ số của kỳ báo cáo", facts, [indicatorTable(facts)]),
      ...appendix(
        "II",
        "Sản phẩm đang được công nhận theo địa bàn",
        facts,
        breakdown(facts, "products-valid", "commune", tables),
      ),
      ...(facts.digest === null
        ? []
        : [
            {
              kind: "paragraph" as const,
              style: "note" as const,
              text: `Số liệu được chốt khi gửi báo cáo. Mã kiểm tra của báo cáo: ${facts.digest.slice(0, 16)}.`,
            },
          ]),
    ],
  };
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function addressed(to: readonly string[]): Block {
  const [only = ""] = to;
  const text =
    to.length === 1
      ? `Kính gửi: ${only}`
      : ["Kính gửi:", ...to.map((one) => `- ${one}`)].join("\n");
  return { kind: "paragraph", style: "centre", text };
}

/** Tables of a report, numbered as they come. */
type Tables = { last: number };

/** A part that follows the signature, on a page of its own; nothing where it would be empty. */
function appendix(
  number: string,
  title: string,
  { sentOn, agency }: Pick<ReportFacts, "sentOn" | "agency">,
  blocks: readonly Block[],
): Block[] {
  if (blocks.length === 0) return [];
  const day = sentOn === null ? "ngày … tháng … năm …" : `ngày ${formatDay(sentOn)}`;
  return [
    { kind: "pageBreak" },
    { kind: "title", text: `Phụ lục ${number}`, about: title },
    {
      kind: "paragraph",
      style: "aside",
      text: `(Kèm theo Báo cáo số ........./BC-OCOP ${day} của ${agency.replaceAll("\n", " ")})`,
    },
    ...blocks,
  ];
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

/** Indicators by what they are about, by the beginning of their ids; the others come last. */
const subjects: readonly (readonly [string, RegExp])[] = [
  ["Sản phẩm", /^products-/],
  ["Chủ thể, lao động, địa bàn", /^(producers-|revenue|labour|export-revenue|communes-)/],
  ["Ý tưởng, phương án, hồ sơ", /^(ideas-|business-plans|dossiers-)/],
  ["Tuyên truyền, đào tạo", /^(media-|campaigns|train)/],
  ["Kinh phí", /^funds-/],
  ["Thị trường, giám sát", /./],
];

/** Every indicator with what it comes to; of a quarter those that are told of quarters. */
function indicatorTable({ figures, period }: Pick<ReportFacts, "figures" | "period">): Block {
  const told = figures.filter(({ reason }) => !(period.quarter && reason === yearOnly));
  const subjectOf = (id: string) => subjects.findIndex(([, ids]) => ids.test(id));
  let number = 0;
  return {
    kind: "table",
    columns: [
      { head: "TT", width: 11, align: "center" },
      { head: "Chỉ số", width: null },
      { head: "Đơn vị tính", width: 24, align: "center" },
      { head: "Kết quả", width: 34, align: "right" },
    ],
    rows: subjects.flatMap(([subject], at): Row[] => {
      const own = told.filter(({ indicatorId }) => subjectOf(indicatorId) === at);
      if (own.length === 0) return [];
      return [
        { tone: "group", cells: [{ text: subject, span: 4, bold: true, align: "left" }] },
        ...own.map((figure): Row => ({
          cells: [
            { text: String((number += 1)) },
            { text: figure.name },
            { text: unitText(figure.unit) },
            { text: resultText(figure), italic: figure.value === null },
          ],
        })),
      ];
    }),
  };
}

function resultText({ value, unit, whole }: Pick<KeptFigure, "value" | "unit" | "whole">): string {
  const text = valueText(value, unit);
  return value === null || whole === null ? text : `${text}/${whole.toLocaleString("vi-VN")}`;
}

/** A figure by one of its breakdowns, the most first and the unknown last, with its sum; nothing where no part is known. */
function breakdown(
  { figures }: Pick<ReportFacts, "figures">,
  id: string,
  dimension: Dimension,
  tables: Tables,
): Block[] {
  const figure = figures.find(({ indicatorId }) => indicatorId === id);
  const parts = figure?.by[dimension] ?? [];
  // Where nobody has told it of anything, a table would only repeat the sum.
  if (!figure || parts.every(({ key }) => key === "")) return [];
  tables.last += 1;
  const bySize = (a: Part, b: Part) =>
    dimension === "star" ? Number(b.key) - Number(a.key) : b.value - a.value;
  // What is not known is no part beside the others: it stands over the sum.
  const ordered = parts.toSorted(
    (a, b) => Number(a.key === "") - Number(b.key === "") || bySize(a, b),
  );
  const rows: Row[] = ordered.map(({ label, value }, at) => ({
    cells: [{ text: String(at + 1) }, { text: label }, { text: valueText(value, figure.unit) }],
  }));
  const by = dimensions[dimension];
  return [
    {
      kind: "paragraph",
      style: "aside",
      text: `Bảng ${tables.last}. ${figure.name} theo ${inSentence(by)}`,
    },
    {
      kind: "table",
      columns: [
        { head: "TT", width: 11, align: "center" },
        { head: by, width: null },
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
