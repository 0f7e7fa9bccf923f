import {
  type Entry,
  type Visitor,
  type Rule,
  isOut,
  only,
  byInterface,
  noId,
  desks,
  recognitionSeers,
} from "./rules.ts";

/** The figures of one's unit as a workbook. */
const figureSheet: Rule = (visitor) =>
  isOut(visitor) ? 401 : (recognitionSeers as readonly Visitor[]).includes(visitor) ? 200 : 403;

/** Who makes reports of a unit. */
const reporters = ["communeOfficer", "provinceOfficer", "centralOfficer"] as const;

/** A page of a plan of the programme that is not there. */
const inPlan = (path: string): Entry => ({
  at: `/ke-hoach/${noId}${path}`,
  GET: only(404, desks),
  POST: only(404, desks),
});

/** Dashboards, reports, and the plans of the programme. */
export const planningAccess: Readonly<Record<string, Entry>> = {
  // Figures of one's units, indicators and reports
  "/tong-quan": { GET: only(200, recognitionSeers) },
  "/bao-cao": { GET: only(200, recognitionSeers), POST: only(400, reporters) },
  "/bao-cao/chi-so": { GET: only(200, recognitionSeers) },
  "/bao-cao/chi-so/:indicator": {
    at: "/bao-cao/chi-so/products-valid",
    GET: only(200, recognitionSeers),
  },
  "/bao-cao/bang-cheo": { GET: only(200, recognitionSeers) },
  "/bao-cao/:report": {
    at: `/bao-cao/${noId}`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "/bao-cao/:report/phan/:block": {
    at: `/bao-cao/${noId}/phan/overview`,
    GET: only(404, recognitionSeers),
    POST: only(404, recognitionSeers),
  },
  "GET /bao-cao/chi-so/:file{[a-z-]+\\.xlsx}": {
    at: "/bao-cao/chi-so/products-valid.xlsx",
    GET: figureSheet,
  },
  "GET /bao-cao/bang-cheo.xlsx": { GET: figureSheet },
  "GET /bao-cao/:report/bao-cao.xlsx": {
    at: `/bao-cao/${noId}/bao-cao.xlsx`,
    GET: byInterface(404),
  },
  "GET /bao-cao/:report/:file{bao-cao\\.(pdf|docx)}": {
    at: `/bao-cao/${noId}/bao-cao.pdf`,
    GET: byInterface(404),
  },
  // Plans, their targets, spending and tasks
  "/ke-hoach": { GET: only(200, desks), POST: only(400, ["communeOfficer", "provinceOfficer"]) },
  "GET /ke-hoach/nhiem-vu/:task/tep/:digest": {
    at: `/ke-hoach/nhiem-vu/${noId}/tep/${"0".repeat(64)}`,
    GET: byInterface(404),
  },
  "GET /ke-hoach/:plan/ke-hoach.xlsx": {
    at: `/ke-hoach/${noId}/ke-hoach.xlsx`,
    GET: byInterface(404),
  },
  "/ke-hoach/nhiem-vu": { GET: only(200, desks), POST: only(400, desks) },
  "/ke-hoach/:plan": inPlan(""),
  "/ke-hoach/:plan/bang": inPlan("/bang"),
  "/ke-hoach/:plan/chi-tieu": inPlan("/chi-tieu"),
  "/ke-hoach/:plan/chi": inPlan("/chi"),
  "/ke-hoach/:plan/thay-doi": { at: `/ke-hoach/${noId}/thay-doi`, GET: only(404, desks) },
};
