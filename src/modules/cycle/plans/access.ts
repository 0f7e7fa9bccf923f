import { type Actor, hasRole, type UserActor } from "#core/access/actor.ts";
import { can as may, type Permission, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";
import type { VisitorKind } from "../works/model.ts";
import type { PlanState } from "./model.ts";

const producers = ["producerOwner", "producerStaff"] as const;
/** Offices that accompany a plan. */
const helpers = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "departmentOfficer",
] as const;

/** Consultants, within the plans of producers whom they help by contract. */
const consultants = ["consultMember"] as const;

/** Who reads plans at a desk; an auditor besides. */
export const officeReaders = [
  ...helpers,
  ...consultants,
  "decisionMaker",
  "centralOfficer",
  "inspector",
] as const;

/** What can be done with business plans and their carrying out. */
export const planPermissions = {
  see: {
    kind: "read",
    roles: [...producers, ...officeReaders],
  },
  /** Write, file, withdraw: the producer's own. */
  write: { kind: "write", roles: producers },
  /** Evaluate and decide; say that it is carried out. */
  decide: { kind: "write", roles: ["provinceOfficer", "districtOfficer"] },
  /** Tasks and standings. */
  work: { kind: "write", roles: [...producers, ...helpers] },
  /** Visits, with notes and photos. */
  visit: { kind: "write", roles: [...helpers, ...consultants] },
} as const satisfies Permissions<string>;
export type PlanActivity = keyof typeof planPermissions;

/** A draft is the producer's, for the offices nearest to it, and for who helps to write it. */
const seeDraft = {
  kind: "read",
  roles: [...producers, ...consultants, "communeOfficer", "provinceOfficer"],
} as const satisfies Permissions<string>[string];

/** States that others than the producer and its offices do not see: nothing has been filed. */
export const unfiledStates = ["draft", "withdrawn"] as const satisfies PlanState[];

/** A plan as far as rights go. */
export type PlanSubject = {
  readonly producerId: string;
  readonly unitPath: string;
  readonly state: PlanState;
  /** Accounts that help the producer by contract; left out: none. */
  readonly consultants?: readonly string[];
};

/** The permission behind an activity on a plan of a state. */
export function permissionOf(activity: PlanActivity, state: PlanState): Permission {
  const unfiled: readonly PlanState[] = unfiledStates;
  return activity === "see" && unfiled.includes(state) ? seeDraft : planPermissions[activity];
}

/** May the actor do this to the plan? */
export function can(actor: Actor, activity: PlanActivity, plan: PlanSubject): boolean {
  return may(actor, permissionOf(activity, plan.state), subjectOf(plan));
}

/** Whether the actor acts as the plan's producer. */
export function isProducers(actor: Actor, plan: Omit<PlanSubject, "state">): boolean {
  return may(actor, planPermissions.write, subjectOf(plan));
}

/** As what an account may say that it came; whoever is a consultant only came as one. */
export function mayVisitAs(actor: UserActor, visitor: VisitorKind): boolean {
  return visitor === "consultant" || hasRole(actor, ...helpers);
}

function subjectOf({
  unitPath,
  producerId,
  consultants: assigned = [],
}: Omit<PlanSubject, "state">) {
  return {
    place: { version: currentVersion, path: unitPath },
    holders: [producerId],
    assigned,
    conflicted: [],
  };
}
