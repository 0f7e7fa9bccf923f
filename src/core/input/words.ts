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
  switch (issue.code) {
    case "invalid_type":
      if (input === undefined || input === null || input === "") return missing;
      return ["number", "int", "bigint"].includes(issue.expected) ? "Hãy nhập một số." : unfit;
    case "invalid_value":
      return "Hãy chọn một mục trong danh sách.";
    case "too_big":
      if (issue.origin === "string")
        return `Nhiều nhất ${formatCount(Number(issue.maximum))} ký tự.`;
      return isCount(issue.origin)
        ? `Hãy nhập số không quá ${formatNumber(String(issue.maximum))}.`
        : `Nhiều nhất ${formatCount(Number(issue.maximum))} mục.`;
    case "too_small":
      if (issue.origin === "string") return missing;
      return isCount(issue.origin)
        ? `Hãy nhập số từ ${formatNumber(String(issue.minimum))} trở lên.`
        : `Cần ít nhất ${formatCount(Number(issue.minimum))} mục.`;
    default:
      return unfit;
  }
}

function isCount(origin: string): boolean {
  return ["number", "int", "bigint"].includes(origin);
}
