import { type Entry, everyone, signedIn, only, owing, sampleAccount, noId } from "./rules.ts";

const accountDesk = ["admin", "provinceOfficer", "communeOfficer", "auditor"] as const;

const agencyReaders = [
  "admin",
  "provinceOfficer",
  "departmentOfficer",
  "decisionMaker",
  "auditor",
] as const;

const accountOpeners = ["admin", "provinceOfficer", "communeOfficer"] as const;

/** Signing in, accounts and agencies. */
export const peopleAccess: Readonly<Record<string, Entry>> = {
  // Signing in
  "/dang-nhap": {
    GET: (visitor) => (visitor === "anonymous" ? 200 : 302),
    POST: (visitor) => (visitor === "anonymous" ? 400 : 302),
  },
  // Whoever is signed in has an account already.
  "/dang-ky": {
    GET: (visitor) => (visitor === "anonymous" ? 200 : 302),
    POST: (visitor) => (visitor === "anonymous" ? 400 : 302),
  },
  // None of the visitors has a second factor to show.
  "/dang-nhap/xac-thuc": { GET: everyone(302), POST: everyone(302) },
  "/dang-xuat": { GET: everyone(302), POST: everyone(302), endsSession: true },
  "/doi-mat-khau": { GET: owing(200, signedIn(200)), POST: owing(400, signedIn(400)) },
  "/tai-khoan/xac-thuc-hai-buoc": { GET: signedIn(200), POST: signedIn(400) },
  // No national login in the settings of the test: there is none to go to.
  "GET /dang-nhap/quoc-gia": { GET: everyone(404) },
  "GET /dang-nhap/quoc-gia/callback/national": { GET: everyone(404) },
  // Signed-in work
  "/bat-dau": { GET: signedIn(302) },
  "/tai-khoan": { GET: signedIn(200), POST: signedIn(400) },
  "/quan-tri/tai-khoan": { GET: only(200, accountDesk) },
  "/quan-tri/tai-khoan/moi": { GET: only(200, accountOpeners), POST: only(400, accountOpeners) },
  "/quan-tri/tai-khoan/:id": {
    at: `/quan-tri/tai-khoan/${sampleAccount}`,
    GET: only(200, accountDesk, 404),
    POST: only(400, accountDesk, 404),
  },
  "/quan-tri/co-quan": { GET: only(200, agencyReaders) },
  "/quan-tri/co-quan/:agency": {
    at: `/quan-tri/co-quan/${noId}`,
    GET: only(404, agencyReaders),
    POST: only(404, ["admin", "provinceOfficer"]),
  },
};
