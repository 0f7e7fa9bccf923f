import { type Entry, everyone, byInterface, noId, open } from "./rules.ts";

/** What belongs to no module: health, uploads, addresses that are not there. */
export const programAccess: Readonly<Record<string, Entry>> = {
  "GET /healthz": open,
  "GET /readyz": open,
  // Open where no METRICS_TOKEN is set, outside production only.
  "GET /metrics": open,
  "ALL /api/v1/*": { at: "/api/v1/nothing", GET: everyone(404) },
  "GET /api/openapi.json": open,
  // Uploads and papers: whoever is signed in may ask; what is not theirs is not there.
  "OPTIONS /api/v1/uploads": { OPTIONS: everyone(204) },
  "POST /api/v1/uploads": { POST: byInterface(400) },
  "GET /api/v1/uploads/:id": { at: `/api/v1/uploads/${noId}`, GET: byInterface(404) },
  "PATCH /api/v1/uploads/:id": { at: `/api/v1/uploads/${noId}`, PATCH: byInterface(415) },
  "DELETE /api/v1/uploads/:id": { at: `/api/v1/uploads/${noId}`, DELETE: byInterface(404) },
  "POST /api/v1/uploads/:id/finish": {
    at: `/api/v1/uploads/${noId}/finish`,
    POST: byInterface(404),
  },
  "ALL /api/*": { at: "/api/nothing", GET: everyone(404), POST: everyone(404) },
  // Every address that nothing has.
  "/*": { at: "/khong-co-trang-nay", GET: everyone(404), POST: everyone(404) },
  "/favicon.ico": open,
  "ALL /assets/*": { at: "/assets/nothing.js", GET: everyone(404), POST: everyone(404) },
};
