import { fieldWorker } from "#core/field/pages.ts";
import { visitPages } from "./visit/offline.ts";

/** The service worker of the offices: a visit's page opens without a network. */
export function loader(): Response {
  return fieldWorker({ cache: visitPages.cache, ending: "/thuc-dia" });
}
