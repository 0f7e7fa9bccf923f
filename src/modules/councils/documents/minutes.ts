import type { Block, Cell, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { attendances, conflictKinds, duties, roundKinds, sessionModes } from "../model.ts";
import type { ItemFacts, SessionFacts } from "./facts.ts";
import { outcomeLines, rulesWords } from "./outcome-words.ts";
import {
  banners,
  councilHead,
  dayOf,
  dayWords,
  decimalWords,
  momentWords,
  sessionPaper,
  starWords,
} from "./wording.ts";

/** The minutes of a session: who sat, what was said of each product, what came of it. */
export function minutes(facts: SessionFacts): PrintedDocument {
  const isDraft = facts.state !== "closed" && facts.state !== "converted";
  const on = facts.closedAt ? dayOf(facts.closedAt) : null;
  return sessionPaper(facts, "Biên bản", [
    councilHead(facts, "BB-HĐ", on),
    { kind: "title", text: "Biên bản", about: facts.title },
    ...banners({ isDemo: facts.isDemo, isDraft }),
    ...opening(facts),
    { kind: "heading", level: 2, text: "1. Thành phần" },
    people(facts),
    { kind: "heading", level: 2, text: "2. Cách làm việc" },
    { kind: "paragraph", style: "body", text: rulesWords(facts) },
    { kind: "heading", level: 2, text: "3. Đánh giá từng sản phẩm" },
    ...facts.items.flatMap((item) => product(item)),
    { kind: "heading", level: 2, text: "4. Kết quả" },
    ...(facts.items.length === 0
      ? [{ kind: "paragraph", style: "body", text: "Phiên không có sản phẩm nào." } as const]
      : [{ kind: "table", columns: resultColumns, rows: facts.items.map(resultRow) } as const]),
    {
      kind: "paragraph",
      style: "body",
      text: `${facts.closedAt ? `Phiên kết thúc lúc ${momentWords(facts.closedAt)}.` : "Phiên chưa kết thúc."} Biên bản được lập theo phiếu đã ký và niêm phong của từng thành viên; danh mục mã kiểm tra của phiếu kèm theo.`,
    },
    {
      kind: "closing",
      recipients: ["Thành viên hội đồng", "Lưu: hồ sơ phiên"],
      signers: [
        {
          post: "Thư ký",
          hint: "(Ký, ghi rõ họ tên)",
          name: nameOf(facts, "secretary"),
        },
        {
          post: "Chủ trì",
          hint: "(Ký, ghi rõ họ tên)",
          name: nameOf(facts, "chair"),
        },
      ],
    },
  ]);
}

function nameOf(facts: SessionFacts, duty: "secretary" | "chair"): string | null {
  const sits = facts.seats.filter(({ endedReason }) => endedReason === null);
  const present = sits.find((seat) => seat.duty === duty && seat.attendance !== "absent");
  const deputy =
    duty === "chair"
      ? sits.find((seat) => seat.duty === "deputy" && seat.attendance !== "absent")
      : undefined;
  return (present ?? deputy)?.name ?? null;
}

function opening(facts: SessionFacts): Block[] {
  const { council, mode, openedAt, startsAt, place, dueAt } = facts;
  return [
    { kind: "field", label: "Hình thức", value: sessionModes[mode] },
    { kind: "field", label: "Bắt đầu", value: momentWords(openedAt ?? startsAt) },
    mode === "written"
      ? { kind: "field", label: "Hạn gửi phiếu", value: dueAt && momentWords(dueAt) }
      : { kind: "field", label: "Địa điểm", value: place },
    {
      kind: "field",
      label: "Căn cứ",
      value: `Quyết định số ${council.decisionNumber} ngày ${dayWords(council.decisionOn)} thành lập hội đồng`,
    },
  ];
}

function people(facts: SessionFacts): Block {
  return {
    kind: "table",
    columns: [
      { head: "TT", width: 10, align: "center" },
      { head: "Họ tên", width: 46 },
      { head: "Cơ quan, chức vụ", width: null },
      { head: "Nhiệm vụ", width: 28 },
      { head: "Có mặt", width: 26 },
    ],
    rows: facts.seats.map((seat, i): Row => {
      const { name, agencyName, position, duty, attendance, endedReason, replacedBy } = seat;
      return {
        cells: [
          { text: String(i + 1) },
          { text: name },
          { text: [agencyName, position].filter((part) => part !== null).join("\n") },
          { text: duties[duty] },
          {
            text:
              endedReason === null
                ? attendances[attendance]
                : `Thôi tham gia: ${endedReason}${replacedBy ? `; ${replacedBy} thay` : ""}`,
          },
        ],
      };
    }),
  };
}

function product(item: ItemFacts): Block[] {
  const head: Block = {
    kind: "paragraph",
    style: "body",
    text: `3.${item.seq}. ${item.productName}, ${item.producerName} (${item.communeName}), bộ ${item.setCode} ${item.set.title}.`,
  };
  if (item.isWithheld)
    return [
      head,
      {
        kind: "paragraph",
        style: "note",
        text: "Nội dung không hiển thị với người có xung đột lợi ích khi phiên chưa kết thúc.",
      },
    ];
  const out = item.recused.map(
    ({ name, kinds }) =>
      `${name} (${kinds.map((kind) => conflictKinds[kind].toLowerCase()).join("; ")})`,
  );
  return [
    head,
    ...(out.length > 0
      ? [
          {
            kind: "paragraph",
            style: "body",
            text: `Đứng ngoài do xung đột lợi ích: ${out.join("; ")}.`,
          } as const,
        ]
      : []),
    ...said("Cách áp dụng điểm còn nghi ngờ của bộ tiêu chí", item.ruling),
    ...said("Chủ thể trình bày", item.presentation),
    ...said("Thảo luận", item.discussion),
    ...item.rounds.flatMap((round) => roundBlocks(item, round)),
    ...outcomeLines(item).map((text): Block => ({ kind: "paragraph", style: "body", text })),
  ];
}

function said(label: string, text: string | null): Block[] {
  return text === null || text.trim() === ""
    ? []
    : [{ kind: "answer", label, value: text } as const];
}

function roundBlocks(
  item: ItemFacts,
  { roundNo, kind, reason, sheets }: ItemFacts["rounds"][number],
): Block[] {
  const title =
    item.rounds.length > 1 || roundNo > 1
      ? `Lượt ${roundNo} (${roundKinds[kind].toLowerCase()})`
      : "Phiếu đã ký";
  const cells = (text: (sheet: (typeof sheets)[number]) => string): Cell[] =>
    sheets.map((sheet) => ({ text: text(sheet) }));
  if (sheets.length === 0)
    return [{ kind: "paragraph", style: "body", text: `${title}: không có phiếu nào.` }];
  return [
    {
      kind: "paragraph",
      style: "body",
      text: `${title}: ${sheets.length} phiếu${reason ? `. Lý do: ${reason}` : ""}.`,
    },
    {
      kind: "table",
      columns: [
        { head: "Thành viên", width: null },
        { head: "Tổng điểm", width: 26, align: "center" },
        { head: "Hạng theo phiếu", width: 32, align: "center" },
      ],
      rows: sheets.map((sheet, i): Row => ({
        cells: [
          { text: sheet.member },
          cells(({ total }) => String(total))[i] ?? { text: "" },
          cells(({ stars }) => starWords(stars))[i] ?? { text: "" },
        ],
      })),
    },
  ];
}

const resultColumns = [
  { head: "TT", width: 10, align: "center" },
  { head: "Sản phẩm, chủ thể", width: null },
  { head: "Điểm trung bình", width: 26, align: "center" },
  { head: "Kết quả", width: 44 },
] as const;

function resultRow(item: ItemFacts): Row {
  const result = item.isWithheld ? undefined : item.results.at(-1);
  return {
    cells: [
      { text: String(item.seq) },
      { text: `${item.productName}\n${item.producerName}` },
      { text: result ? decimalWords(result.outcome.mean) : "–" },
      { text: resultWords(item) },
    ],
  };
}

/** What came of a product, in a few words. */
export function resultWords(item: ItemFacts): string {
  if (item.isWithheld) return "Không hiển thị";
  const result = item.results.at(-1);
  if (item.state === "rejected" || result?.rejected)
    return `Loại${item.rejectGround ? `: ${item.rejectGround}` : ""}`;
  if (item.state === "postponed") return "Chuyển sang phiên khác";
  if (item.state !== "concluded" || !result) return "Chưa có kết quả";
  return result.stars < 3 ? `Chưa đạt 3 sao (${starWords(result.stars)})` : starWords(result.stars);
}
