import { addDays, type Day } from "#core/calendar/day.ts";
import { type PaperKind, paperKindFacts } from "../model/papers.ts";

/** What is written about a paper, as far as rules go. */
export type PaperFacts = {
  kind: PaperKind;
  number: string | null;
  issuer: string | null;
  issuedOn: Day | null;
  expiresOn: Day | null;
};

/** What is missing or contradicts itself on a paper, in Vietnamese by field. */
export function paperFaults(paper: PaperFacts, today: Day): Record<string, string> {
  const kind = paperKindFacts(paper.kind);
  const faults: Record<string, string> = {};
  if (kind.isOfficial && paper.number === null)
    faults["number"] = "Hãy nhập số, ký hiệu ghi trên giấy tờ.";
  if (kind.isOfficial && paper.issuer === null) faults["issuer"] = "Hãy nhập nơi cấp hoặc bên ký.";
  if (kind.isOfficial && paper.issuedOn === null)
    faults["issuedOn"] = "Hãy nhập ngày cấp hoặc ngày ký.";
  if (paper.issuedOn !== null && paper.issuedOn > today)
    faults["issuedOn"] = "Ngày cấp còn ở tương lai. Hãy xem lại.";
  if (kind.expires === "always" && paper.expiresOn === null)
    faults["expiresOn"] = "Giấy tờ này có thời hạn: hãy nhập ngày hết hạn.";
  if (kind.expires === "never" && paper.expiresOn !== null)
    faults["expiresOn"] = "Loại giấy tờ này không có ngày hết hạn. Hãy để trống.";
  if (paper.issuedOn !== null && paper.expiresOn !== null && paper.expiresOn < paper.issuedOn)
    faults["expiresOn"] = "Ngày hết hạn phải sau ngày cấp.";
  return faults;
}

/** How long before its end a paper is said to be expiring, in days, unless the installation says otherwise. */
export const expiringDays = 60;

/** Where a paper stands on a day. It still holds on the day written as its last. */
export type PaperState = "valid" | "expiring" | "expired";

/** The state of a paper on a day, `warningDays` before its end included. A paper without an end stays valid. */
export function paperState(
  paper: { expiresOn: Day | null },
  day: Day,
  warningDays: number = expiringDays,
): PaperState {
  if (paper.expiresOn === null) return "valid";
  if (paper.expiresOn < day) return "expired";
  return paper.expiresOn < addDays(day, warningDays) ? "expiring" : "valid";
}

/** The papers that count as evidence on a day: issued by then, not expired, not put away. */
export function papersValidOn<
  Paper extends { issuedOn: Day | null; expiresOn: Day | null; isArchived: boolean },
>(papers: readonly Paper[], on: Day): Paper[] {
  return papers.filter(
    (paper) =>
      !paper.isArchived &&
      (paper.issuedOn === null || paper.issuedOn <= on) &&
      paperState(paper, on) !== "expired",
  );
}
