import { type Entry, only } from "./rules.ts";

/** Keys and webhooks. */
export const exchangeAccess: Readonly<Record<string, Entry>> = {
  "/quan-tri/lien-thong": {
    GET: only(200, ["admin", "auditor"]),
    POST: only(400, ["admin"]),
  },
};
