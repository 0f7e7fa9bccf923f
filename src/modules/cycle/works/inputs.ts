import { z } from "zod";
import { fieldFacts, PictureDigest } from "#core/field/inputs.ts";
import { day, optionalDay } from "#core/input/day.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
} from "#core/input/text.ts";
import { Id, Version } from "../plans/model.ts";
import { blockerNames, mostPhotos, taskStepChoices, visitorKindNames } from "./model.ts";

export const AddTask = z.strictObject({
  planId: Id,
  title: requiredLine(300, "Hãy ghi việc phải làm."),
  detail: optionalText(2_000).default(null),
  dueOn: optionalDay.default(null),
});
export type AddTask = z.input<typeof AddTask>;

const OnTask = z.strictObject({ taskId: Id, expectedVersion: Version });

/** Another title, another day; a task that raises a criterion keeps its own title. */
export const ChangeTask = OnTask.extend({
  title: optionalLine(300).default(null),
  detail: optionalText(2_000).default(null),
  dueOn: optionalDay.default(null),
});
export type ChangeTask = z.input<typeof ChangeTask>;

export const MoveTask = OnTask.extend({
  step: z.enum(taskStepChoices, { error: "Hãy chọn việc cần ghi." }),
  /** For `block`: why, and who must act. */
  why: optionalText(1_000).default(null),
  by: optional(z.enum(blockerNames, { error: "Hãy chọn ai phải xử lý." })).default(null),
  /** For `finish`: papers of the vault that show it. */
  papers: z
    .preprocess(
      (value) =>
        value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value],
      z.array(Id).max(20),
    )
    .default([]),
})
  .refine(({ step, why }) => step !== "block" || why !== null, {
    path: ["why"],
    error: "Hãy ghi vướng ở đâu.",
  })
  .refine(({ step, by }) => step !== "block" || by !== null, {
    path: ["by"],
    error: "Hãy chọn ai phải xử lý.",
  });
export type MoveTask = z.input<typeof MoveTask>;

/** Where one criterion stands now; an empty option takes the answer back. */
export const SetStanding = z.strictObject({
  planId: Id,
  criterion: z.string().min(1, "Hãy chọn tiêu chí.").max(40),
  option: optional(z.coerce.number().int().min(1).max(99)).default(null),
});
export type SetStanding = z.input<typeof SetStanding>;

export const AddVisit = z.strictObject({
  planId: Id,
  /** Given by the form or the phone: the same visit sent again is the same. */
  formKey: Id,
  on: day,
  visitor: z.enum(visitorKindNames, { error: "Hãy chọn ai đến." }),
  people: requiredLine(300, "Hãy ghi tên người đến."),
  notes: requiredText("Hãy ghi đã thấy gì, đã hướng dẫn gì.", 4_000),
  nextSteps: optionalText(2_000).default(null),
  latitude: fieldFacts.latitude.default(null),
  longitude: fieldFacts.longitude.default(null),
  accuracy: fieldFacts.accuracy.default(null),
  deviceAt: fieldFacts.deviceAt.default(null),
  /** Photos that were sent before, see `keepPlanPhoto`. */
  photos: z.array(PictureDigest).max(mostPhotos, `Nhiều nhất ${mostPhotos} ảnh.`).default([]),
});
export type AddVisit = z.input<typeof AddVisit>;
