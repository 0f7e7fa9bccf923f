import { formatDay } from "#core/input/day.ts";
import type { ReminderStep } from "./tasks.ts";

/** What a letter about a task tells of. */
export type LetterAbout = "given" | "answered" | "returned" | ReminderStep;

/** Who the letter is for: whom the task was given to, or who gave it. */
export const letterTo = {
  given: "assignee",
  soon: "assignee",
  overdue: "assignee",
  returned: "assignee",
  answered: "giver",
} as const satisfies Record<LetterAbout, "assignee" | "giver">;

/** What a letter is made of. Days are `yyyy-mm-dd`. */
export type LetterFacts = {
  readonly title: string;
  readonly plan: string;
  readonly dueOn: string;
  readonly remark: string | null;
  readonly assignee: string;
};

const subjects: Readonly<Record<LetterAbout, string>> = {
  given: "Nhiệm vụ mới",
  soon: "Sắp đến hạn nhiệm vụ",
  overdue: "Nhiệm vụ đã quá hạn",
  returned: "Nhiệm vụ cần làm lại",
  answered: "Đã có kết quả nhiệm vụ",
};

/** A letter about a task; `where`: how to get to it. */
export function letterOf(about: LetterAbout, facts: LetterFacts, where: string) {
  const { title, plan, remark, assignee } = facts;
  const due = formatDay(facts.dueOn);
  const says: Record<LetterAbout, string> = {
    given: `Ông/bà được giao nhiệm vụ “${title}” theo ${plan}. Hạn báo cáo kết quả: ngày ${due}.`,
    soon: `Nhiệm vụ “${title}” theo ${plan} đến hạn ngày ${due} và chưa có kết quả.`,
    overdue: `Nhiệm vụ “${title}” theo ${plan} đã quá hạn (ngày ${due}) và chưa có kết quả.`,
    returned: `Kết quả nhiệm vụ “${title}” được đề nghị làm lại. Nội dung: ${remark ?? "xem trong hệ thống."}`,
    answered: `${assignee} đã gửi kết quả nhiệm vụ “${title}” theo ${plan}. Hãy xem rồi chấp nhận hoặc đề nghị làm lại.`,
  };
  return {
    subject: `${subjects[about]}: ${title}`,
    text: [
      "Kính gửi ông/bà,",
      says[about],
      where,
      "Thư tự động của hệ thống OCOP. Xin không trả lời thư này.",
    ].join("\n\n"),
  };
}
