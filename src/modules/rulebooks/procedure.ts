import { z } from "zod";
import { CouncilRulesSchema } from "./council-rules.ts";

const Day = z.iso.date();
/** A day of the year, `MM-DD`. */
const DayOfYear = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "a day of the year, MM-DD");
const Level = z.enum(["commune", "district", "province", "central"]);
const Stars = z.int().min(1);
const Days = z.int().min(1);

/** A round of a council stage: requests before one day of the year, held before another. */
const RoundSchema = z.strictObject({
  id: z.string(),
  requestedBefore: DayOfYear,
  heldBefore: DayOfYear,
});

/**
 * One step of a dossier's way. `review`: a report on `topics`; `confirm`: the same without a
 * report; `council`: scored by a council, which recognises these stars and hands on from
 * `forwardsFrom` points.
 */
export const StageSchema = z.strictObject({
  id: z.string(),
  level: Level,
  kind: z.enum(["review", "confirm", "council"]),
  dueWorkingDays: Days.nullable().optional(),
  form: z.string().optional(),
  topics: z.array(z.string()).readonly().optional(),
  advisers: z.enum(["consultTeam", "helpTeam"]).optional(),
  recognises: z.array(Stars).readonly().optional(),
  forwardsFrom: z.int().min(0).optional(),
  forwardsTo: z.string().optional(),
  /** What follows when the score of this stage stays below what brought the dossier here. */
  // oxlint-disable-next-line unicorn/no-thenable -- the data's own word; a text, never a function
  ifBelow: z.strictObject({ min: z.int().min(0), then: z.string() }).optional(),
  rounds: z.array(RoundSchema).readonly().optional(),
});

/** The stages that hold from one day to another, both inclusive; `to` null: until further notice. */
export const PeriodSchema = z.strictObject({
  from: Day,
  to: Day.nullable(),
  amendedBy: z.string().optional(),
  stages: z.array(StageSchema).min(1).readonly(),
});

const Forms = z.array(z.string()).readonly();

/** The procedure of one regime. A null says that the decision does not settle it. */
export const RegimeProcedureSchema = z.strictObject({
  decision: z.string(),
  periods: z.array(PeriodSchema).min(1).readonly(),
  dossier: z.strictObject({
    first: Forms,
    upgrade: Forms.optional(),
    renewal: Forms.optional(),
    samples: z.int().min(0).nullable(),
    samplesExceptSets: z.array(z.string()).readonly().optional(),
    copies: z.strictObject({ paper: z.int().min(0), electronic: z.int().min(0) }).optional(),
  }),
  certificate: z.strictObject({ fromStars: Stars, validMonths: z.int().min(1) }),
  renewal: z
    .strictObject({
      issuerNotifiesBeforeDays: Days.nullable().optional(),
      fileNoEarlierThanDays: Days.nullable(),
      fileNoLaterThanDays: Days.nullable(),
      decideWithinDays: Days.nullable(),
      method: z.enum(["written", "meeting"]),
      extension: z.strictObject({ maxDays: Days, transitional: z.boolean() }).optional(),
    })
    .nullable(),
  revocation: z
    .strictObject({
      withinDays: Days,
      byStars: z.record(z.string(), Level),
      grounds: z.array(z.string()).min(1).readonly(),
    })
    .nullable(),
  productCode: z.string(),
  transition: z
    .strictObject({ oldRegimeFirstOrUpgradeWithinDays: Days, oldRegimeRenewalWithinDays: Days })
    .optional(),
});

/** `data/procedures.json`: what each regime asks at each step, and the council rules where a council has none of its own. */
export const ProceduresSchema = z
  .strictObject({
    about: z.string().optional(),
    regimes: z.record(z.string(), RegimeProcedureSchema),
    councilRulesDefault: CouncilRulesSchema,
  })
  .superRefine(({ regimes }, context) => {
    for (const [regime, { periods }] of Object.entries(regimes)) {
      periods.forEach((period, i) => {
        for (const message of periodFaults(period, periods[i + 1])) {
          context.addIssue({ code: "custom", path: ["regimes", regime, "periods", i], message });
        }
      });
    }
  });

export type Stage = Readonly<z.infer<typeof StageSchema>>;
export type Period = Readonly<z.infer<typeof PeriodSchema>>;
export type RegimeProcedure = Readonly<z.infer<typeof RegimeProcedureSchema>>;
export type Procedures = Readonly<z.infer<typeof ProceduresSchema>>;

/**
 * The regime under which a dossier filed on this day (`YYYY-MM-DD`, Vietnam's calendar) is
 * evaluated: of those in force that day, the one that came into force last. While an old
 * regime runs out beside a new one, new dossiers go under the new one. Undefined before the first.
 */
export function regimeInForce(procedures: Procedures, day: string): string | undefined {
  let latest: { regime: string; from: string } | undefined;
  for (const regime of Object.keys(procedures.regimes)) {
    if (!periodOf(procedures, regime, day)) continue;
    const from = procedures.regimes[regime]?.periods[0]?.from ?? "";
    if (!latest || from > latest.from) latest = { regime, from };
  }
  return latest?.regime;
}

/** The stages that a regime prescribes on this day; undefined outside its time. */
export function periodOf(procedures: Procedures, regime: string, day: string): Period | undefined {
  return procedures.regimes[regime]?.periods.find(
    ({ from, to }) => from <= day && (to === null || day <= to),
  );
}

function periodFaults(period: Period, following: Period | undefined): string[] {
  const faults: string[] = [];
  if (period.to !== null && period.to < period.from)
    faults.push(`ends ${period.to}, before it starts ${period.from}`);
  if (following && (period.to === null || period.to >= following.from)) {
    faults.push(`runs into the period from ${following.from}`);
  }
  const ids = period.stages.map(({ id }) => id);
  for (const { id, forwardsTo } of period.stages) {
    if (forwardsTo !== undefined && ids.indexOf(forwardsTo) <= ids.indexOf(id)) {
      faults.push(`stage ${id} forwards to ${forwardsTo}, which does not follow it`);
    }
  }
  return faults;
}
