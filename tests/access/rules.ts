import { type Role, roles } from "#core/access/roles.ts";

/**
 * Who asks: nobody, somebody whose sign-in still owes a new password, and one account for each
 * role of a province (the auditor's and the officers' unit is the province 19, the commune
 * officer's and the producers' the commune 19/05692).
 */
export const visitors = ["anonymous", "owesPassword", ...roles] as const;

/** One of them. */
export type Visitor = (typeof visitors)[number];

/** The status that each visitor is answered with. */
export type Rule = (visitor: Visitor) => number;

/** What an address may be asked with. */
export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/**
 * How an address answers each method that is asked of it; whatever writes is sent an empty form.
 * A page needs GET, and POST where it has an action; an interface its own method.
 */
export type Entry = Partial<Record<(typeof methods)[number], Rule>> & {
  /** The address to ask; needed where the route has parameters. */
  at?: string;
  /** What is asked here ends the sign-in: it is asked last. */
  endsSession?: true;
};

/** Nobody is signed in, or not wholly. */
export const isOut = (visitor: Visitor) => visitor === "anonymous" || visitor === "owesPassword";

/** The same for all the world. */
export const everyone =
  (status: number): Rule =>
  () =>
    status;

/** Whoever is signed in; others are sent to the page that settles it. */
export const signedIn =
  (status: number): Rule =>
  (visitor) =>
    isOut(visitor) ? 302 : status;

/** These roles; other signed-in people get `other`. */
export const only =
  (status: number, allowed: readonly Role[], other = 403): Rule =>
  (visitor) =>
    isOut(visitor) ? 302 : allowed.includes(visitor) ? status : other;

/** An interface for signed-in people: it redirects nobody. */
export const byInterface =
  (status: number): Rule =>
  (visitor) =>
    isOut(visitor) ? 401 : status;

/** As the rule, but for who owes a new password. */
export const owing =
  (status: number, rule: Rule): Rule =>
  (visitor) =>
    visitor === "owesPassword" ? status : rule(visitor);

/** An account of the commune that the test makes; its id stands here. */
export const sampleAccount = "00000000-0000-4000-8000-000000000001";

/** A private link that opens nothing. */
export const noToken = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** An id that nothing has. */
export const noId = "00000000-0000-4000-8000-00000000ffff";

/** Who works with dossiers at a desk, or looks over its shoulder. */
export const desks = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const;

/** Who looks over recognitions of their units: the same. */
export const recognitionSeers = desks;

/** Who looks at what producers want to publish; who sees points of sale and news in the office. */
export const publicationSeers = [
  "communeOfficer",
  "provinceOfficer",
  "departmentOfficer",
  "centralOfficer",
  "auditor",
] as const;

/** Open to all the world. */
export const open: Entry = { GET: everyone(200) };
