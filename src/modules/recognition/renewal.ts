import { addDays, type Day, dayNumber } from "#core/calendar/day.ts";
import { formatDay } from "#core/input/day.ts";
import type { RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import { renewalDays } from "./rules.ts";

/** Steps of the ladder: the window opens, its middle, its last day, the certificate's last day. */
export const reminderSteps = ["opens", "middle", "closes", "ends"] as const;
export type ReminderStep = (typeof reminderSteps)[number];

/** How long after the last day the final reminder still makes sense, in days. */
const lateDays = 30;

/** The first day of every step for a certificate; null under a regime without a window. */
export function ladderOf(
  expiresOn: Day,
  procedure: Pick<RegimeProcedure, "renewal">,
): Readonly<Record<ReminderStep, Day>> | null {
  const window = renewalDays(expiresOn, procedure);
  if (window === null) return null;
  const half = Math.floor((dayNumber(window.closes) - dayNumber(window.opens)) / 2);
  return {
    opens: window.opens,
    middle: addDays(window.opens, half),
    closes: window.closes,
    ends: expiresOn,
  };
}

/** The step that a day calls for: the latest one reached, so that a late start sends one letter, not four. */
export function stepOn(
  expiresOn: Day,
  day: Day,
  procedure: Pick<RegimeProcedure, "renewal">,
): ReminderStep | null {
  const ladder = ladderOf(expiresOn, procedure);
  if (ladder === null || day > addDays(expiresOn, lateDays)) return null;
  return reminderSteps.findLast((step) => ladder[step] <= day) ?? null;
}

/** What a reminder says to the producer; the office reads the same with the producer's name. */
export function reminderWords(
  step: ReminderStep,
  of: { productName: string; stars: number; expiresOn: Day; closes: Day },
): { subject: string; body: string } {
  const { productName, stars } = of;
  const [last, closes] = [formatDay(of.expiresOn), formatDay(of.closes)];
  if (step === "ends")
    return {
      subject: `Giấy chứng nhận ${stars} sao hết hạn ngày ${last}: ${productName}`,
      body: "Sau ngày này không được dùng hạng sao và nhãn hiệu OCOP trên sản phẩm, trừ khi được kéo dài hiệu lực. Nếu không đánh giá lại, hãy cho biết lý do tại trang Giấy chứng nhận.",
    };
  return {
    subject:
      step === "closes"
        ? `Hôm nay là hạn nộp hồ sơ đánh giá lại: ${productName} (ngày ${closes})`
        : `Đã đến kỳ đánh giá lại: ${productName}, nộp trước hết ngày ${closes}${step === "middle" ? " (nhắc lần 2)" : ""}`,
    body: `Giấy chứng nhận ${stars} sao có giá trị đến hết ngày ${last}. Mở trang Giấy chứng nhận, bấm “Đánh giá lại” để có hồ sơ điền sẵn, hoặc cho biết lý do không làm tiếp.`,
  };
}
