import { dropFieldPage, type FieldPages, keepFieldPage } from "../../../field/pages.ts";
import { officePaths } from "../paths.ts";

/** Where the service worker looks for pages that must open without a network. */
export const visitCache = "ocop-visits";

const visitPages: FieldPages = {
  cache: visitCache,
  worker: officePaths.worker,
  scope: `${officePaths.start}/`,
};

/** Keeps this page on the phone for the field; see `keepFieldPage`. */
export const keepPageForField = (): Promise<boolean> => keepFieldPage(visitPages);

/** Takes the page of a visit off the phone once it is sent. */
export const dropPage = (): Promise<void> => dropFieldPage(visitPages);
