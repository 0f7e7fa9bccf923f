import type { Block, PrintedDocument, Row, Signer } from "#core/documents/blocks.ts";
import { formatDay } from "#core/input/day.ts";
import { formatNumber } from "#core/input/number.ts";
import type { FieldValue } from "../forms/fields.ts";
import { dossierKinds, type ReviewTopic, reviewTopics, topicFindings } from "../model.ts";
import {
  bareName,
  banners,
  basis,
  dataOf,
  formMark,
  lowerFirst,
  officeName,
  printed,
} from "./wording.ts";
import type { DossierFacts, ReviewFacts } from "./facts.ts";

const chair: Signer = {
  authority: "TM. Ủy ban nhân dân",
  post: "Chủ tịch",
  hint: "(Ký, ghi rõ họ tên, đóng dấu)",
  name: null,
};

function head(facts: DossierFacts, subject: string | null, kind: "BC" | "CV"): Block {
  const { commune } = facts.place;
  return {
    kind: "letterhead",
    parent: null,
    agency: `Ủy ban nhân dân\n${commune}`,
    number: kind === "BC" ? "........./BC-UBND" : "........./UBND",
    subject,
    dated: { place: bareName(commune), day: null },
  };
}

/** Mẫu 03: what the commune found of the topics that the procedure gives it, and what it asks. */
export function communeReport(facts: DossierFacts, review: ReviewFacts): PrintedDocument {
  const rows = review.asked.map((topic): Row => {
    const found = review.topics[topic];
    return {
      cells: [
        { text: reviewTopics[topic].vi, bold: true },
        { text: declared(facts, topic) },
        {
          text: [found?.finding ? `${topicFindings[found.finding]}.` : "", found?.comment ?? ""]
            .filter((line) => line.trim() !== "")
            .join("\n"),
        },
      ],
    };
  });
  return printed(facts, "Báo cáo của Ủy ban nhân dân cấp xã", [
    formMark(facts, "03"),
    head(facts, null, "BC"),
    {
      kind: "title",
      text: "Báo cáo",
      about: `Đánh giá sản phẩm “${facts.productName}” tham gia Chương trình OCOP`,
    },
    ...banners(facts),
    {
      kind: "paragraph",
      style: "centre",
      text: `Kính gửi: ${officeName("province", facts.place)}`,
    },
    { kind: "heading", level: 2, text: "1. Hồ sơ" },
    ...identity(facts),
    { kind: "heading", level: 2, text: "2. Nhận xét theo từng nội dung" },
    {
      kind: "table",
      columns: [
        { head: "Nội dung", width: 34 },
        { head: "Chủ thể khai", width: 54 },
        { head: "Nhận xét của Ủy ban nhân dân", width: null },
      ],
      rows,
    },
    ...visitBlocks(review),
    { kind: "heading", level: 2, text: "3. Đề nghị" },
    review.request === null
      ? { kind: "answer", label: "Đề nghị của Ủy ban nhân dân", value: null }
      : { kind: "paragraph", style: "body", text: review.request },
    {
      kind: "closing",
      recipients: ["Như trên", "Chủ thể", "Lưu: VT"],
      signers: [chair],
    },
  ]);
}

