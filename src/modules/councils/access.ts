import { type Actor, hasRole } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

/**
 * What can be done in councils and their sessions. Sheets have no permission of their own:
 * a sheet is its member's, until the round is revealed to the council (`isHidden`).
 */
export const councilPermissions = {
  /** Councils, members, rules, agendas; never a sheet. */
  see: {
    kind: "read",
    roles: [
      "provinceOfficer",
      "districtOfficer",
      "centralOfficer",
      "decisionMaker",
      "departmentOfficer",
      "councilMember",
      "councilSecretary",
      "councilChair",
      "consultMember",
    ],
  },
  /** Set up councils and teams, their members and rules. */
  establish: { kind: "write", roles: ["provinceOfficer", "districtOfficer", "centralOfficer"] },
  /** Plan sessions and put products on their agendas. */
  plan: {
    kind: "write",
    roles: ["provinceOfficer", "districtOfficer", "centralOfficer", "councilSecretary"],
  },
  /** Run a session: attendance, product by product, reveal, close. */
  run: { kind: "write", roles: ["councilSecretary"] },
  /** Rule on doubts of the rulebook, agree to reopening. */
  preside: { kind: "write", roles: ["councilChair"] },
  /** Declare, score, sign: each in their own name. */
  score: { kind: "write", roles: ["councilMember", "councilChair", "councilSecretary"] },
  /** The dossier and evidence of a product on the agenda, and revealed sheets. */
  seeItem: {
    kind: "read",
    roles: ["councilMember", "councilChair", "councilSecretary"],
  },
  /** Members' sheets on paper, once the session has closed: the council's, and its office's archive. */
  printSheets: {
    kind: "read",
    roles: [
      "councilMember",
      "councilChair",
      "councilSecretary",
      "provinceOfficer",
      "districtOfficer",
      "centralOfficer",
    ],
  },
  /** Concluded results, minutes. */
  seeResult: {
    kind: "read",
    roles: [
      "provinceOfficer",
      "districtOfficer",
      "centralOfficer",
      "decisionMaker",
      "councilMember",
      "councilSecretary",
      "councilChair",
    ],
  },
  /** What the offices know of people's ties. */
  keepTies: { kind: "write", roles: ["provinceOfficer", "centralOfficer"] },
  /** Give dossiers to consultants, ask for tests. */
  assign: { kind: "write", roles: ["provinceOfficer", "districtOfficer", "centralOfficer"] },
  /** Review a dossier as a consultant: each their own assignment. */
  advise: { kind: "write", roles: ["consultMember"] },
  /** What consultants found, without a hand in it. */
  seeConsult: {
    kind: "read",
    roles: ["provinceOfficer", "districtOfficer", "centralOfficer", "consultMember"],
  },
  /** Keep reference dossiers for practice. */
  keepPractice: { kind: "write", roles: ["provinceOfficer", "centralOfficer"] },
  /** Score reference dossiers to practise: each for themselves. */
  practise: {
    kind: "write",
    roles: [
      "councilMember",
      "councilChair",
      "councilSecretary",
      "consultMember",
      "provinceOfficer",
      "centralOfficer",
    ],
  },
  /** Results of councils over time, level beside level. */
  compare: {
    kind: "read",
    roles: ["provinceOfficer", "districtOfficer", "centralOfficer", "decisionMaker"],
  },
} as const satisfies Permissions<string>;
export type CouncilActivity = keyof typeof councilPermissions;

/** A council, session or product of a session, as far as rights go. */
export type CouncilSubject = {
  /** Path of the unit whose council it is, in today's tree. */
  readonly unitPath: string;
  /** Accounts that sit in it. */
  readonly assigned: readonly string[];
  /** Accounts in conflict with the product; a session as a whole has none. */
  readonly conflicted?: readonly string[];
};

/** May the actor do this? A conflict of interest binds everyone, the chair included. */
export function can(actor: Actor, activity: CouncilActivity, subject: CouncilSubject): boolean {
  return may(actor, councilPermissions[activity], {
    place: { version: currentVersion, path: subject.unitPath },
    holders: [],
    assigned: subject.assigned,
    conflicted: subject.conflicted ?? [],
  });
}

/** Whether an account works with councils at all, wherever; for menus and for closing pages. */
export function isCouncilWorker(actor: Actor): boolean {
  return hasRole(actor, ...councilPermissions.see.roles, "auditor");
}

/** As `isCouncilWorker`, for who may do one thing somewhere. */
export function mayAnywhere(actor: Actor, activity: CouncilActivity): boolean {
  return hasRole(actor, ...councilPermissions[activity].roles);
}
