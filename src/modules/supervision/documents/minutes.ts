import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { formatDay } from "#core/input/day.ts";
import {
  type ChecklistGroup,
  checklistGroups,
  type ChecklistItem,
  type InspectionKind,
  inspectionKinds,
  type InspectionState,
  type Mark,
  marks,
} from "../model.ts";

/** A line of the checklist with what was found. */
export type MinutesLine = ChecklistItem & {
  readonly mark: Mark;
  readonly note: string | null;
  /** How many photos go with it. */
  readonly photos: number;
};

/** What the minutes of an inspection are made of. */
export type MinutesFacts = {
  readonly state: InspectionState;
  readonly isDemo: boolean;
  readonly kind: InspectionKind;
  readonly agency: string;
  /** `07/BB-SNNMT`; null before the conclusion. */
  readonly numberText: string | null;
  /** The agency's sign in numbers. */
  readonly symbol: string;
  /** `Tỉnh Thái Nguyên`; null where it is not known. */
  readonly unitName: string | null;
  /** The plan and the decision that approves it; null outside any plan. */
  readonly plan: {
    readonly title: string;
    readonly decisionNumber: string | null;
    readonly decisionOn: string | null;
  } | null;
  readonly note: string | null;
  readonly productName: string;
  readonly producerName: string;
  readonly stars: number;
  readonly certificateNumber: string | null;
  readonly leadName: string;
  readonly visit: {
    readonly on: string;
    readonly people: string;
    readonly latitude: number | null;
    readonly longitude: number | null;
    readonly notes: string | null;
    readonly producerSays: string | null;
    readonly photos: number;
    readonly signedName: string | null;
    readonly isSigned: boolean;
  };
  readonly lines: readonly MinutesLine[];
  /** How many lines the checklist has, those that nobody looked at included. */
  readonly allLines: number;
  readonly findings: readonly {
    readonly title: string;
    readonly demand: string;
    readonly dueOn: string | null;
    readonly isReferred: boolean;
  }[];
  readonly conclusion: string | null;
  readonly concludedOn: string | null;
  readonly changedAt: Date;
};

const body = (text: string): Block => ({ kind: "paragraph", style: "body", text });
const heading = (text: string): Block => ({ kind: "heading", level: 1, text });

/** The minutes of an inspection in the layout of Decree 30/2020; a draft until it is concluded. */
export function minutesPaper(facts: MinutesFacts): PrintedDocument {
  const title = "Biên bản kiểm tra";
  return {
    title,
    footer: { left: title, right: facts.isDemo ? "Dữ liệu mẫu" : null },
    createdAt: new Date(Math.floor(facts.changedAt.getTime() / 1000) * 1000),
    blocks: [
      {
        kind: "letterhead",
        parent: parentOf(facts),
        agency: facts.agency,
        number: facts.numberText ?? `........./BB-${facts.symbol}`,
        subject: null,
        dated: {
          place: facts.unitName?.replace(/^(Tỉnh|Thành phố)\s+/u, "") ?? null,
          day: facts.visit.on,
        },
      },
      {
        kind: "title",
        text: title,
        about: `${inspectionKinds[facts.kind]} sản phẩm OCOP ${facts.productName}`,
      },
      ...banners(facts),
      ...opening(facts),
      ...results(facts),
      ...closing(facts),
    ],
  };
}

/** The authority that a department of a province belongs to (Decree 30/2020: it stands above). */
function parentOf({ agency, unitName }: MinutesFacts): string | null {
  const isDepartment = /^(sở|chi cục|ban|văn phòng)\s/iu.test(agency);
  return isDepartment && unitName !== null ? `Ủy ban nhân dân\n${unitName}` : null;
}

function banners({ state, isDemo }: MinutesFacts): Block[] {
  const lines = [
    ...(state === "concluded" ? [] : ["DỰ THẢO – chưa kết luận"]),
    ...(isDemo ? ["Dữ liệu mẫu – con người và sản phẩm không có thật"] : []),
  ];
  return lines.length === 0 ? [] : [{ kind: "banner", lines }];
}