/** The letter that carries a dossier from the commune to the province. */
export function requestLetter(facts: DossierFacts, review: ReviewFacts): PrintedDocument {
  const owner = facts.producerName;
  const enclosed = [
    facts.regime === "26-2026"
      ? "Báo cáo của Ủy ban nhân dân cấp xã (Mẫu 03)"
      : "Báo cáo của Ủy ban nhân dân cấp xã",
    facts.regime === "26-2026"
      ? "Hồ sơ của chủ thể: Phiếu đăng ký (Mẫu 01), Báo cáo tự đánh giá (Mẫu 02) và giấy tờ minh chứng"
      : "Hồ sơ của chủ thể: phiếu đăng ký, báo cáo và giấy tờ minh chứng",
    ...(review.samplesHeld > 0 ? [`${review.samplesHeld} mẫu sản phẩm`] : []),
  ];
  const slip = facts.numbers[0];
  return printed(facts, "Văn bản đề nghị đánh giá, phân hạng sản phẩm OCOP", [
    head(facts, "đề nghị đánh giá, phân hạng sản phẩm OCOP", "CV"),
    ...banners(facts),
    {
      kind: "paragraph",
      style: "centre",
      text: `Kính gửi: ${officeName("province", facts.place)}`,
    },
    {
      kind: "paragraph",
      style: "body",
      text: `Thực hiện ${basis(facts, "communeReview")}, ${officeName("commune", facts.place)} đã tiếp nhận, xem xét hồ sơ ${lowerFirst(dossierKinds[facts.kind])} sản phẩm “${facts.productName}” của ${owner}${slip ? ` (${lowerFirst(slip.text)}, nhận ngày ${formatDay(slip.on)})` : ""}.`,
    },
    {
      kind: "paragraph",
      style: "body",
      text: `${officeName("commune", facts.place)} đề nghị ${officeName("province", facts.place)} xem xét, tổ chức đánh giá, phân hạng sản phẩm theo bộ ${facts.set.code}: ${facts.set.title}.`,
    },
    ...(review.request === null
      ? []
      : [{ kind: "paragraph", style: "body", text: review.request } as const]),
    { kind: "paragraph", style: "body", text: "Hồ sơ gửi kèm gồm:" },
    ...enclosed.map((line, i): Block => ({
      kind: "paragraph",
      style: "body",
      text: `${i + 1}) ${line}${i + 1 < enclosed.length ? ";" : "."}`,
    })),
    { kind: "paragraph", style: "body", text: "Trân trọng./." },
    { kind: "closing", recipients: ["Như trên", "Chủ thể", "Lưu: VT"], signers: [chair] },
  ]);
}

function identity(facts: DossierFacts): Block[] {
  const slip = facts.numbers[0];
  return [
    { kind: "field", label: "Chủ thể", value: facts.producerName },
    { kind: "field", label: "Sản phẩm", value: facts.productName },
    { kind: "field", label: "Bộ sản phẩm", value: `${facts.set.code}. ${facts.set.title}` },
    { kind: "field", label: "Loại đăng ký", value: dossierKinds[facts.kind] },
    {
      kind: "field",
      label: "Tiếp nhận",
      value: slip ? `${slip.text}, ngày ${formatDay(slip.on)}` : null,
    },
  ];
}

function visitBlocks({ visit, meeting }: ReviewFacts): Block[] {
  return [
    ...(visit
      ? [
          {
            kind: "answer",
            label: `Kiểm tra tại nơi sản xuất ngày ${formatDay(visit.on)}`,
            value: [`Thành phần: ${visit.people}`, visit.note]
              .filter((line) => line !== "")
              .join("\n"),
          } as const,
        ]
      : []),
    ...(meeting
      ? [
          {
            kind: "answer",
            label: `Họp lấy ý kiến ngày ${formatDay(meeting.on)} tại ${meeting.place}`,
            value: `Thành phần: ${meeting.people}\n${meeting.minutes}`,
          } as const,
        ]
      : []),
  ];
}

/** What the producer wrote that bears on a topic. */
function declared(facts: DossierFacts, topic: ReviewTopic): string {
  const general = dataOf(facts, "general");
  const results = dataOf(facts, "results");
  const line = (label: string, value: FieldValue | undefined, unit = "") => {
    if (typeof value !== "string" && typeof value !== "number") return [];
    const words = unit === "" ? String(value) : `${formatNumber(String(Number(value)))}${unit}`;
    return words === "" ? [] : [`${label}: ${words}`];
  };
  const lines: Readonly<Record<ReviewTopic, readonly string[]>> = {
    localMaterial: [
      ...line("Trong xã", results["localMaterial"], "%"),
      ...line("Trong tỉnh", results["provinceMaterial"], "%"),
      ...line("Nguyên liệu", general["ingredients"]),
    ],
    localLabour: [
      ...line("Lao động", general["labour"], " người"),
      ...line("Tại địa phương", general["localLabour"], " người"),
    ],
    ideaOrigin: line("Sản phẩm", general["productDescription"]),
    localIdentity: notesOf(facts, /trí tuệ|bản sắc|câu chuyện/iu),
  };
  return lines[topic].length === 0 ? "Không khai" : lines[topic].join("\n");
}

/** What the producer noted beside the criteria whose title speaks of something. */
function notesOf(facts: DossierFacts, title: RegExp): readonly string[] {
  return facts.compiled.leaves
    .filter((leaf) => title.test(leaf.title))
    .flatMap(({ code }) => {
      const note = facts.answers[code]?.note?.trim();
      return note ? [`Tiêu chí ${code}: ${note}`] : [];
    });
}
