import {
  type Entry,
  type Visitor,
  isOut,
  everyone,
  signedIn,
  only,
  byInterface,
  noId,
  recognitionSeers,
  open,
} from "./rules.ts";

/** A page of an own business plan that is not there. */
const ownPlan = (path: string): Entry => ({
  at: `/phuong-an-cua-toi/${noId}${path}`,
  GET: signedIn(404),
  POST: signedIn(404),
});

/** Who works with the programme's year in an office, or looks over its shoulder. */
const yearWorkers = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "departmentOfficer",
  "decisionMaker",
  "centralOfficer",
  "auditor",
] as const;

const yearRecorders = ["communeOfficer", "provinceOfficer", "departmentOfficer"] as const;

const ideaTypists = ["communeOfficer", "provinceOfficer"] as const;

/** Desks that look at business plans; consultants see those of whom they help by contract. */
const planReaders = [...recognitionSeers, "consultMember"] as const;

const ownProducers = ["producerOwner", "producerStaff"] as const;

/** The programme's year and business plans. */
export const cycleAccess: Readonly<Record<string, Entry>> = {
  // Ideas from anyone, their screening, campaigns, the calendar
  "/y-tuong": { GET: everyone(200), POST: everyone(400) },
  "/y-tuong/tra-cuu": { GET: everyone(200), POST: everyone(400) },
  "/en/ideas": { GET: everyone(200), POST: everyone(400) },
  "/en/ideas/status": { GET: everyone(200), POST: everyone(400) },
  "/y-tuong-cua-toi": { GET: signedIn(200), POST: only(400, ownProducers) },
  "/y-tuong-cua-toi/moi": { GET: only(200, ownProducers), POST: only(400, ownProducers) },
  "/y-tuong-cua-toi/:idea": {
    at: `/y-tuong-cua-toi/${noId}`,
    GET: only(404, ownProducers),
    POST: only(404, ownProducers),
  },
  "/chu-trinh/y-tuong": {
    GET: only(200, yearWorkers),
    POST: only(400, ["communeOfficer", "provinceOfficer"]),
  },
  "/chu-trinh/y-tuong/moi": { GET: only(200, ideaTypists), POST: only(400, ideaTypists) },
  "/chu-trinh/y-tuong/:idea": {
    at: `/chu-trinh/y-tuong/${noId}`,
    GET: only(404, yearWorkers),
    POST: only(404, yearWorkers),
  },
  "GET /chu-trinh/:file{y-tuong-20[0-9]{2}\\.xlsx}": {
    at: "/chu-trinh/y-tuong-2026.xlsx",
    GET: (visitor) => {
      const readers: readonly Visitor[] = [...yearWorkers, ...ownProducers];
      return isOut(visitor) ? 401 : readers.includes(visitor) ? 200 : 403;
    },
  },
  "/chu-trinh/lich": { GET: only(200, yearWorkers), POST: only(400, ["provinceOfficer"]) },
  "/chu-trinh/tuyen-truyen": {
    GET: (visitor) => (visitor === "centralOfficer" ? 403 : only(200, yearWorkers)(visitor)),
    POST: only(400, yearRecorders),
  },
  "/chu-trinh/tuyen-truyen/cuoc-hop/:meeting": {
    at: `/chu-trinh/tuyen-truyen/cuoc-hop/${noId}`,
    GET: only(404, yearWorkers),
    POST: only(404, yearWorkers),
  },
  "/chu-trinh/tuyen-truyen/tin-bai/:piece": {
    at: `/chu-trinh/tuyen-truyen/tin-bai/${noId}`,
    GET: only(404, yearWorkers),
    POST: only(404, yearWorkers),
  },
  // Business plans
  "/phuong-an": { GET: only(200, planReaders) },
  "/phuong-an/:plan": {
    at: `/phuong-an/${noId}`,
    GET: only(404, planReaders),
    POST: only(404, planReaders),
  },
  "/phuong-an/worker.js": open,
  "/phuong-an/:plan/thuc-dia": {
    at: `/phuong-an/${noId}/thuc-dia`,
    GET: only(404, planReaders),
  },
  "/phuong-an/:plan/thuc-dia/luu": {
    at: `/phuong-an/${noId}/thuc-dia/luu`,
    GET: everyone(400),
    POST: only(404, planReaders),
  },
  "/phuong-an/:plan/anh": {
    at: `/phuong-an/${noId}/anh`,
    GET: everyone(400),
    POST: only(404, planReaders),
  },
  "/phuong-an/:plan/anh/:digest": {
    at: `/phuong-an/${noId}/anh/${"0".repeat(64)}`,
    GET: signedIn(404),
  },
  "/phuong-an-cua-toi": { GET: signedIn(200) },
  "/phuong-an-cua-toi/mo": { GET: signedIn(200), POST: signedIn(400) },
  "/phuong-an-cua-toi/:plan": ownPlan(""),
  "/phuong-an-cua-toi/:plan/phan/:part": ownPlan("/phan/market"),
  "/phuong-an-cua-toi/:plan/luu": {
    at: `/phuong-an-cua-toi/${noId}/luu`,
    GET: everyone(400),
    POST: byInterface(404),
  },
  "/phuong-an-cua-toi/:plan/hien-trang": ownPlan("/hien-trang"),
  "/phuong-an-cua-toi/:plan/viec": ownPlan("/viec"),
};