function opening(facts: MinutesFacts): Block[] {
  const { visit, plan, note } = facts;
  const basis = plan
    ? `Theo ${plan.title}${plan.decisionNumber && plan.decisionOn ? `, phê duyệt tại Quyết định số ${plan.decisionNumber} ngày ${formatDay(plan.decisionOn)}` : ""}`
    : `Kiểm tra ngoài kế hoạch${note === null ? "" : `. Lý do: ${note}`}`;
  return [
    body(`${basis.replace(/[.\s]+$/u, "")}.`),
    heading("I. Thông tin chung"),
    { kind: "field", label: "Ngày kiểm tra", value: formatDay(visit.on) },
    { kind: "field", label: "Chủ thể", value: facts.producerName },
    {
      kind: "field",
      label: "Sản phẩm",
      value: `${facts.productName}, ${facts.stars} sao${facts.certificateNumber === null ? "" : `, giấy chứng nhận số ${facts.certificateNumber}`}`,
    },
    ...(visit.latitude !== null && visit.longitude !== null
      ? [
          {
            kind: "field" as const,
            label: "Vị trí ghi trên máy",
            value: `${visit.latitude.toFixed(5)}, ${visit.longitude.toFixed(5)}`,
          },
        ]
      : []),
    { kind: "answer", label: "Thành phần tham gia", value: visit.people },
  ];
}

function results(facts: MinutesFacts): Block[] {
  const { visit, lines, allLines } = facts;
  const photos = visit.photos + lines.reduce((sum, line) => sum + line.photos, 0);
  return [
    heading("II. Kết quả kiểm tra"),
    body(
      `Đã kiểm tra ${lines.length} trong ${allLines} nội dung${photos === 0 ? "" : `, kèm ${photos} ảnh lưu trên hệ thống`}.`,
    ),
    {
      kind: "table",
      columns: [
        { head: "TT", width: 10, align: "center" },
        { head: "Nội dung, yêu cầu", width: null },
        { head: "Kết quả", width: 25, align: "center" },
        { head: "Ghi nhận", width: 50 },
      ],
      rows: tableRows(lines),
    },
    ...(visit.notes === null ? [] : [body(`Ghi nhận chung: ${visit.notes}`)]),
    heading("III. Ý kiến của chủ thể"),
    body(visit.producerSays ?? "Không có ý kiến."),
  ];
}

function tableRows(lines: readonly MinutesLine[]): Row[] {
  let number = 0;
  return (Object.keys(checklistGroups) as ChecklistGroup[]).flatMap((group): Row[] => {
    const own = lines.filter((line) => line.group === group);
    if (own.length === 0) return [];
    return [
      { cells: [{ text: checklistGroups[group], bold: true, span: 4 }], tone: "group" },
      ...own.map((line): Row => {
        number += 1;
        return {
          cells: [
            { text: String(number) },
            { text: `${line.title}\nPhải có: ${line.expects}` },
            { text: marks[line.mark], bold: line.mark === "notKept" },
            {
              text: [line.note, line.photos > 0 ? `(${line.photos} ảnh)` : null]
                .filter((text) => text !== null)
                .join(" "),
            },
          ],
        };
      }),
    ];
  });
}

function closing(facts: MinutesFacts): Block[] {
  const { findings, visit } = facts;
  return [
    heading("IV. Kết luận, yêu cầu"),
    body(facts.conclusion ?? "(Chưa kết luận)"),
    ...findings.map(({ title, demand, dueOn, isReferred }, at) =>
      body(
        `${at + 1}. ${title}: ${demand}${dueOn === null ? "" : ` Hạn khắc phục: ${formatDay(dueOn)}.`}${isReferred ? " Đề nghị xử lý theo quy định." : ""}`,
      ),
    ),
    body(
      "Biên bản được lập thành hai bản có giá trị như nhau, mỗi bên giữ một bản; đã đọc cho những người tham gia cùng nghe./.",
    ),
    {
      kind: "closing",
      recipients: [],
      signers: [
        {
          post: "Đại diện chủ thể",
          hint: visit.isSigned
            ? "(Đã ký trên máy của người kiểm tra)"
            : "(Ký, ghi rõ họ tên, đóng dấu nếu có)",
          name: visit.signedName,
        },
        { post: "Người phụ trách kiểm tra", hint: "(Ký, ghi rõ họ tên)", name: facts.leadName },
      ],
    },
  ];
}
