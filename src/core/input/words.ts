import type { z } from "zod";
import { formatNumber } from "./number.ts";
import { formatCount } from "./text.ts";

const missing = "Hãy nhập mục này.";
const unfit = "Nội dung này chưa đúng. Hãy xem lại, hoặc tải lại trang rồi nhập lại.";

/**
 * What is told of an input that does not fit, where its schema has no words of its own: what to do,
 * in the words of people, not of programs.
 */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (issue.code === "invalid_type") {
    if (input === undefined || input === null || input === "") return missing;
    return isCount(issue.expected) ? "Hãy nhập một số." : unfit;
  }
  if (issue.code === "invalid_value") return "Hãy chọn một mục trong danh sách.";
  if (issue.code === "too_big") {
    if (isCount(issue.origin))
      return `Hãy nhập số không quá ${formatNumber(String(issue.maximum))}.`;
    const most = formatCount(Number(issue.maximum));
    return issue.origin === "string" ? `Nhiều nhất ${most} ký tự.` : `Nhiều nhất ${most} mục.`;
  }
  if (issue.code === "too_small") {
    if (isCount(issue.origin))
      return `Hãy nhập số từ ${formatNumber(String(issue.minimum))} trở lên.`;
    return issue.origin === "string"
      ? missing
      : `Cần ít nhất ${formatCount(Number(issue.minimum))} mục.`;
  }
  return unfit;
}

function isCount(kind: string): boolean {
  return ["number", "int", "bigint"].includes(kind);
}
