import type { Probe, Things } from "./foreign-ids.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const measure = (named: Things) => `/ho-tro/bien-phap/${named.measure}`;
const claim = (named: Things) => `/ho-tro/de-nghi/${named.claim}`;
const ownClaim = (named: Things) => `/ho-tro-cua-toi/${named.claim}`;
const course = (named: Things) => `/ho-tro/dao-tao/${named.course}`;
const group = (named: Things) => `/ho-tro/lop/${named.class}`;
const partner = (named: Things) => `/ho-tro/doi-tac/${named.partner}`;
const meeting = (named: Things) => `/ho-tro/hop-doi-tac/${named.partnerMeeting}`;
/** One's own thing behind the address, another's in what is sent. */
const at = (own: (named: Things) => string) => (_named: Things, home: Things) => own(home);
const stale = { expectedVersion: "99" };

/** What names a right, a claim, a class or a partner of somebody's. */
export const supportProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/ho-tro-cua-toi": [
    post(
      () => "/ho-tro-cua-toi",
      (named) => ({ rightId: named.right }),
    ),
  ],
  "/ho-tro-cua-toi/:claim": [
    get(ownClaim),
    post(ownClaim, () => ({ intent: "withdraw", ...stale })),
  ],
  "/ho-tro/bien-phap/:measure": [
    get(measure),
    post(measure, () => ({ intent: "move", step: "close", ...stale })),
  ],
  "/ho-tro/de-nghi/:claim": [
    get(claim),
    post(claim, () => ({ intent: "refuse", reason: "Không", ...stale })),
  ],
  "/ho-tro/kinh-phi": [
    post(
      () => "/ho-tro/kinh-phi",
      (named) => ({
        intent: "save",
        year: "2026",
        measureId: named.measure,
        source: "provinceBudget",
        amount: "1",
        expectedVersion: "0",
      }),
    ),
  ],
  "/ho-tro/dao-tao/:course": [
    get(course),
    post(course, () => ({ intent: "move", step: "open", ...stale })),
  ],
  "GET /ho-tro/dao-tao/:course/hoc-vien.xlsx": [get((named) => `${course(named)}/hoc-vien.xlsx`)],
  "/ho-tro/lop/:class": [
    get(group),
    post(group, () => ({ intent: "certify" })),
    post(at(group), (named) => ({
      intent: "attendance",
      sessionId: named.classSession,
      present: named.trainee,
    })),
  ],
  "/ho-tro/doi-tac/:partner": [
    get(partner),
    post(partner, (named) => ({
      intent: "outcome",
      contractId: named.contract,
      outcome: "Xong",
      ...stale,
    })),
    post(at(partner), (named) => ({
      intent: "outcome",
      contractId: named.contract,
      outcome: "Xong",
      ...stale,
    })),
  ],
  "/ho-tro/hop-doi-tac/:meeting": [
    get(meeting),
    post(meeting, () => ({ intent: "line", people: "0" })),
    post(at(meeting), (named) => ({
      intent: "line",
      partnerId: named.partner,
      producerId: "",
      people: "1",
      agreement: "",
    })),
  ],
  "GET /ho-tro/de-nghi/:claim/giay-to/:key": [get((named) => `${claim(named)}/giay-to/p1`)],
  "GET /ho-tro/hoc-vien/:trainee/giay-xac-nhan.pdf": [
    get((named) => `/ho-tro/hoc-vien/${named.trainee}/giay-xac-nhan.pdf`),
  ],
};
