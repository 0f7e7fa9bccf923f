import { fieldWorker } from "#core/field/pages.ts";
import { visitPages } from "./visit/kept.ts";

/** The service worker of those who visit: the page of a visit opens without a network. */
export function loader(): Response {
  return fieldWorker({ cache: visitPages.cache, ending: "/thuc-dia" });
}
