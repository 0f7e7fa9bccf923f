import { type Entry, signedIn, only, noId, publicationSeers } from "./rules.ts";

const growingAreaSeers = [...publicationSeers, "inspector"] as const;

/** Growing areas. */
export const tracingAccess: Readonly<Record<string, Entry>> = {
  "/vung-nguyen-lieu-cua-toi": { GET: signedIn(200) },
  "/vung-nguyen-lieu-cua-toi/:area": {
    at: `/vung-nguyen-lieu-cua-toi/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/vung-trong": { GET: only(200, growingAreaSeers) },
  "/vung-trong/:area": {
    at: `/vung-trong/${noId}`,
    GET: only(404, growingAreaSeers),
    POST: only(404, growingAreaSeers),
  },
};
