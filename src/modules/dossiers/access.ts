import type { Actor } from "#core/access/actor.ts";
import {
  can as may,
  type Permission,
  type Permissions,
  type Subject,
} from "#core/access/kernel.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { currentVersion } from "#modules/places/model.ts";
import type { DossierState } from "./model.ts";
import { rolesOf } from "./states.ts";
import type { Transition } from "./transitions.ts";

/** What can be done with a dossier besides moving it on (for that see `mayMove`). */
export const dossierActions = [
  "see",
  "open",
  "edit",
  "record",
  "keepSamples",
  "seeConflicts",
  "planRounds",
  "write",
] as const;
export type DossierActivity = (typeof dossierActions)[number];

const producer = ["producerOwner", "producerStaff"] as const;
const offices = ["communeOfficer", "provinceOfficer"] as const;

/**
 * A dossier is the producer's and the offices' on its way; departments, signers and inspectors
 * see what has been filed. Council and consult members see it through their sessions.
 */
export const dossierPermissions = {
  see: {
    kind: "read",
    roles: [
      ...producer,
      ...offices,
      "districtOfficer",
      "decisionMaker",
      "departmentOfficer",
      "inspector",
      "centralOfficer",
    ],
  },
  open: { kind: "write", roles: [...producer, ...offices] },
  edit: { kind: "write", roles: [...producer, ...offices] },
  record: { kind: "write", roles: ["provinceOfficer", "districtOfficer"] },
  keepSamples: { kind: "write", roles: [...offices, "centralOfficer"] },
  seeConflicts: { kind: "read", roles: [...offices, "centralOfficer"] },
  planRounds: { kind: "write", roles: ["provinceOfficer"] },
  write: { kind: "write", roles: [...producer, ...offices, "centralOfficer"] },
} as const satisfies Permissions<DossierActivity>;

/** Drafts are for those who write them, and the offices that help. */
export const seeDraft = {
  kind: "read",
  roles: [...producer, ...offices],
} as const satisfies Permissions<string>[string];

/** A dossier as far as rights go. */
export type DossierSubject = {
  readonly producerId: string;
  /** Path of its unit in today's tree. */
  readonly unitPath: string;
  readonly state: DossierState;
  /** A round of the past entered as it was. */
  readonly isRecorded?: boolean;
};

/** The subject that the kernel decides about. */
export function subjectOf({ producerId, unitPath }: Omit<DossierSubject, "state">): Subject {
  return {
    place: { version: currentVersion, path: unitPath },
    holders: [producerId],
    assigned: [],
    conflicted: [],
  };
}

/** The permission behind an activity on a dossier of a state. */
export function permissionOf(activity: DossierActivity, state: DossierState): Permission {
  return activity === "see" && state === "draft" ? seeDraft : dossierPermissions[activity];
}

/** May the actor do this to the dossier? */
export function can(actor: Actor, activity: DossierActivity, dossier: DossierSubject): boolean {
  return may(actor, permissionOf(activity, dossier.state), subjectOf(dossier));
}

/** Accounts that a council or team has put the dossier into the hands of, and those in conflict with it. */
export type Involved = {
  readonly assigned?: readonly string[];
  readonly conflicted?: readonly string[];
};

/** May the actor take this step, the dossier lying at this stage? A conflict of interest binds everyone. */
export function mayMove(
  actor: Actor,
  rule: Pick<Transition, "by">,
  dossier: Omit<DossierSubject, "state">,
  stage: Stage | undefined,
  { assigned = [], conflicted = [] }: Involved = {},
): boolean {
  const roles = rule.by.flatMap((party) => rolesOf(party, stage, dossier));
  return may(actor, { kind: "write", roles }, { ...subjectOf(dossier), assigned, conflicted });
}

/** Whether the actor acts as the producer, and not as an officer on its behalf. */
export function isProducers(actor: Actor, dossier: Omit<DossierSubject, "state">): boolean {
  return may(actor, { kind: "write", roles: producer }, subjectOf(dossier));
}
