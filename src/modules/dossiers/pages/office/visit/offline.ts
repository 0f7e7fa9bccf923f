import type { FieldPages } from "#core/field/pages.ts";
import { officePaths } from "../paths.ts";

/** Where the phone keeps the pages of visits. */
export const visitPages: FieldPages = {
  cache: "ocop-visits",
  worker: officePaths.worker,
  scope: `${officePaths.start}/`,
};
