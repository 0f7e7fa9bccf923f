import { z } from "zod";
import type { CheckAnswer } from "./model.ts";

/** The shape of `data/point-checklist.json`: what a point of sale is judged by, and how sure that is. */
export const PointChecklist = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  about: z.string().min(1),
  decision: z.string().min(1),
  parts: z.array(
    z.strictObject({
      id: z.string().min(1),
      title: z.string().min(1),
      /** `any`: one of the items suffices; `all`: each is wanted. */
      rule: z.enum(["any", "all"]),
      /** As others quote the decision, or of the office's own making. */
      certainty: z.enum(["quoted", "own"]),
      items: z.array(
        z.strictObject({ code: z.string().regex(/^[a-z]+:[a-z]+$/), title: z.string().min(1) }),
      ),
    }),
  ),
});
export type PointChecklist = Readonly<z.infer<typeof PointChecklist>>;
export type ChecklistPart = PointChecklist["parts"][number];
export type Answers = Readonly<Record<string, CheckAnswer>>;

/** What people are told of how sure a part is. */
export const certainties = {
  quoted: "Theo nguồn dẫn lại, chưa đối chiếu với văn bản gốc",
  own: "Danh mục của văn phòng, chưa đối chiếu với văn bản",
} as const satisfies Record<ChecklistPart["certainty"], string>;

/** Whether a part is met; null while what is not clear, or not answered, decides it. */
export function isPartMet({ rule, items }: ChecklistPart, answers: Answers): boolean | null {
  const given = items.map(({ code }) => answers[code] ?? "unclear");
  const deciding = rule === "any" ? "yes" : "no";
  if (given.includes(deciding)) return rule === "any";
  return given.includes("unclear") ? null : rule === "all";
}

/**
 * Whether the parts that come from the decision are met; the office's own part is told apart and
 * counts for nothing here. Null while one of them is open and none failed.
 */
export function isPointMet({ parts }: PointChecklist, answers: Answers): boolean | null {
  const met = parts
    .filter(({ certainty }) => certainty !== "own")
    .map((part) => isPartMet(part, answers));
  if (met.includes(false)) return false;
  return met.includes(null) ? null : true;
}
