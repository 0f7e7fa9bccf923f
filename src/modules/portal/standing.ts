import type { PublicState } from "./model.ts";

/** How a state looks: never by colour alone. */
export type StandingTone = "good" | "attention" | "ended" | "bad";

/** Tone of every state of the public register. */
export const standingTones = {
  valid: "good",
  expiring: "good",
  extended: "attention",
  uncertain: "attention",
  expired: "ended",
  replaced: "ended",
  revoked: "bad",
} as const satisfies Record<PublicState, StandingTone>;

/** Whether the star may not be shown any more. */
export function isOver(state: PublicState): boolean {
  const tone: StandingTone = standingTones[state];
  return tone === "ended" || tone === "bad";
}

/** The days that decide about a product, as far as they are known (`yyyy-mm-dd`). */
export type Standing = {
  readonly state: PublicState;
  /** Null where only the year is known. */
  readonly recognisedOn: string | null;
  /** The day, or the first one of the year. */
  readonly since: string;
  /** The last day in force; null where it is not known. */
  readonly endsOn: string | null;
  readonly revokedOn: string | null;
};
