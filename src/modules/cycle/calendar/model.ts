import { z } from "zod";
import { screeningLevels } from "../model.ts";

/** A day of any year, `MM-DD`; the 29th of February is the last of February. */
const DayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const Day = z.iso.date();
const Year = z.int().min(2018).max(2199);
const Basis = z.literal("practice").optional();
const Question = z.strictObject({ id: z.string(), vi: z.string() });

const CalendarStep = z.strictObject({
  step: z.string(),
  /** In place of the step's name, where a document says more. */
  title: z.string().optional(),
  /** Goes on all year; `spans` are then the months of weight. */
  allYear: z.literal(true).optional(),
  spans: z.array(z.strictObject({ from: DayOfYear, to: DayOfYear })).readonly(),
  /** Finished before this day. */
  before: DayOfYear.optional(),
  who: z.string(),
  source: z.string(),
  basis: Basis,
});

const Calendar = z.strictObject({
  id: z.string(),
  title: z.string(),
  regime: z.string().nullable(),
  /** The unit that set it; null: for whoever has set none. */
  locality: z
    .strictObject({
      version: z.string(),
      code: z.string(),
      level: z.enum(["province"]),
      name: z.string(),
    })
    .nullable(),
  fromYear: Year,
  toYear: Year.nullable(),
  steps: z.array(CalendarStep).min(1).readonly(),
});

/** `data/cycle-calendar.json`. */
export const CycleFacts = z
  .strictObject({
    about: z.string(),
    steps: z.record(z.string(), z.string()),
    screening: z
      .array(
        z.strictObject({
          regime: z.string(),
          from: Day,
          to: Day.nullable(),
          levels: z.array(z.enum(screeningLevels)).min(1).readonly(),
          source: z.string(),
          basis: Basis,
        }),
      )
      .min(1)
      .readonly(),
    refile: z.strictObject({ afterDays: z.int().min(1), source: z.string() }),
    mediaGoal: z.strictObject({ perMonth: z.int().min(1), source: z.string() }),
    fit: z.strictObject({
      source: z.string(),
      product: z.array(Question).min(1).readonly(),
      applicant: z.array(Question).min(1).readonly(),
    }),
    calendars: z.array(Calendar).min(1).readonly(),
  })
  .superRefine(({ steps, calendars }, context) => {
    for (const calendar of calendars)
      for (const { step } of calendar.steps)
        if (!Object.hasOwn(steps, step))
          context.addIssue({ code: "custom", message: `${calendar.id}: no step ${step}` });
  });

export type CycleFacts = Readonly<z.infer<typeof CycleFacts>>;
export type Calendar = Readonly<z.infer<typeof Calendar>>;
export type CalendarStep = Readonly<z.infer<typeof CalendarStep>>;
