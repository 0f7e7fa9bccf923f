import type { NewsState, PointState } from "./model.ts";

type Steps<State extends string> = Readonly<
  Record<string, { readonly from: readonly State[]; readonly to: State }>
>;

/** Steps of news; its text may be mended in every state. */
export const newsSteps = {
  publish: { from: ["draft", "withdrawn"], to: "published" },
  withdraw: { from: ["published"], to: "withdrawn" },
} as const satisfies Steps<NewsState>;
export type NewsStep = keyof typeof newsSteps;

export const pointSteps = {
  close: { from: ["open"], to: "closed" },
  reopen: { from: ["closed"], to: "open" },
} as const satisfies Steps<PointState>;
export type PointStep = keyof typeof pointSteps;

/** Where a step leads from a state; null where it may not be taken. */
export function next<State extends string>(
  step: { readonly from: readonly State[]; readonly to: State },
  state: State,
): State | null {
  return step.from.includes(state) ? step.to : null;
}
