import { formatDay } from "#core/input/day.ts";
import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import { samplesNeeded } from "../completeness.ts";
import type { RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import { paperNumbers } from "./claims.ts";
import { banners, boxes, formMark, officeName, printed } from "./wording.ts";
import type { DossierFacts } from "./facts.ts";

/** Names of the boxes by the block of the form that they stand in. */
const ofProducer = new Set([
  "ownerName",
  "representativeName",
  "representativeRole",
  "address",
  "phone",
  "email",
]);

/** Mẫu 01: who registers which product, what is enclosed, and the blocks that the offices fill in. */
export function registrationForm(facts: DossierFacts, procedure: RegimeProcedure): PrintedDocument {
  const part = facts.sections.find(({ section }) => section.name === "registration");
  const fields = part?.section.fields ?? [];
  const data = part?.data ?? {};
  const producer = fields.filter(({ name }) => ofProducer.has(name));
  const product = fields.filter(({ name }) => !ofProducer.has(name) && name !== "attachments");
  const own = data["attachments"];
  const desks = facts.path.filter(({ level }) => level !== "central");
  const first = desks[0]?.level ?? "commune";
  return printed(facts, "Phiếu đăng ký đánh giá, phân hạng sản phẩm OCOP", [
    formMark(facts, "01"),
    { kind: "letterhead", parent: null, agency: null, number: null, subject: null, dated: null },
    { kind: "title", text: "Phiếu đăng ký", about: "Đánh giá, phân hạng sản phẩm OCOP" },
    ...banners(facts),
    { kind: "paragraph", style: "centre", text: `Kính gửi: ${officeName(first, facts.place)}` },
    { kind: "heading", level: 2, text: "1. Chủ thể" },
    ...boxes(producer, data),
    { kind: "heading", level: 2, text: "2. Sản phẩm đăng ký" },
    ...boxes(product, data),
    { kind: "heading", level: 2, text: "3. Tài liệu kèm theo" },
    ...attachments(facts, procedure, typeof own === "string" ? own : null),
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
    {
      kind: "frames",
      frames: desks.map(({ id, level }) => {
        const slip = facts.numbers.find(({ stage }) => stage === id);
        return {
          title: deskTitles[level],
          lines: [
            { label: "Số", value: slip?.text ?? null },
            { label: "Ngày nhận", value: slip ? formatDay(slip.on) : null },
            { label: "Người nhận", value: null },
          ],
          signer: "Người tiếp nhận",
        };
      }),
    },
  ]);
}

const deskTitles = {
  commune: "Phần ghi của cấp xã",
  district: "Phần ghi của cấp huyện",
  province: "Phần ghi của cấp tỉnh",
  central: "Phần ghi của Trung ương",
} as const;

function attachments(facts: DossierFacts, procedure: RegimeProcedure, own: string | null): Block[] {
  const papers = paperNumbers(facts).size;
  const samples = samplesNeeded(procedure, facts.set.code);
  const lines = [
    facts.regime === "26-2026" ? "Báo cáo tự đánh giá (Mẫu 02)" : "Báo cáo của chủ thể về sản phẩm",
    `${papers} giấy tờ minh chứng, liệt kê theo tiêu chí trong báo cáo`,
    ...(samples === null || samples === 0 ? [] : [`${samples} mẫu sản phẩm`]),
    ...(own ?? "").split("\n").filter((line) => line.trim() !== ""),
  ];
  return lines.map((line, i) => ({
    kind: "paragraph",
    style: "item",
    text: `${i + 1}) ${line}${i + 1 < lines.length ? ";" : "."}`,
  }));
}
