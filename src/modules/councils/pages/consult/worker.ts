import { fieldWorker } from "#core/field/pages.ts";
import { surveyPages } from "./survey/kept.ts";

/** The service worker of the consultants: a survey's page opens without a network. */
export function loader(): Response {
  return fieldWorker({ cache: surveyPages.cache, ending: "/khao-sat" });
}
