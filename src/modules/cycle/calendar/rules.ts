import type { Day } from "#core/calendar/day.ts";
import type { ScreeningLevel } from "../model.ts";
import type { Calendar, CalendarStep, CycleFacts } from "./model.ts";

/** Who screens an idea that was registered on this day under this regime; throws `RangeError` for a regime without screening. */
export function levelsOn(
  { screening }: Pick<CycleFacts, "screening">,
  regime: string,
  day: Day,
): readonly ScreeningLevel[] {
  const rows = screening.filter((row) => row.regime === regime);
  const row = rows.find(({ from, to }) => from <= day && (to === null || day <= to)) ?? rows.at(-1);
  if (!row) throw new RangeError(`no screening under ${regime}`);
  return row.levels;
}

/**
 * The calendar that a province starts a year from: one of its own for that year, else the one of
 * the regime for everybody. Undefined for a year that no regime of the data reaches.
 */
export function calendarFor(
  { calendars }: Pick<CycleFacts, "calendars">,
  place: { readonly version: string; readonly code: string },
  year: number,
): Calendar | undefined {
  const ofYear = calendars.filter(
    ({ fromYear, toYear }) => fromYear <= year && (toYear === null || year <= toYear),
  );
  return (
    ofYear.findLast(
      ({ locality }) => locality?.code === place.code && locality.version === place.version,
    ) ?? ofYear.findLast(({ locality }) => locality === null)
  );
}

/** Days from one to another, both inclusive. */
export type Span = { readonly from: Day; readonly to: Day };

/** The days of a step in a year. */
export type YearStep = {
  readonly step: string;
  readonly title: string;
  readonly who: string;
  readonly source: string;
  readonly isPractice: boolean;
  readonly isAllYear: boolean;
  readonly spans: readonly Span[];
  /** Last day of a step that must be finished before a day. */
  readonly lastDay: Day | null;
};

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** A day of the year in a year; the 29th of February becomes the 28th where there is none. */
function inYear(year: number, dayOfYear: string): Day {
  return dayOfYear === "02-29" && !isLeap(year) ? `${year}-02-28` : `${year}-${dayOfYear}`;
}

function dayBefore(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** A step of a calendar with the days of one year. */
export function stepInYear(
  { steps }: Pick<CycleFacts, "steps">,
  step: CalendarStep,
  year: number,
): YearStep {
  return {
    step: step.step,
    title: step.title ?? steps[step.step] ?? step.step,
    who: step.who,
    source: step.source,
    isPractice: step.basis === "practice",
    isAllYear: step.allYear === true,
    spans: step.spans.map(({ from, to }) => ({ from: inYear(year, from), to: inYear(year, to) })),
    lastDay: step.before === undefined ? null : dayBefore(inYear(year, step.before)),
  };
}

/** Where a step stands on a day. */
export type Standing = "now" | "soon" | "goesOn" | "over" | "ahead";

/** How many days ahead a step counts as soon. */
const soonDays = 30;

/** The first day of the span that is under way or comes next, and the last. */
export function standingOf(step: YearStep, on: Day): { standing: Standing; span: Span | null } {
  const current = step.spans.find(({ from, to }) => from <= on && on <= to);
  if (current) return { standing: "now", span: current };
  const coming = step.spans.find(({ from }) => on < from);
  if (coming) return { standing: isSoon(on, coming.from) ? "soon" : "ahead", span: coming };
  if (step.lastDay !== null) {
    const span = { from: `${step.lastDay.slice(0, 4)}-01-01`, to: step.lastDay };
    return { standing: on <= step.lastDay ? "now" : "over", span };
  }
  return { standing: step.isAllYear ? "goesOn" : "over", span: null };
}

function isSoon(on: Day, from: Day): boolean {
  return (Date.parse(`${from}T00:00:00Z`) - Date.parse(`${on}T00:00:00Z`)) / 86_400_000 <= soonDays;
}
