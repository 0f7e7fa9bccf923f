import { and, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { currentVersion } from "#modules/places/model.ts";
import { canCampaign } from "../../access.ts";
import { cycleEvents } from "../../events.server.ts";
import { cycleDates } from "../../schema.server.ts";
import { cycleFacts } from "../facts.server.ts";
import { ResetDates, SetDates } from "../inputs.ts";
import type { Calendar } from "../model.ts";
import { calendarFor, standingOf, stepInYear, type YearStep } from "../rules.ts";

/** A step of a province's year, with its own days where the office has set some. */
export type PlacedStep = YearStep & {
  readonly own: { readonly version: number; readonly basis: string } | null;
  readonly standing: ReturnType<typeof standingOf>;
};

/** A year as a page shows it. */
export type CalendarYear = {
  readonly calendar: Pick<Calendar, "id" | "title" | "regime">;
  readonly year: number;
  readonly today: Day;
  readonly steps: readonly PlacedStep[];
};

/** The calendars that the product ships, for who wants to look at another one. */
export function shippedCalendars(): readonly Pick<Calendar, "id" | "title" | "fromYear">[] {
  return cycleFacts().calendars.map(({ id, title, fromYear }) => ({ id, title, fromYear }));
}

/** A shipped calendar in its first year, as its document has it. `notFound` for no such one. */
export async function readShipped(db: Db, id: string): Promise<CalendarYear> {
  const facts = cycleFacts();
  const calendar = facts.calendars.find((one) => one.id === id);
  if (!calendar) throw new AppError("notFound", { vi: "Không có lịch này." });
  return placed(calendar, calendar.fromYear, await today(db), new Map());
}

/** Whether a province has a calendar of the year. */
export function hasYear(provinceCode: string, year: number): boolean {
  const place = { version: currentVersion, code: provinceCode };
  return calendarFor(cycleFacts(), place, year) !== undefined;
}

/** The year of a province: its calendar, with the days that its office has set. `notFound` before any regime of the data. */
export async function readYear(db: Db, provinceCode: string, year: number): Promise<CalendarYear> {
  const calendar = calendarFor(cycleFacts(), { version: currentVersion, code: provinceCode }, year);
  if (!calendar) throw new AppError("notFound", { vi: `Chưa có lịch của năm ${year}.` });
  const own = await db
    .select()
    .from(cycleDates)
    .where(and(eq(cycleDates.provinceCode, provinceCode), eq(cycleDates.year, year)));
  return placed(calendar, year, await today(db), new Map(own.map((row) => [row.step, row])));
}

function placed(
  calendar: Calendar,
  year: number,
  on: Day,
  own: ReadonlyMap<string, typeof cycleDates.$inferSelect>,
): CalendarYear {
  const facts = cycleFacts();
  const steps = calendar.steps.map((step): PlacedStep => {
    const shipped = stepInYear(facts, step, year);
    const row = own.get(step.step);
    const set = row && row.spans.length > 0 ? row : undefined;
    const shown: YearStep = set
      ? { ...shipped, spans: set.spans, lastDay: null, source: set.basis, isPractice: false }
      : shipped;
    return {
      ...shown,
      own: row ? { version: row.version, basis: set ? row.basis : "" } : null,
      standing: standingOf(shown, on),
    };
  });
  const { id, title, regime } = calendar;
  return { calendar: { id, title, regime }, year, today: on, steps };
}

/** Sets own days for a step of a year of the province; they stand in place of the shipped ones. */
export async function setDates(
  db: Db,
  actor: UserActor,
  provinceCode: string,
  input: SetDates,
): Promise<void> {
  const { spans, basis, ...on } = parseInput(SetDates, input);
  await write(db, actor, provinceCode, { ...on, spans, basis });
}

/** Lets the shipped days of a step stand again. */
export async function resetDates(
  db: Db,
  actor: UserActor,
  provinceCode: string,
  input: ResetDates,
): Promise<void> {
  const on = parseInput(ResetDates, input);
  await write(db, actor, provinceCode, { ...on, spans: [], basis: "" });
}

async function write(
  db: Db,
  actor: UserActor,
  provinceCode: string,
  {
    year,
    step,
    expectedVersion,
    spans,
    basis,
  }: {
    year: number;
    step: string;
    expectedVersion: number;
    spans: YearStep["spans"];
    basis: string;
  },
): Promise<void> {
  if (!canCampaign(actor, "lead", provinceCode))
    throw new AppError("forbidden", { denied: "cycle.setDates" });
  const calendar = calendarFor(cycleFacts(), { version: currentVersion, code: provinceCode }, year);
  if (!calendar?.steps.some((one) => one.step === step))
    throw new AppError("notFound", { vi: "Lịch năm này không có bước đó." });
  await db.transaction(async (tx) => {
    const values = { spans, basis, setBy: actor.userId, setAt: sql`now()` };
    const kept =
      expectedVersion === 0
        ? await tx
            .insert(cycleDates)
            .values({ ...values, provinceCode, year, step })
            .onConflictDoNothing()
            .returning({ step: cycleDates.step })
        : await tx
            .update(cycleDates)
            .set({ ...values, version: expectedVersion + 1 })
            .where(
              and(
                eq(cycleDates.provinceCode, provinceCode),
                eq(cycleDates.year, year),
                eq(cycleDates.step, step),
                eq(cycleDates.version, expectedVersion),
              ),
            )
            .returning({ step: cycleDates.step });
    if (kept.length === 0)
      throw new AppError("stale", {
        vi: "Người khác vừa đổi lịch này. Hãy tải lại trang, xem lại rồi làm tiếp.",
      });
    await appendAudit(tx, cycleEvents.datesSet, {
      actorId: actor.userId,
      subjectId: `${provinceCode}/${year}/${step}`,
      provinceCode,
      unitPath: provinceCode,
      details: { year, step, spans: spans.map(({ from, to }) => `${from}/${to}`) },
    });
  });
}
