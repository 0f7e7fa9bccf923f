import {
  type Entry,
  type Visitor,
  type Rule,
  isOut,
  signedIn,
  only,
  byInterface,
  noId,
} from "./rules.ts";

/** Who sees claims, trainings and partners, and who holds trainings. */
const supportSeers = ["provinceOfficer", "departmentOfficer", "auditor"] as const;

const trainers = ["provinceOfficer", "departmentOfficer"] as const;

/** The ledger of claims as a workbook. */
const claimBook: Rule = (visitor) =>
  isOut(visitor) ? 401 : (supportSeers as readonly Visitor[]).includes(visitor) ? 200 : 403;

/** Support: measures, rights, claims, money, trainings, partners. */
export const supportAccess: Readonly<Record<string, Entry>> = {
  "/ho-tro-cua-toi": { GET: signedIn(200), POST: signedIn(400) },
  "/ho-tro-cua-toi/:claim": {
    at: `/ho-tro-cua-toi/${noId}`,
    GET: signedIn(404),
    POST: signedIn(404),
  },
  "/ho-tro/bien-phap": {
    GET: only(200, [...supportSeers, "communeOfficer"]),
    POST: only(200, ["provinceOfficer"]),
  },
  "/ho-tro/bien-phap/:measure": {
    at: "/ho-tro/bien-phap/moi",
    GET: only(200, ["provinceOfficer"]),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/quyen-loi": { GET: only(200, supportSeers) },
  "/ho-tro/de-nghi": { GET: only(200, supportSeers) },
  "GET /ho-tro/de-nghi.xlsx": { GET: claimBook },
  "GET /ho-tro/dao-tao/:course/hoc-vien.xlsx": {
    at: `/ho-tro/dao-tao/${noId}/hoc-vien.xlsx`,
    GET: byInterface(404),
  },
  "/ho-tro/de-nghi/:claim": {
    at: `/ho-tro/de-nghi/${noId}`,
    GET: only(404, supportSeers),
    POST: only(404, supportSeers),
  },
  "GET /ho-tro/de-nghi/:claim/giay-to/:key": {
    at: `/ho-tro/de-nghi/${noId}/giay-to/p1`,
    GET: byInterface(404),
  },
  "/ho-tro/kinh-phi": {
    GET: only(200, [...supportSeers, "decisionMaker", "centralOfficer"]),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/dao-tao": { GET: only(200, supportSeers) },
  "/ho-tro/dao-tao/:course": {
    at: "/ho-tro/dao-tao/moi",
    GET: only(200, trainers),
    POST: only(400, trainers),
  },
  "/ho-tro/lop/:class": {
    at: `/ho-tro/lop/${noId}`,
    GET: only(404, supportSeers),
    POST: only(404, supportSeers),
  },
  "GET /ho-tro/hoc-vien/:trainee/giay-xac-nhan.pdf": {
    at: `/ho-tro/hoc-vien/${noId}/giay-xac-nhan.pdf`,
    GET: byInterface(404),
  },
  "/ho-tro/doi-tac": { GET: only(200, supportSeers) },
  "/ho-tro/doi-tac/:partner": {
    at: "/ho-tro/doi-tac/moi",
    GET: only(200, ["provinceOfficer"]),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/hop-doi-tac": {
    GET: only(200, supportSeers),
    POST: only(400, ["provinceOfficer"]),
  },
  "/ho-tro/hop-doi-tac/:meeting": {
    at: `/ho-tro/hop-doi-tac/${noId}`,
    GET: only(404, supportSeers),
    POST: only(404, supportSeers),
  },
};
