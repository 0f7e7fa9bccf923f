import type { Block, PrintedDocument } from "#core/documents/blocks.ts";
import type { SessionFacts } from "./facts.ts";

/** Days and hours on papers are Vietnam's, wherever the program runs. */
const timeZone = "Asia/Ho_Chi_Minh";

const inVietnam = new Intl.DateTimeFormat("sv-SE", {
  timeZone,
  dateStyle: "short",
  timeStyle: "short",
});

/** The day of an instant, in Vietnam. */
export function dayOf(instant: Date): string {
  return inVietnam.format(instant).slice(0, 10);
}

/** `14 giờ 05 ngày 22/11/2026`. */
export function momentWords(instant: Date): string {
  const [day = "", time = ""] = inVietnam.format(instant).split(" ");
  return `${time.replace(":", " giờ ")} ngày ${dayWords(day)}`;
}

/** `14:05, 22/11/2026`, for tables. */
export function shortMoment(instant: Date): string {
  const [day = "", time = ""] = inVietnam.format(instant).split(" ");
  return `${time}, ${dayWords(day)}`;
}

/** `22/11/2026`. */
export function dayWords(day: string): string {
  return day.split("-").reverse().join("/");
}

/** The name of a place without its type, for place and date: "Thái Nguyên". */
export function bareName(name: string): string {
  return name.replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố|Thị xã|Huyện|Quận|Thị trấn)\s+/u, "");
}

/** A SHA-256 digest in groups of eight, so that it can be read out and breaks well. */
export function digestWords(digest: string): string {
  return digest.replaceAll(/(.{8})(?=.)/g, "$1 ");
}

/** The banner over what is not final, and over what is invented. */
export function banners(of: { isDemo: boolean; isDraft?: boolean }): Block[] {
  const lines = [
    ...(of.isDraft ? ["DỰ THẢO – phiên chưa kết thúc, không có giá trị"] : []),
    ...(of.isDemo ? ["Dữ liệu mẫu – con người và sản phẩm không có thật"] : []),
  ];
  return lines.length === 0 ? [] : [{ kind: "banner", lines }];
}

/** The head of a council's paper. `number`: the kind that stands after the stroke, such as `BB-HĐ`; null: none. */
export function councilHead(facts: SessionFacts, number: string | null, on: string | null): Block {
  const { name, unitName, level } = facts.council;
  return {
    kind: "letterhead",
    parent:
      unitName === null
        ? "Bộ Nông nghiệp và Môi trường"
        : `Ủy ban nhân dân${level === "district" ? " cấp huyện" : ""}\n${unitName}`,
    agency: name,
    number: number === null ? null : `........./${number}`,
    subject: null,
    dated: { place: unitName === null ? "Hà Nội" : bareName(unitName), day: on },
  };
}

/** A paper of a session, its foot telling the session that it belongs to. */
export function sessionPaper(
  facts: SessionFacts,
  title: string,
  blocks: readonly Block[],
): PrintedDocument {
  return {
    title: `${title} – ${facts.title}`,
    footer: {
      left: `${facts.title}. Phiên ${facts.id.slice(0, 8)}.`,
      right: facts.isDemo ? "Dữ liệu mẫu" : null,
    },
    createdAt: new Date(Math.floor(facts.changedAt.getTime() / 1000) * 1000),
    blocks,
  };
}

/** Stars in words: `4 sao`; none is `không xếp sao`. */
export function starWords(stars: number): string {
  return stars === 0 ? "không xếp sao" : `${stars} sao`;
}

/** A decimal as Vietnamese writes it: `86.33` is `86,33`. */
export function decimalWords(value: string | null): string {
  return value === null ? "–" : value.replace(".", ",");
}
