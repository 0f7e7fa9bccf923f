import { addDays, type Day } from "#core/calendar/day.ts";
import {
  addWorkingDays,
  endOfPeriod,
  isOfficial,
  workingDaysBetween,
} from "#core/calendar/working-days.ts";
import type { Procedures, RegimeProcedure, Stage } from "#modules/rulebooks/procedure.ts";
import type { DossierKind } from "./model.ts";

/** The clock of one stage as it is kept: what is used up, and since when it runs. */
export type Clock = {
  /** Working days that the stage has; null where the decision sets none. */
  readonly allowed: number | null;
  readonly startedOn: Day;
  /** Working days used before `runningSince`. */
  readonly used: number;
  /** Null while paused and once stopped. */
  readonly runningSince: Day | null;
  readonly stoppedOn: Day | null;
};

/** A stage's clock from the day on which the dossier arrived; that day itself does not count. */
export function startClock(stage: Pick<Stage, "dueWorkingDays"> | undefined, day: Day): Clock {
  return {
    allowed: stage?.dueWorkingDays ?? null,
    startedOn: day,
    used: 0,
    runningSince: day,
    stoppedOn: null,
  };
}

/** Stands still while the dossier is back with the producer; that day still counts as used. */
export function pauseClock(clock: Clock, day: Day): Clock {
  return { ...clock, used: usedBy(clock, day), runningSince: null };
}

/** Runs on; the day of the resubmission does not count. A stopped clock stays stopped. */
export function resumeClock(clock: Clock, day: Day): Clock {
  return clock.stoppedOn !== null || clock.runningSince !== null
    ? clock
    : { ...clock, runningSince: day };
}

/** The stage is done. */
export function stopClock(clock: Clock, day: Day): Clock {
  return clock.stoppedOn !== null
    ? clock
    : { ...clock, used: usedBy(clock, day), runningSince: null, stoppedOn: day };
}

/** Working days used up to and with a day. */
export function usedBy(clock: Clock, day: Day): number {
  const since = clock.runningSince;
  return since === null || day <= since ? clock.used : clock.used + workingDaysBetween(since, day);
}

/** The last day on which the stage is in time; null while paused, once stopped, or without a limit. */
export function dueDay(clock: Clock): Day | null {
  if (clock.allowed === null || clock.runningSince === null) return null;
  return addWorkingDays(clock.runningSince, clock.allowed - clock.used);
}

/** What screens show of a clock. */
export type ClockReading = {
  readonly state: "running" | "paused" | "stopped" | "unlimited";
  readonly due: Day | null;
  /** Working days left after today, negative when late; null without a limit. */
  readonly daysLeft: number | null;
  readonly overdue: boolean;
  /** False when the Government has not yet announced the holidays that the count went through. */
  readonly officialCalendar: boolean;
};

/** A clock as it stands on a day. */
export function readClock(clock: Clock, today: Day): ClockReading {
  if (clock.allowed === null)
    return {
      state: "unlimited",
      due: null,
      daysLeft: null,
      overdue: false,
      officialCalendar: true,
    };
  const due = dueDay(clock);
  const daysLeft = clock.allowed - usedBy(clock, today);
  const end = due !== null && due > today ? due : today;
  return {
    state: clock.stoppedOn !== null ? "stopped" : due === null ? "paused" : "running",
    due,
    daysLeft,
    overdue: daysLeft < 0,
    officialCalendar: end < clock.startedOn || isOfficial(clock.startedOn, end),
  };
}

/**
 * `readClock` for many clocks of one day: clocks that stand alike are read once, since a board
 * of thousands has only as many different ones as there are days.
 */
export function clockReader(today: Day): (clock: Clock) => ClockReading {
  const known = new Map<string, ClockReading>();
  return (clock) => {
    const { allowed, startedOn, used, runningSince, stoppedOn } = clock;
    const key = [allowed, startedOn, used, runningSince, stoppedOn].join(" ");
    const reading = known.get(key) ?? readClock(clock, today);
    known.set(key, reading);
    return reading;
  };
}

