import type { ItemFacts, SessionFacts } from "./facts.ts";
import { decimalWords, momentWords, starWords } from "./wording.ts";

const gateRules = {
  majority: "quá nửa số phiếu đạt",
  all: "mọi phiếu đều đạt",
  mean: "điểm trung bình của tiêu chí đạt",
} as const;

/** How the council works, from the rules that hold for the session. */
export function rulesWords({ rules, rulesSeq }: SessionFacts): string {
  const { quorum, spread, rescoreRounds, gateRule, decimals } = rules;
  return [
    rulesSeq === null
      ? "Hội đồng làm việc theo quy tắc mặc định của hệ thống."
      : `Hội đồng làm việc theo Quy chế, bản thứ ${rulesSeq}.`,
    `Kết quả có giá trị khi số phiếu hợp lệ đạt từ ${quorum.fraction} số thành viên không phải đứng ngoài${quorum.chairOrDeputyRequired ? " và có Chủ tịch hoặc Phó Chủ tịch" : ""}.`,
    `Điểm của sản phẩm là trung bình cộng tổng điểm các phiếu, lấy ${decimals} chữ số thập phân.`,
    `Mức tối thiểu của từng hạng được coi là đạt khi ${gateRules[gateRule]}.`,
    `Phiếu cao nhất và thấp nhất chênh nhau ${spread.exceededWhen === ">" ? "quá" : "từ"} ${spread.limit} điểm thì thảo luận và chấm lại, nhiều nhất ${rescoreRounds} lần.`,
  ].join(" ");
}

/** What came of a product in sentences; the older versions of a reopened result stand too. */
export function outcomeLines(item: ItemFacts): readonly string[] {
  const lines = item.results.map((result, i) => {
    const { outcome, version, closedAt } = result;
    const isLast = i === item.results.length - 1;
    const head = item.results.length > 1 ? `Kết quả lần ${version}` : "Kết quả";
    const stands = isLast ? "" : " Kết quả này đã được mở lại và thay bằng lần sau.";
    if (result.rejected)
      return `${head} (chốt lúc ${momentWords(closedAt)}): hồ sơ bị loại${item.rejectGround ? `. Lý do: ${item.rejectGround}` : ""}.${stands}`;
    return `${head} (chốt lúc ${momentWords(closedAt)}): ${outcome.counted} phiếu hợp lệ, điểm trung bình ${decimalWords(outcome.mean)}, chênh lệch ${outcome.spread} điểm, ${outcome.quorum ? starWords(result.stars) : "không đủ số phiếu hợp lệ nên chưa có giá trị"}.${gateWords(result)}${stands}`;
  });
  if (item.state === "rejected" && lines.length === 0)
    return [`Hội đồng loại hồ sơ. Lý do: ${item.rejectGround ?? "ghi trong hồ sơ phiên"}.`];
  if (item.state === "postponed") return [...lines, "Sản phẩm được chuyển sang phiên khác."];
  return lines;
}

/** Why a product stays below the level of its points; empty when it does not. */
export function gateWords({ outcome, stars }: ItemFacts["results"][number]): string {
  if (!outcome.quorum || stars >= outcome.bandStars) return "";
  const unmet = outcome.unmet.map(
    ({ criterion, stars: level, met, of }) =>
      `${criterion} (mức ${level} sao, ${met}/${of} phiếu đạt)`,
  );
  return ` Điểm thuộc mức ${outcome.bandStars} sao nhưng chưa đạt mức tối thiểu ở tiêu chí ${unmet.join(", ")}.`;
}
