import type { Block, Cell, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { formatDay } from "#core/input/day.ts";
import { dossierKinds } from "../model.ts";
import type { ArchivePlan, FormFile, PlannedFile } from "./archive-plan.ts";
import { claimsOf } from "./claims.ts";
import { banners, officeName, paperWords, printed } from "./wording.ts";
import type { DossierFacts, Evidence } from "./facts.ts";
import { digestWords } from "./digest-words.ts";

/** First sheet of a dossier's archive: whose it is, what it claims, where it can be checked. */
export function coverSheet(
  facts: DossierFacts,
  plan: ArchivePlan,
  qr: Extract<Block, { kind: "qr" }> | null,
): PrintedDocument {
  const { filing } = facts;
  const { result } = claimsOf(facts);
  const first = facts.path[0]?.level ?? "commune";
  return printed(facts, "Hồ sơ OCOP", [
    { kind: "letterhead", parent: null, agency: null, number: null, subject: null, dated: null },
    { kind: "title", text: "Hồ sơ đánh giá, phân hạng sản phẩm OCOP", about: facts.productName },
    ...banners(facts),
    { kind: "field", label: "Chủ thể", value: facts.producerName },
    { kind: "field", label: "Người đại diện", value: facts.representativeName },
    { kind: "field", label: "Bộ sản phẩm", value: `${facts.set.code}. ${facts.set.title}` },
    { kind: "field", label: "Loại đăng ký", value: dossierKinds[facts.kind] },
    { kind: "field", label: "Căn cứ", value: `Quyết định số ${facts.decision}` },
    { kind: "field", label: "Nơi nhận hồ sơ", value: officeName(first, facts.place) },
    ...facts.numbers.map(({ text, on }): Block => ({
      kind: "field",
      label: "Tiếp nhận",
      value: `${text}, ngày ${formatDay(on)}`,
    })),
    { kind: "field", label: "Ngày nộp", value: filing ? formatDay(filing.on) : "chưa nộp" },
    { kind: "field", label: "Tự chấm", value: `${result.total} điểm, ${result.stars} sao` },
    {
      kind: "field",
      label: "Giấy tờ",
      value: `${plan.files.length} tệp, ${plan.links.length} đường dẫn`,
    },
    ...(filing
      ? [
          {
            kind: "field",
            label: "Dấu vân tay SHA-256 của hồ sơ đã nộp",
            value: `\n${digestWords(filing.digest)}`,
          } as const,
        ]
      : []),
    ...(qr ? [qr] : []),
    {
      kind: "paragraph",
      style: "note",
      text: "Mục lục ở tệp 01-muc-luc.pdf. Tệp manifest.json ghi dấu vân tay SHA-256 của từng tệp để đối chiếu.",
    },
  ]);
}

/** The index: every form and paper by criterion, with its place in the archive and its digest. */
export function indexSheet(
  facts: DossierFacts,
  plan: ArchivePlan,
  forms: readonly FormFile[],
): PrintedDocument {
  const group = (text: string): Row => ({
    tone: "group",
    cells: [{ text, bold: true, span: 3, align: "left" }],
  });
  const pages = (count: number | null | undefined) => ({ text: count ? String(count) : "–" });
  const rows: Row[] = [
    group("Biểu mẫu của chủ thể"),
    ...forms.map((form): Row => ({
      cells: [{ text: "–" }, { text: form.title, code: placeWords(form) }, pages(form.pages)],
    })),
    ...plan.criteria.flatMap(({ code, title, entries }): Row[] => [
      group(`Tiêu chí ${code}. ${title}`),
      ...entries.map(({ paper, number, file, isRepeat }): Row => ({
        cells: [
          { text: String(number) },
          paperCell(paper, file, isRepeat),
          pages(isRepeat ? null : file?.pages),
        ],
      })),
    ]),
  ];
  return printed(facts, "Mục lục hồ sơ OCOP", [
    { kind: "title", text: "Mục lục hồ sơ", about: facts.productName },
    ...banners(facts),
    {
      kind: "paragraph",
      style: "note",
      text: "Giấy tờ xếp theo thứ tự tiêu chí, mỗi giấy tờ một tệp; giấy tờ dùng cho nhiều tiêu chí nằm ở tiêu chí đầu tiên. Dưới mỗi giấy tờ là nơi để tệp và dấu vân tay SHA-256 của tệp.",
    },
    {
      kind: "table",
      columns: [
        { head: "Số", width: 11, align: "center" },
        { head: "Giấy tờ", width: null },
        { head: "Trang", width: 15, align: "center" },
      ],
      rows,
    },
  ]);
}

function paperCell(paper: Evidence, file: PlannedFile | null, isRepeat: boolean): Cell {
  const text = paperWords(paper);
  if (file === null) return { text: `${text}\nĐường dẫn: ${paper.url ?? ""}` };
  return isRepeat ? { text: `${text}\n(tệp đã nêu ở trên)` } : { text, code: placeWords(file) };
}

/** Where a file lies and what its content is. */
function placeWords({ path, digest }: { path: string; digest: string }): string {
  return `${path}\n${digestWords(digest)}`;
}
