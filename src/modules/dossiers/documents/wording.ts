import { formatDay } from "#core/input/day.ts";
import { formatNumber } from "#core/input/number.ts";
import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import { paperKindFacts } from "#modules/producers/model/papers.ts";
import { articleOf } from "../legal.ts";
import type { Field, FieldValue, SectionData } from "../forms/fields.ts";
import { isEmpty } from "../forms/fields.ts";
import type { DossierFacts, Evidence } from "./facts.ts";

/** Banner over what has not been filed. */
export const draftWords = "BẢN NHÁP – chưa nộp, không có giá trị";
const demoWords = "Dữ liệu mẫu";
const demoLine = `${demoWords} – chủ thể và giấy tờ không có thật`;

/** The banner of a document that counts before anything is filed: only that invented data is invented. */
export function demoBanner({ isDemo }: Pick<DossierFacts, "isDemo">): Block[] {
  return isDemo ? [{ kind: "banner", lines: [demoLine] }] : [];
}

/** The banner of a document: a draft says that it is one, invented data that it is invented. */
export function banners(facts: Pick<DossierFacts, "filing" | "isDemo">): Block[] {
  const lines = [
    ...(facts.filing === null ? [draftWords] : []),
    ...(facts.isDemo ? [demoLine] : []),
  ];
  return lines.length === 0 ? [] : [{ kind: "banner", lines }];
}

/** A document of a dossier, its foot telling the dossier that it belongs to. */
export function printed(
  facts: DossierFacts,
  title: string,
  blocks: readonly Block[],
  createdAt: Date = facts.changedAt,
): PrintedDocument {
  const { filing, isDemo } = facts;
  const from =
    filing === null
      ? "Bản đang soạn"
      : `Mã biên nhận ${filing.receiptCode}, nộp ngày ${formatDay(filing.on)}, lần ${filing.seq}`;
  return {
    title: `${title} – ${facts.productName}`,
    footer: {
      left: `${from}. Hồ sơ ${facts.id.slice(0, 8)}.`,
      right: filing === null ? "Bản nháp" : isDemo ? demoWords : null,
    },
    createdAt,
    blocks,
  };
}

/**
 * Which form a document follows. The forms of Decision 26/2026 are numbered; of earlier decisions
 * we hold the facts that they ask for and not their layout, and the document says so.
 */
export function formMark(facts: Pick<DossierFacts, "regime" | "decision">, number: string): Block {
  const text =
    facts.regime === "26-2026"
      ? `Mẫu ${number}, Phụ lục III\nQuyết định số ${facts.decision}`
      : `Theo mẫu của Quyết định số ${facts.decision}\n(ghi đủ thông tin theo thứ tự; cách trình bày không phải bản gốc của mẫu)`;
  return { kind: "paragraph", style: "mark", text };
}

/** The office of a level, as it is addressed. */
export function officeName(
  level: "commune" | "district" | "province" | "central",
  place: DossierFacts["place"],
): string {
  if (level === "commune") return `Ủy ban nhân dân ${lowerFirst(place.commune)}`;
  if (level === "district") return "Ủy ban nhân dân cấp huyện";
  if (level === "province") return `Ủy ban nhân dân ${lowerFirst(place.province)}`;
  return "Bộ Nông nghiệp và Môi trường";
}

/** "Xã Văn Lang" inside a sentence: "xã Văn Lang". */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The name of a place without its type, for place and date: "Văn Lang". */
export function bareName(name: string): string {
  return name.replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố|Thị trấn)\s+/u, "");
}

/** What was written in a box, as a paper shows it; null when nothing was. */
export function written(field: Field, value: FieldValue | undefined): string | null {
  if (value === undefined || isEmpty(value)) return null;
  if (Array.isArray(value))
    return value.map((one: string) => field.choices?.[one] ?? one).join(", ");
  const text = String(value);
  // A year takes no point between its thousands.
  if (field.kind === "whole" && field.unit === undefined) return text;
  if (field.kind === "percent") return `${formatNumber(String(Number(text)))}%`;
  if (counted.has(field.kind)) return `${formatNumber(text)} ${field.unit ?? ""}`.trim();
  if (field.kind === "day") return formatDay(text);
  return field.kind === "choice" ? (field.choices?.[text] ?? text) : text;
}

const counted: ReadonlySet<Field["kind"]> = new Set(["money", "profit", "whole"]);

/** The boxes of a section, as a form prints them. */
export function boxes(fields: readonly Field[], data: SectionData): Block[] {
  return fields.map((field): Block => {
    if (field.kind === "ticks" || field.kind === "choice") {
      const value = data[field.name];
      const chosen = Array.isArray(value) ? (value as readonly string[]) : [String(value ?? "")];
      return {
        kind: "ticks",
        label: field.label,
        items: Object.entries(field.choices ?? {}).map(([key, text]) => ({
          text,
          ticked: chosen.includes(key),
        })),
      };
    }
    const line = { label: field.label, value: written(field, data[field.name]) };
    return field.kind === "text" ? { kind: "answer", ...line } : { kind: "field", ...line };
  });
}

/** "Phiếu kiểm nghiệm: Kiểm nghiệm mật ong, số 12/KN, cấp 05/01/2026, đến 05/01/2027". */
export function paperWords(paper: Evidence): string {
  const kind = paperKindFacts(paper.kind).vi;
  const facts = [
    paper.title === kind ? null : paper.title,
    paper.number === null ? null : `số ${paper.number}`,
    paper.issuer,
    paper.issuedOn === null ? null : `ngày ${formatDay(paper.issuedOn)}`,
    paper.expiresOn === null ? null : `đến ${formatDay(paper.expiresOn)}`,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? kind : `${kind}: ${facts.join(", ")}`;
}

/** "theo khoản 2 Điều 7 Quyết định …" where the text of the decision has been read, else the decision. */
export function basis(
  facts: Pick<DossierFacts, "regime" | "decision">,
  rule: Parameters<typeof articleOf>[2],
): string {
  return articleOf(facts.regime, facts.decision, rule) ?? `Quyết định ${facts.decision}`;
}

/** Written data of a section; empty when the regime has no such section. */
export function dataOf(facts: DossierFacts, name: string): SectionData {
  return facts.sections.find(({ section }) => section.name === name)?.data ?? {};
}
