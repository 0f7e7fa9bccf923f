import { z } from "zod";
import { day, optionalDay } from "#core/input/day.ts";
import { requiredLine } from "#core/input/text.ts";
import type { Span } from "./rules.ts";

const Year = z.coerce.number({ error: "Hãy chọn năm." }).int().min(2018).max(2199);
const OnStep = z.strictObject({
  year: Year,
  step: z.string().max(60),
  /** 0: the shipped days stand. */
  expectedVersion: z.coerce.number({ error: "Hãy tải lại trang." }).int().min(0),
});

/** Own days of a step: one span, or two. */
export const SetDates = OnStep.extend({
  from: day,
  to: day,
  secondFrom: optionalDay,
  secondTo: optionalDay,
  basis: requiredLine(300, "Hãy ghi văn bản làm căn cứ: số, ngày, nơi ban hành."),
}).transform(({ from, to, secondFrom, secondTo, ...rest }, context) => {
  const fault = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  const spans: Span[] = [{ from, to }];
  if (secondFrom !== null && secondTo !== null) spans.push({ from: secondFrom, to: secondTo });
  else if (secondFrom !== null || secondTo !== null)
    fault("secondTo", "Đợt hai cần cả ngày bắt đầu và ngày kết thúc.");
  for (const span of spans)
    for (const at of [span.from, span.to])
      if (at.slice(0, 4) !== String(rest.year))
        fault("from", `Các ngày phải ở trong năm ${rest.year}.`);
  if (to < from) fault("to", "Ngày kết thúc phải sau ngày bắt đầu.");
  const [, second] = spans;
  if (second && second.to < second.from) fault("secondTo", "Ngày kết thúc phải sau ngày bắt đầu.");
  if (second && second.from <= to) fault("secondFrom", "Đợt hai phải sau đợt một.");
  return { ...rest, spans };
});
export type SetDates = z.input<typeof SetDates>;

/** Back to the shipped days. */
export const ResetDates = OnStep;
export type ResetDates = z.input<typeof ResetDates>;