/** A round of a stage in a year: dossiers asked for before one day are scored before another. */
export type Round = {
  readonly id: string;
  readonly year: number;
  /** Requests on this day are too late. */
  readonly requestedBefore: Day;
  readonly heldBefore: Day;
};

/** The rounds that a decision sets for a stage in a year; none where it sets none. */
export function roundsOf(stage: Stage, year: number): readonly Round[] {
  return (stage.rounds ?? []).map(({ id, requestedBefore, heldBefore }) => ({
    id,
    year,
    requestedBefore: `${year}-${requestedBefore}`,
    heldBefore: `${heldBefore > requestedBefore ? year : year + 1}-${heldBefore}`,
  }));
}

/** The first round that a request of this day is in time for ("before" leaves the day itself out). */
export function roundFor(stage: Stage, requestedOn: Day): Round | undefined {
  const year = Number(requestedOn.slice(0, 4));
  return [...roundsOf(stage, year), ...roundsOf(stage, year + 1)]
    .filter((round) => requestedOn < round.requestedBefore)
    .sort((a, b) => a.requestedBefore.localeCompare(b.requestedBefore))[0];
}

/** When a renewal may be filed, and until when the old certificate may stand in. */
export type RenewalWindow = {
  /** Null: the decision sets no limit. */
  readonly opens: Day | null;
  readonly closes: Day | null;
  readonly expires: Day;
  /** Last day of a transitional extension; null where there is none. */
  readonly extendedTo: Day | null;
};

/** The window before a certificate runs out; null for a regime without renewal. */
export function renewalWindow(procedure: RegimeProcedure, expires: Day): RenewalWindow | null {
  const { renewal } = procedure;
  if (renewal === null) return null;
  const before = (days: number | null) => (days === null ? null : addDays(expires, -days));
  return {
    opens: before(renewal.fileNoEarlierThanDays),
    closes: before(renewal.fileNoLaterThanDays),
    expires,
    extendedTo: renewal.extension ? addDays(expires, renewal.extension.maxDays) : null,
  };
}

/** Where a day lies to the window; both ends belong to it. `extended`: only the transition allows it. */
export function renewalStanding(
  window: RenewalWindow,
  day: Day,
): "tooEarly" | "open" | "late" | "extended" | "over" {
  if (window.opens !== null && day < window.opens) return "tooEarly";
  if (day <= (window.closes ?? window.expires)) return "open";
  if (day <= window.expires) return "late";
  return window.extendedTo !== null && day <= window.extendedTo ? "extended" : "over";
}

/** The last day to decide about a complete renewal; null where the decision sets none. */
export function renewalDecisionDue(procedure: RegimeProcedure, completeOn: Day): Day | null {
  const days = procedure.renewal?.decideWithinDays ?? null;
  return days === null ? null : endOfPeriod(addDays(completeOn, days));
}

/** Until when a dossier filed under a former regime must be evaluated once a new one is in force. */
export type TransitionLimit = { readonly by: string; readonly due: Day };

/**
 * The limit that a later regime's transition rules set for a dossier filed under an earlier one
 * and not yet evaluated: `by` is the regime that sets it. Null when none has come since.
 */
export function transitionLimit(
  procedures: Procedures,
  filed: { regime: string; kind: DossierKind; on: Day },
): TransitionLimit | null {
  const later = Object.entries(procedures.regimes)
    .flatMap(([regime, { periods, transition }]) => {
      const from = periods[0]?.from;
      return transition && from && regime !== filed.regime && from > filed.on
        ? [{ regime, from, transition }]
        : [];
    })
    .sort((a, b) => a.from.localeCompare(b.from))[0];
  if (!later) return null;
  const { oldRegimeFirstOrUpgradeWithinDays, oldRegimeRenewalWithinDays } = later.transition;
  const days =
    filed.kind === "renewal" ? oldRegimeRenewalWithinDays : oldRegimeFirstOrUpgradeWithinDays;
  return { by: later.regime, due: endOfPeriod(addDays(later.from, days)) };
}
