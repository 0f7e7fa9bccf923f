import type { Actor, Place } from "#core/access/actor.ts";
import { can as may, type Permissions, type Subject } from "#core/access/kernel.ts";

/** What can be done with a producer and its papers. */
export const producerActions = [
  "see",
  "seePersonal",
  "seePapers",
  "open",
  "update",
  "changeForm",
  "manageMembers",
  "keepPapers",
] as const;
export type ProducerAction = (typeof producerActions)[number];

/**
 * Owner and staff work on their own producer; the officers of its commune and province on behalf
 * of one without a phone. Sex, ethnicity, disability and phone numbers (`seePersonal`) are for
 * those who must check the criteria, not for everyone in the offices.
 */
export const producerPermissions = {
  see: {
    kind: "read",
    roles: [
      "producerOwner",
      "producerStaff",
      "communeOfficer",
      "provinceOfficer",
      "decisionMaker",
      "departmentOfficer",
      "inspector",
      "centralOfficer",
    ],
  },
  seePersonal: {
    kind: "read",
    roles: ["producerOwner", "producerStaff", "communeOfficer", "provinceOfficer"],
  },
  seePapers: {
    kind: "read",
    roles: [
      "producerOwner",
      "producerStaff",
      "communeOfficer",
      "provinceOfficer",
      "departmentOfficer",
      "inspector",
    ],
  },
  open: { kind: "write", roles: ["producerOwner", "communeOfficer", "provinceOfficer"] },
  update: {
    kind: "write",
    roles: ["producerOwner", "producerStaff", "communeOfficer", "provinceOfficer"],
  },
  changeForm: { kind: "write", roles: ["producerOwner", "communeOfficer", "provinceOfficer"] },
  manageMembers: { kind: "write", roles: ["producerOwner", "communeOfficer", "provinceOfficer"] },
  keepPapers: {
    kind: "write",
    roles: ["producerOwner", "producerStaff", "communeOfficer", "provinceOfficer"],
  },
} as const satisfies Permissions<ProducerAction>;

/** A producer as far as rights go: itself, and the unit that it belongs to in today's tree. */
export type ProducerSubject = {
  /** For one that is only being opened: the account that would be its owner. */
  readonly id: string;
  readonly place: Place;
};

/** The subject that the kernel decides about. */
export function subjectOf({ id, place }: ProducerSubject): Subject {
  return { place, holders: [id], assigned: [], conflicted: [] };
}

/** May the actor do this to the producer? */
export function can(actor: Actor, action: ProducerAction, producer: ProducerSubject): boolean {
  return may(actor, producerPermissions[action], subjectOf(producer));
}

/** Everything that the actor may do to a producer, for the page that shows its buttons. */
export function abilities(actor: Actor, producer: ProducerSubject): readonly ProducerAction[] {
  return producerActions.filter((action) => can(actor, action, producer));
}
