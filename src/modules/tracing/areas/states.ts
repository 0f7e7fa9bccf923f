import type { VersionState } from "./model.ts";

type Step = { readonly from: VersionState; readonly to: VersionState };

/**
 * Steps of a version. `replace` is taken by the accepted one in the same transaction in which a newer
 * one is accepted; what was returned is mended in a version of its own.
 */
export const versionSteps = {
  accept: { from: "pending", to: "accepted" },
  return: { from: "pending", to: "returned" },
  drop: { from: "pending", to: "dropped" },
  replace: { from: "accepted", to: "replaced" },
  end: { from: "accepted", to: "withdrawn" },
} as const satisfies Record<string, Step>;
export type VersionStep = keyof typeof versionSteps;
