import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { askedCriteria } from "#modules/dossiers/filing/criteria.ts";
import type { RuleSet } from "#modules/rulebooks/model.ts";
import type { ReviewStanding } from "../consult/disagreement.ts";
import { labVerdicts, type ReportContent } from "../consult/model.ts";
import { type Recommendation, recommendations } from "../model.ts";
import { banners, bareName, dayOf, dayWords, digestWords, starWords } from "./wording.ts";

/** What a consult team's report on a dossier is printed from: the frozen content, and names for it. */
export type ConsultReportFacts = {
  readonly content: ReportContent;
  readonly recommendation: Recommendation;
  readonly digest: string;
  readonly seq: number;
  readonly submittedAt: Date;
  readonly submittedBy: string;
  readonly team: {
    readonly name: string;
    readonly decisionNumber: string;
    readonly decisionOn: string;
  };
  /** `Tỉnh Thái Nguyên`; null for the country's. */
  readonly unitName: string | null;
  readonly productName: string;
  readonly producerName: string;
  readonly receiptCode: string | null;
  readonly isDemo: boolean;
  readonly set: RuleSet;
  /** Each review held against the claims, in the order of the reviews. */
  readonly standings: readonly ReviewStanding[];
  /** Titles of the papers that the findings name. */
  readonly papers: ReadonlyMap<string, string>;
};

/** The team's report to the chair, from what was frozen when it was handed in. */
export function consultReport(facts: ConsultReportFacts): PrintedDocument {
  const { content, team, unitName, productName, submittedAt } = facts;
  return {
    title: `Báo cáo thẩm tra – ${productName}`,
    footer: {
      left: `Báo cáo thẩm tra ${productName}. Hồ sơ ${content.dossier.slice(0, 8)}.`,
      right: facts.isDemo ? "Dữ liệu mẫu" : null,
    },
    createdAt: new Date(Math.floor(submittedAt.getTime() / 1000) * 1000),
    blocks: [
      {
        kind: "letterhead",
        parent: unitName === null ? null : `Ủy ban nhân dân\n${unitName}`,
        agency: team.name,
        number: "........./BC-TTV",
        subject: null,
        dated: {
          place: unitName === null ? "Hà Nội" : bareName(unitName),
          day: dayOf(submittedAt),
        },
      },
      { kind: "title", text: "Báo cáo", about: `Kết quả thẩm tra hồ sơ sản phẩm “${productName}”` },
      ...banners(facts),
      {
        kind: "paragraph",
        style: "centre",
        text: "Kính gửi: Chủ tịch hội đồng đánh giá, phân hạng",
      },
      { kind: "field", label: "Chủ thể", value: facts.producerName },
      { kind: "field", label: "Bộ sản phẩm", value: `${facts.set.code}. ${facts.set.title}` },
      { kind: "field", label: "Mã biên nhận hồ sơ", value: facts.receiptCode },
      {
        kind: "field",
        label: "Căn cứ",
        value: `Quyết định số ${team.decisionNumber} ngày ${dayWords(team.decisionOn)} thành lập tổ`,
      },
      { kind: "heading", level: 2, text: "1. Kết quả thẩm tra" },
      resultTable(facts),
      { kind: "heading", level: 2, text: "2. Những chỗ khác với chủ thể tự chấm" },
      ...disagreements(facts),
      { kind: "heading", level: 2, text: "3. Khảo sát thực địa" },
      ...surveys(content),
      { kind: "heading", level: 2, text: "4. Kiểm nghiệm" },
      ...tests(content),
      { kind: "heading", level: 2, text: "5. Nhận xét, đề nghị" },
      { kind: "paragraph", style: "body", text: content.summary },
      {
        kind: "paragraph",
        style: "body",
        text: `Đề nghị của tổ: ${recommendations[facts.recommendation].toLowerCase()}.`,
      },
      {
        kind: "paragraph",
        style: "note",
        text: `Mã kiểm tra SHA-256 của báo cáo${facts.seq > 1 ? ` (lần ${facts.seq})` : ""}: ${digestWords(facts.digest)}`,
      },
      {
        kind: "closing",
        recipients: ["Như trên", "Lưu: hồ sơ thẩm tra"],
        signers: [
          {
            authority: "TM. Tổ tư vấn",
            post: "Tổ trưởng",
            hint: "(Ký, ghi rõ họ tên)",
            name: facts.submittedBy,
          },
        ],
      },
    ],
  };
}

