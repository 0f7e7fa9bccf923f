import { type Entry, everyone, signedIn, only, byInterface, noId, open } from "./rules.ts";

/** Who works with councils, or looks over their shoulder. */
const councilWorkers = [
  "provinceOfficer",
  "districtOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "councilMember",
  "councilSecretary",
  "councilChair",
  "consultMember",
  "auditor",
] as const;

/** A page of a council or session that is not there. */
const inCouncil = (path: string): Entry => ({
  at: path,
  GET: only(404, councilWorkers),
  POST: only(404, councilWorkers),
});

/** Who gives dossiers to consultants. */
const assigners = ["provinceOfficer", "districtOfficer", "centralOfficer"] as const;

/** Who scores reference dossiers to practise. */
const practisers = [
  "provinceOfficer",
  "centralOfficer",
  "councilMember",
  "councilSecretary",
  "councilChair",
  "consultMember",
] as const;

/** Councils, their sessions and sheets, consult teams and practice. */
export const councilsAccess: Readonly<Record<string, Entry>> = {
  "/hoi-dong": { GET: only(200, councilWorkers) },
  "/hoi-dong/lap": {
    GET: only(200, ["provinceOfficer", "centralOfficer"]),
    POST: only(400, ["provinceOfficer", "centralOfficer"]),
  },
  "/hoi-dong/:council": inCouncil(`/hoi-dong/${noId}`),
  "/hoi-dong/:council/quyet-dinh": {
    at: `/hoi-dong/${noId}/quyet-dinh`,
    GET: only(404, councilWorkers),
  },
  "/hoi-dong/:council/quy-che": inCouncil(`/hoi-dong/${noId}/quy-che`),
  "/hoi-dong/:council/phien/lap": inCouncil(`/hoi-dong/${noId}/phien/lap`),
  "/hoi-dong/:council/xep-lich": inCouncil(`/hoi-dong/${noId}/xep-lich`),
  "/phien/:session": inCouncil(`/phien/${noId}`),
  "/phien/:session/san-pham/:item": inCouncil(`/phien/${noId}/san-pham/${noId}`),
  "/phien/:session/man-chieu": {
    at: `/phien/${noId}/man-chieu`,
    GET: only(404, councilWorkers),
  },
  "/phien/:session/chuong-trinh": inCouncil(`/phien/${noId}/chuong-trinh`),
  "/phien/:session/xung-dot": inCouncil(`/phien/${noId}/xung-dot`),
  "/xung-dot": { GET: only(200, councilWorkers), POST: only(400, councilWorkers) },
  // Consult teams
  "/tu-van": { GET: only(200, ["consultMember"]) },
  "/tu-van/worker.js": open,
  "/tu-van/to": { GET: only(200, assigners) },
  "/tu-van/to/:team": {
    at: `/tu-van/to/${noId}`,
    GET: only(404, assigners),
    POST: only(400, assigners),
  },
  "/tu-van/kiem-nghiem": { GET: only(200, assigners) },
  "/tu-van/viec/:assignment": {
    at: `/tu-van/viec/${noId}`,
    GET: only(404, ["consultMember"]),
    POST: only(404, ["consultMember"]),
  },
  "/tu-van/viec/:assignment/luu": {
    at: `/tu-van/viec/${noId}/luu`,
    GET: everyone(400),
    POST: only(400, ["consultMember"]),
  },
  "/tu-van/viec/:assignment/khao-sat": {
    at: `/tu-van/viec/${noId}/khao-sat`,
    GET: only(404, ["consultMember"]),
  },
  "/tu-van/viec/:assignment/khao-sat/luu": {
    at: `/tu-van/viec/${noId}/khao-sat/luu`,
    GET: everyone(400),
    POST: only(400, ["consultMember"]),
  },
  "/tu-van/ho-so/:dossier": {
    at: `/tu-van/ho-so/${noId}`,
    GET: only(404, [...assigners, "consultMember", "auditor"]),
    POST: only(404, [...assigners, "consultMember", "auditor"]),
  },
  "/tu-van/ho-so/:dossier/tep": {
    at: `/tu-van/ho-so/${noId}/tep`,
    GET: everyone(400),
    POST: only(400, [...assigners, "consultMember"]),
  },
  // Practice, and results beside each other
  "/tap-cham": { GET: only(200, practisers) },
  "/tap-cham/moi": {
    GET: only(200, ["provinceOfficer", "centralOfficer"]),
    POST: only(400, ["provinceOfficer", "centralOfficer"]),
  },
  "/tap-cham/:case": {
    at: `/tap-cham/${noId}`,
    GET: only(404, practisers),
    POST: only(404, practisers),
  },
  "/tap-cham/:case/soan": {
    at: `/tap-cham/${noId}/soan`,
    GET: only(404, ["provinceOfficer", "centralOfficer"]),
    POST: only(400, ["provinceOfficer", "centralOfficer"]),
  },
  "/so-sanh-ket-qua": {
    GET: only(200, [...assigners, "decisionMaker", "auditor"]),
  },
  // The live board of a session.
  "GET /phien/:session/su-kien": { at: `/phien/${noId}/su-kien`, GET: byInterface(404) },
  // What can be downloaded from a review and a session.
  "GET /tu-van/ho-so/:dossier/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": {
    at: `/tu-van/ho-so/${noId}/tai-ve/bao-cao-tham-tra.pdf`,
    GET: byInterface(404),
  },
  "GET /tu-van/ho-so/:dossier/tep/:digest": {
    at: `/tu-van/ho-so/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "GET /tu-van/ho-so/:dossier/giay-to/:paper": {
    at: `/tu-van/ho-so/${noId}/giay-to/${noId}`,
    GET: byInterface(404),
  },
  "GET /phien/:session/tai-ve/:file{[a-z0-9-]+\\.(pdf|docx)}": {
    at: `/phien/${noId}/tai-ve/bien-ban.pdf`,
    GET: byInterface(404),
  },
  // A member's sheets. Whoever is signed in has a list, however empty; a session is its members'.
  "/phien": { GET: signedIn(200) },
  "/phien/:session/phieu": { at: `/phien/${noId}/phieu`, GET: signedIn(404) },
  "/phien/:session/khai-bao": {
    at: `/phien/${noId}/khai-bao`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/phien/:session/phieu/:item": {
    at: `/phien/${noId}/phieu/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/phien/:session/phieu/:item/ky": {
    at: `/phien/${noId}/phieu/${noId}/ky`,
    GET: signedIn(404),
    POST: signedIn(400),
  },
  "/phien/:session/phieu-giay/:item": {
    at: `/phien/${noId}/phieu-giay/${noId}`,
    GET: signedIn(404),
  },
  "/phien/:session/phieu-giay/:item/:member": {
    at: `/phien/${noId}/phieu-giay/${noId}/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "GET /phien/:session/phieu-giay/:item/:member/ban-quet": {
    at: `/phien/${noId}/phieu-giay/${noId}/${noId}/ban-quet`,
    GET: byInterface(404),
  },
  "POST /phien/:session/luu": { at: `/phien/${noId}/luu`, POST: byInterface(400) },
  "GET /phien/:session/phieu/:item/du-lieu": {
    at: `/phien/${noId}/phieu/${noId}/du-lieu`,
    GET: byInterface(404),
  },
  "GET /phien/:session/phieu/:item/giay-to/:paper": {
    at: `/phien/${noId}/phieu/${noId}/giay-to/${noId}`,
    GET: byInterface(404),
  },
};
