import {
  type Entry,
  everyone,
  signedIn,
  only,
  byInterface,
  noId,
  recognitionSeers,
  open,
} from "./rules.ts";

/** Who sees inspections of their units; who plans them. */
const inspectionSeers = [
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const;

const inspectionPlanners = ["provinceOfficer", "centralOfficer", "departmentOfficer"] as const;

/** Who reads what shoppers told. */
const complaintReaders = [
  "provinceOfficer",
  "centralOfficer",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const;

/** Who leads cases about revocation. */
const caseWorkers = [
  "provinceOfficer",
  "districtOfficer",
  "centralOfficer",
  "departmentOfficer",
  "inspector",
] as const;

/** Inspections, complaints and cases. */
export const supervisionAccess: Readonly<Record<string, Entry>> = {
  // Inspections: the officials' pages, and what a producer has to remedy
  "/kiem-tra": { GET: only(200, inspectionSeers) },
  "/kiem-tra/ke-hoach": {
    GET: only(200, inspectionSeers),
    POST: only(400, inspectionSeers),
  },
  "/kiem-tra/ke-hoach/:plan": {
    at: `/kiem-tra/ke-hoach/${noId}`,
    GET: only(404, inspectionSeers),
    POST: only(404, inspectionSeers),
  },
  "/kiem-tra/ke-hoach/:plan/chon": {
    at: `/kiem-tra/ke-hoach/${noId}/chon`,
    GET: only(404, inspectionPlanners),
    POST: only(404, inspectionPlanners),
  },
  "/kiem-tra/ngoai-ke-hoach": {
    GET: only(200, inspectionPlanners),
    POST: only(400, inspectionPlanners),
  },
  "/kiem-tra/worker.js": open,
  "/kiem-tra/:inspection": {
    at: `/kiem-tra/${noId}`,
    GET: only(404, inspectionSeers),
    POST: only(404, inspectionSeers),
  },
  "/kiem-tra/:inspection/tep": {
    at: `/kiem-tra/${noId}/tep`,
    GET: everyone(400),
    POST: only(400, inspectionSeers),
  },
  "/kiem-tra/:inspection/hien-truong": {
    at: `/kiem-tra/${noId}/hien-truong`,
    GET: only(404, inspectionSeers),
  },
  "/kiem-tra/:inspection/hien-truong/luu": {
    at: `/kiem-tra/${noId}/hien-truong/luu`,
    GET: everyone(400),
    POST: only(404, inspectionSeers),
  },
  "/kiem-tra/:inspection/ket-luan": {
    at: `/kiem-tra/${noId}/ket-luan`,
    GET: only(404, inspectionSeers),
    POST: only(404, inspectionSeers),
  },
  "GET /kiem-tra/:inspection/:file{bien-ban\\.(pdf|docx)}": {
    at: `/kiem-tra/${noId}/bien-ban.pdf`,
    GET: byInterface(404),
  },
  "GET /kiem-tra/:inspection/tep/:digest": {
    at: `/kiem-tra/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "/khac-phuc": { GET: signedIn(200) },
  "/khac-phuc/:inspection": {
    at: `/khac-phuc/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "GET /khac-phuc/:inspection/:file{bien-ban\\.(pdf|docx)}": {
    at: `/khac-phuc/${noId}/bien-ban.pdf`,
    GET: byInterface(404),
  },
  "GET /khac-phuc/:inspection/tep/:digest": {
    at: `/khac-phuc/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  // Complaints: anyone tells and asks by a code; officials read
  "/phan-anh": { GET: everyone(200), POST: everyone(400) },
  "/en/report": { GET: everyone(200), POST: everyone(400) },
  "/phan-anh/tra-cuu": open,
  "/en/report/status": open,
  "/phan-anh-san-pham": { GET: only(200, complaintReaders) },
  "/phan-anh-san-pham/:complaint": {
    at: `/phan-anh-san-pham/${noId}`,
    GET: only(404, complaintReaders),
    POST: only(404, complaintReaders),
  },
  "/phan-anh-san-pham/:complaint/anh": {
    at: `/phan-anh-san-pham/${noId}/anh`,
    GET: only(404, complaintReaders),
  },
  // Cases about revocation, and what a producer is asked in one
  "/thu-hoi": { GET: only(200, recognitionSeers) },
  "/thu-hoi/mo": { GET: only(200, caseWorkers), POST: only(422, caseWorkers) },
  "/thu-hoi/ngung-san-xuat": {
    GET: only(200, ["communeOfficer"]),
    POST: only(400, ["communeOfficer"]),
  },
  "/thu-hoi/:case": {
    at: `/thu-hoi/${noId}`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "/thu-hoi/:case/tep/:digest": {
    at: `/thu-hoi/${noId}/tep/${"0".repeat(64)}`,
    GET: signedIn(404),
  },
  "GET /thu-hoi/:case/:file{van-ban-de-nghi\\.(pdf|docx)}": {
    at: `/thu-hoi/${noId}/van-ban-de-nghi.pdf`,
    GET: byInterface(404),
  },
  "/giai-trinh": { GET: signedIn(200) },
  "/giai-trinh/:case": { at: `/giai-trinh/${noId}`, GET: signedIn(404), POST: signedIn(404) },
  "/giai-trinh/:case/tep/:digest": {
    at: `/giai-trinh/${noId}/tep/${"0".repeat(64)}`,
    GET: signedIn(404),
  },
};
