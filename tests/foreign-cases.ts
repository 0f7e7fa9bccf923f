import type { Probe, Things } from "./foreign-ids.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const one = (path: string) => (named: Things) => `/thu-hoi/${named.case}${path}`;
const asked = (path: string) => (named: Things) => `/giai-trinh/${named.case}${path}`;
const told = (path: string) => (named: Things) => `/phan-anh-san-pham/${named.complaint}${path}`;

/** What names a case about revocation, or what somebody told about a product. */
export const caseProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/thu-hoi/:case": [
    get(one("")),
    post(one(""), () => ({ intent: "dismiss", expectedVersion: "99", reason: "Thử" })),
  ],
  "/thu-hoi/ngung-san-xuat": [
    post(
      () => "/thu-hoi/ngung-san-xuat",
      (named) => ({ recognitionId: named.recognition, confirmedOn: "2026-11-01", facts: "Thử" }),
    ),
  ],
  "/thu-hoi/:case/tep/:digest": [get((named) => one(`/tep/${named.caseDigest}`)(named))],
  // Of three and four stars: there is no letter to the Ministry.
  "GET /thu-hoi/:case/:file{van-ban-de-nghi\\.(pdf|docx)}": [
    { ...get(one("/van-ban-de-nghi.pdf")), absent: true },
  ],
  "/giai-trinh/:case": [
    get(asked("")),
    post(asked(""), () => ({ expectedVersion: "99", answer: "Thử" })),
  ],
  "/giai-trinh/:case/tep/:digest": [get((named) => asked(`/tep/${named.caseDigest}`)(named))],
  "/phan-anh-san-pham/:complaint": [
    get(told("")),
    post(told(""), () => ({ intent: "end", expectedVersion: "99", answer: "Thử" })),
  ],
  "/phan-anh-san-pham/:complaint/anh": [get(told("/anh"))],
};
