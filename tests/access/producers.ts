import { type Entry, signedIn, only, byInterface, noId } from "./rules.ts";

const producerOpeners = ["producerOwner", "communeOfficer", "provinceOfficer"] as const;

const producerReaders = [
  "communeOfficer",
  "provinceOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "centralOfficer",
  "auditor",
] as const;

/** Producers and their papers. */
export const producersAccess: Readonly<Record<string, Entry>> = {
  "/thi-truong/so-lieu": { GET: only(200, producerReaders) },
  // Producers: what is not the visitor's to see is not there
  "/co-so": { GET: signedIn(200) },
  "/co-so/moi": { GET: only(200, producerOpeners), POST: only(400, producerOpeners) },
  "/co-so/:id": { at: `/co-so/${noId}`, GET: signedIn(404) },
  "/co-so/:id/thong-tin": {
    at: `/co-so/${noId}/thong-tin`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/co-so/:id/giay-to": { at: `/co-so/${noId}/giay-to`, GET: signedIn(404), POST: signedIn(404) },
  "/co-so/:id/giay-to/:paper": {
    at: `/co-so/${noId}/giay-to/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/co-so/:id/tai-khoan": {
    at: `/co-so/${noId}/tai-khoan`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/van-phong/chu-the": { GET: only(200, producerReaders) },
  "GET /api/v1/papers/:id/thumbnail": {
    at: `/api/v1/papers/${noId}/thumbnail`,
    GET: byInterface(404),
  },
  "GET /api/v1/papers/:id/file": { at: `/api/v1/papers/${noId}/file`, GET: byInterface(404) },
};
