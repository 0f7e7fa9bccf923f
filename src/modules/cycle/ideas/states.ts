import { type Day, addDays } from "#core/calendar/day.ts";
import type { IdeaState, ScreeningLevel } from "../model.ts";

/** The state in which a level has an idea before it. */
export const stateAt = {
  commune: "underCommuneScreening",
  district: "underDistrictScreening",
  province: "forwarded",
} as const satisfies Record<ScreeningLevel, IdeaState>;

/** The level that has an idea in this state before it; null while none has. */
export function levelOf(state: IdeaState): ScreeningLevel | null {
  const found = Object.entries(stateAt).find(([, at]) => at === state);
  return found ? (found[0] as ScreeningLevel) : null;
}

/** States in which an idea lies before some level. */
const before = Object.values(stateAt);

/**
 * Steps of an idea. `to` null: to the level that follows in the regime (`following`). An idea that
 * is chosen, put off or withdrawn stays so; one put off comes back in its new year.
 */
export const ideaSteps = {
  /** The first level takes it up. */
  take: { from: ["registered"], to: null },
  /** It fits, as far as this level can tell: on to the next. */
  forward: { from: before, to: null },
  /** The last level takes it into the plan of the year. */
  choose: { from: before, to: "chosen" },
  /** Not yet: the reason says what to mend. */
  return: { from: before, to: "returned" },
  /** Not this year. */
  putOff: { from: before, to: "nextYear" },
  /** The applicant has mended it. */
  refile: { from: ["returned"], to: "registered" },
  /** Its new year has begun. */
  carryOver: { from: ["nextYear"], to: "registered" },
  withdraw: { from: ["registered", ...before, "returned", "nextYear"], to: "withdrawn" },
} as const satisfies Record<
  string,
  { readonly from: readonly IdeaState[]; readonly to: IdeaState | null }
>;
export type IdeaStep = keyof typeof ideaSteps | "register";

/** Steps after the first. */
export type IdeaMove = keyof typeof ideaSteps;

/**
 * Where a step leads from a state under a regime with these levels; null where it may not be
 * taken. Only the last level chooses and puts off: those before it forward or return.
 */
export function next(
  move: IdeaMove,
  state: IdeaState,
  levels: readonly ScreeningLevel[],
): IdeaState | null {
  const { from, to } = ideaSteps[move];
  if (!(from as readonly IdeaState[]).includes(state)) return null;
  const level = levelOf(state);
  if (level !== null && move !== "withdraw" && !levels.includes(level)) return null;
  if (move === "choose" || move === "putOff") return level === levels.at(-1) ? to : null;
  return to ?? following(level, levels);
}

function following(
  level: ScreeningLevel | null,
  levels: readonly ScreeningLevel[],
): IdeaState | null {
  const after = levels[level === null ? 0 : levels.indexOf(level) + 1];
  return after === undefined ? null : stateAt[after];
}

/** First day on which an idea returned on this day may come again. */
export function refileFrom(returnedOn: Day, afterDays: number): Day {
  return addDays(returnedOn, afterDays);
}
