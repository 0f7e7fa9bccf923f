import { dayInWords, inWords } from "#core/documents/vietnamese.ts";
import type { Rulebook, RuleSet, Score } from "../model.ts";

/** Total, in figures and words, and the reasons for the level reached, a sentence each. */
export function resultOf(book: Rulebook, result: Score) {
  return {
    total: result.total,
    inWords: result.total <= 999 ? capital(`${inWords(result.total)} điểm`) : null,
    reasons: [
      result.rejected
        ? "Hồ sơ bị loại nên không được phân hạng sao."
        : `Theo khung điểm: ${result.bandStars} sao (${bandRange(book, result.bandStars, " điểm")}).`,
      unmetLine(result),
      result.unanswered.length > 0
        ? `Tiêu chí chưa chấm (tính 0 điểm): ${result.unanswered.join(", ")}.`
        : "",
    ].filter((line) => line !== ""),
  };
}

/** Which least options of the levels up to the band stand unmet, each criterion with its levels. */
function unmetLine({ unmet, rejected }: Score): string {
  if (rejected || unmet.length === 0) return "";
  const levels = Map.groupBy(unmet, ({ criterion }) => criterion);
  const gates = [...levels].map(
    ([criterion, gates]) => `${criterion} (${gates.map(({ stars }) => stars).join(", ")} sao)`,
  );
  return `Chưa đạt mức tối thiểu tại tiêu chí: ${gates.join("; ")}.`;
}

/** The decision that the sheet is of, as papers cite it. */
export function basisLine(book: Rulebook): string {
  const issued = book.issued ? ` ${dayInWords(book.issued)}` : "";
  const amended = book.amendedBy?.length
    ? `; được sửa đổi tại Quyết định ${book.amendedBy.join(", ")}`
    : "";
  return `Theo Bộ tiêu chí tại Quyết định số ${book.decision}${issued} của Thủ\u00A0tướng\u00A0Chính\u00A0phủ${amended}`;
}

/** What the head of the sheet explains, label and text; facts that the rulebook lacks are left out. */
export function factsOf(
  book: Rulebook,
  set: RuleSet,
  { gated, blank }: { gated: boolean; blank: boolean },
) {
  const { sector, group, agency, samples, rejectWhen = [] } = set;
  const facts = [
    {
      label: "Ngành",
      text: sector && group && group !== sector ? `${sector}; nhóm: ${group}` : sector,
    },
    { label: "Cơ quan quản lý chuyên ngành", text: agency },
    { label: "Mẫu sản phẩm nộp kèm hồ sơ", text: samples ? `${samples} đơn vị` : null },
    {
      label: "Hồ sơ bị loại khi",
      text: rejectWhen.map((when, i) => `(${i + 1}) ${when}`).join("; "),
    },
    { label: "Khung điểm", text: bandLine(book) },
    { label: "Cột “Tối thiểu”", text: gated ? gateLegend : null },
    { label: "Cách ghi", text: blank ? howToFill : null },
  ];
  return facts.filter(({ text }) => text);
}

const gateLegend =
  "số sao ghi cạnh một lựa chọn là mức thấp nhất sản phẩm phải đạt ở tiêu chí đó để được phân hạng sao ấy";
const howToFill =
  "mỗi tiêu chí đánh dấu × vào ô của một lựa chọn và ghi số điểm của lựa chọn đó vào cột “Điểm chấm”";

/** What is not settled about a set, so that nobody takes an unverified number for law. */
export function warningsOf(set: RuleSet): readonly string[] {
  const unverified = set.verified
    ? []
    : ["Bộ này chưa được đối chiếu với văn bản gốc, chỉ dùng để tham khảo."];
  const doubts = [...(set.defects ?? []), ...(set.doubts ?? [])];
  return [...unverified, ...doubts.map((doubt) => `${doubt.replace(/\.$/, "")}.`)];
}

function bandLine(book: Rulebook): string {
  return book.bands.map(({ stars }) => `${stars} sao: ${bandRange(book, stars)}`).join("; ");
}

/** "từ 70 đến dưới 90"; the highest level is open above, the lowest below. */
function bandRange(book: Rulebook, stars: number, unit = ""): string {
  const bands = book.bands.toSorted((a, b) => b.min - a.min);
  const at = bands.findIndex((band) => band.stars === stars);
  const min = bands[at]?.min ?? 0;
  const above = bands[at - 1]?.min;
  if (above === undefined) return `từ ${min}${unit} trở lên`;
  return min === 0 ? `dưới ${above}${unit}` : `từ ${min} đến dưới ${above}${unit}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