function resultTable({ content, standings }: ConsultReportFacts): Block {
  const claimed = standings[0]?.claimed;
  return {
    kind: "table",
    columns: [
      { head: "Người chấm", width: null },
      { head: "Tổng điểm", width: 28, align: "center" },
      { head: "Hạng theo điểm và mức tối thiểu", width: 48, align: "center" },
      { head: "Chỗ khác chủ thể", width: 30, align: "center" },
    ],
    rows: [
      {
        tone: "group",
        cells: [
          { text: "Chủ thể tự chấm" },
          { text: String(claimed?.total ?? "–") },
          { text: claimed ? starWords(claimed.stars) : "–" },
          { text: "" },
        ],
      },
      ...content.reviews.map(({ name }, i): Row => {
        const standing = standings[i];
        return {
          cells: [
            { text: name },
            { text: String(standing?.found.total ?? "–") },
            { text: standing ? starWords(standing.found.stars) : "–" },
            { text: String(standing?.disagreements.length ?? 0) },
          ],
        };
      }),
    ],
  };
}

function disagreements({ content, standings, set, papers }: ConsultReportFacts): Block[] {
  const leaves = askedCriteria(set).map(({ leaf }) => leaf);
  const rows = leaves.flatMap((leaf): Row[] => {
    const label = (n: number | null | undefined) => {
      const option = leaf.options.find((one) => one.n === n);
      return option ? `${option.points} điểm: ${option.label}` : "Không chọn";
    };
    return content.reviews.flatMap((review, i): Row[] => {
      const found = standings[i]?.disagreements.find(({ criterion }) => criterion === leaf.code);
      if (!found) return [];
      const said = review.findings[leaf.code];
      const named = (said?.papers ?? []).flatMap((id) => papers.get(id) ?? []);
      return [
        {
          cells: [
            { text: `${leaf.code}. ${leaf.title}` },
            { text: label(found.claimed) },
            { text: `${label(found.found)}\n(${found.points > 0 ? "+" : ""}${found.points} điểm)` },
            {
              text: `${review.name}: ${said?.reason ?? ""}${named.length > 0 ? `\nCăn cứ: ${named.join("; ")}` : ""}`,
            },
          ],
        },
      ];
    });
  });
  if (rows.length === 0)
    return [
      {
        kind: "paragraph",
        style: "body",
        text: "Không có: tổ thống nhất với mức chủ thể tự chấm ở mọi tiêu chí.",
      },
    ];
  return [
    {
      kind: "table",
      columns: [
        { head: "Tiêu chí", width: 36 },
        { head: "Chủ thể chọn", width: 38 },
        { head: "Thẩm tra thấy", width: 38 },
        { head: "Lý do", width: null },
      ],
      rows,
    },
  ];
}

function surveys({ surveys: visits }: ReportContent): Block[] {
  if (visits.length === 0)
    return [{ kind: "paragraph", style: "body", text: "Tổ không khảo sát thực địa." }];
  return visits.map(({ on, by, people, findings, photos, position, signedName }): Block => ({
    kind: "answer",
    label: `Ngày ${dayWords(on)}, ${by} ghi`,
    value: [
      `Thành phần: ${people}.`,
      findings,
      `${photos.length} ảnh kèm theo${position ? `; vị trí ${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}` : ""}${signedName ? `; ${signedName} ký xác nhận` : ""}.`,
    ].join("\n"),
  }));
}

function tests({ tests: asked }: ReportContent): Block[] {
  if (asked.length === 0)
    return [{ kind: "paragraph", style: "body", text: "Tổ không yêu cầu kiểm nghiệm thêm." }];
  return [
    {
      kind: "table",
      columns: [
        { head: "Chỉ tiêu", width: null },
        { head: "Phòng kiểm nghiệm", width: 45 },
        { head: "Kết quả", width: 50 },
      ],
      rows: asked.map(({ indicators, lab, receivedOn, verdict, note }): Row => ({
        cells: [
          { text: indicators },
          { text: lab ?? "" },
          {
            text: [
              verdict ? labVerdicts[verdict] : "Chưa có kết quả",
              receivedOn ? `ngày ${dayWords(receivedOn)}` : null,
              note,
            ]
              .filter((part) => part !== null)
              .join(", "),
          },
        ],
      })),
    },
  ];
}
