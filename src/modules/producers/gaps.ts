import type { PaperKind } from "./model/papers.ts";
import type { PaperState } from "./rules/papers.ts";

/** One thing that a producer still has to enter, with the page's part where it is entered. */
export type Gap = { text: string; at: "details" | "papers" | "figures" };

/** What is known of a producer, as far as its own page must tell what is missing. */
export type KnownFacts = {
  hasTaxCode: boolean;
  hasPhone: boolean;
  hasRepresentative: boolean;
  /** Whether criterion 3.2 can be settled from what the representative declared. */
  isRepresentativeSettled: boolean;
  /** Years with profit entered, any order. */
  profitYears: readonly number[];
  hasLocalLabour: boolean;
  papers: readonly { kind: PaperKind; state: PaperState }[];
};

/**
 * What a producer should enter before a dossier can be complete, most important first. `thisYear`:
 * the year it is; criterion 3.4 reads the profit of the three full years before it.
 */
export function producerGaps(facts: KnownFacts, thisYear: number): Gap[] {
  const gaps: Gap[] = [];
  const holds = (kind: PaperKind) =>
    facts.papers.some((paper) => paper.kind === kind && paper.state !== "expired");
  if (!holds("businessRegistration") && !holds("groupContract"))
    gaps.push({ text: "Thêm giấy đăng ký kinh doanh còn hiệu lực vào tủ giấy tờ.", at: "papers" });
  if (!facts.hasRepresentative)
    gaps.push({ text: "Nhập người đại diện theo pháp luật.", at: "details" });
  else if (!facts.isRepresentativeSettled)
    gaps.push({
      text: "Giới tính, dân tộc hoặc khuyết tật của người đại diện chưa khai: chưa tính được tiêu chí 3.2.",
      at: "details",
    });
  if (!facts.hasPhone) gaps.push({ text: "Nhập số điện thoại liên hệ.", at: "details" });
  if (!facts.hasTaxCode) gaps.push({ text: "Nhập mã số thuế.", at: "details" });
  const missing = [1, 2, 3]
    .map((ago) => thisYear - ago)
    .filter((year) => !facts.profitYears.includes(year));
  if (missing.length > 0)
    gaps.push({
      text: `Nhập lợi nhuận các năm ${missing.join(", ")} (tiêu chí 3.4).`,
      at: "figures",
    });
  if (!facts.hasLocalLabour)
    gaps.push({ text: "Nhập số lao động và lao động tại xã (tiêu chí 3.3).", at: "figures" });
  return gaps;
}
