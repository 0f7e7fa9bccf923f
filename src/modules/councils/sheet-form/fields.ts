import { answerField } from "#modules/rulebooks/self-score/fields.ts";

/** Names of the controls of a sheet, known to the page, the server and the script. */
export const optionField = answerField;
export const notePrefix = "notes.";
export const versionPrefix = "versions.";
export const roundField = "round";
export const goField = "go";
export const remarkFields = {
  comment: "comment",
  proposesRejection: "proposesRejection",
  rejectionReason: "rejectionReason",
  stopAt: "stopAt",
  version: "remarksVersion",
} as const;

/** What the page hands to its script. */
export const dataId = "sheet-data";
