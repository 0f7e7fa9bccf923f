import { fieldWorker } from "#core/field/pages.ts";
import { visitPages } from "./visit/kept.ts";

/** The service worker of inspectors: a visit's page opens without a network. */
export function loader(): Response {
  return fieldWorker({ cache: visitPages.cache, ending: "/hien-truong" });
}
