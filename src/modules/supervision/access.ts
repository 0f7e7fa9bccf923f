import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

/** What can be done with plans, inspections and findings. */
export const inspectionPermissions = {
  /** Communes and producers are not among them: an unannounced visit must stay one. */
  see: {
    kind: "read",
    roles: ["provinceOfficer", "centralOfficer", "decisionMaker", "departmentOfficer", "inspector"],
  },
  /** Plans, the choice of products, and who leads. */
  plan: { kind: "write", roles: ["provinceOfficer", "centralOfficer", "departmentOfficer"] },
  /** Visit, conclude, and judge what a producer answers. */
  inspect: {
    kind: "write",
    roles: ["provinceOfficer", "centralOfficer", "departmentOfficer", "inspector"],
  },
  /** Remedy what was found. */
  answer: { kind: "write", roles: ["producerOwner", "producerStaff"] },
} as const satisfies Permissions<string>;
export type InspectionActivity = keyof typeof inspectionPermissions;

/** What rights on an inspection depend on. */
export type InspectionSubject = {
  readonly unitPath: string;
  readonly producerId?: string | null;
  /** Accounts in conflict with the product or its producer; they may do nothing here. */
  readonly conflicted?: readonly string[];
};

/** May the actor do this to what lies at this path, and belongs to this producer? */
export function can(
  actor: Actor,
  activity: InspectionActivity,
  { unitPath, producerId = null, conflicted = [] }: InspectionSubject,
): boolean {
  return may(actor, inspectionPermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: producerId === null ? [] : [producerId],
    assigned: [],
    conflicted,
  });
}
