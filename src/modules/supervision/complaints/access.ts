import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

const offices = ["provinceOfficer", "centralOfficer"] as const;

/** What can be done with complaints. Communes and producers never see who told what. */
export const complaintPermissions = {
  see: { kind: "read", roles: [...offices, "departmentOfficer", "inspector"] },
  /** Open a case or an inspection, or end it with a reason. */
  settle: { kind: "write", roles: [...offices, "departmentOfficer", "inspector"] },
  /** How to reach the person who told: the office's only, no auditor's. */
  contact: { kind: "write", roles: offices },
} as const satisfies Permissions<string>;
export type ComplaintActivity = keyof typeof complaintPermissions;

/** May the actor do this to what lies at this path? */
export function can(
  actor: Actor,
  activity: ComplaintActivity,
  { unitPath }: { unitPath: string },
): boolean {
  return may(actor, complaintPermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: [],
    assigned: [],
    conflicted: [],
  });
}
