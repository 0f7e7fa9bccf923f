import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

const offices = ["provinceOfficer", "districtOfficer", "centralOfficer"] as const;

/** What can be done in cases about revocation. Nothing of a case is public before its decision. */
export const casePermissions = {
  see: {
    kind: "read",
    roles: [...offices, "decisionMaker", "departmentOfficer", "inspector", "communeOfficer"],
  },
  /** Open, verify, conclude, submit, dismiss. */
  work: { kind: "write", roles: [...offices, "departmentOfficer", "inspector"] },
  /** Enter the Ministry's decision; take the paper back. */
  record: { kind: "write", roles: offices },
  /** A commune confirms that production has stopped (article 8.4). */
  confirm: { kind: "write", roles: ["communeOfficer"] },
  /** The producer's explanation. */
  explain: { kind: "write", roles: ["producerOwner", "producerStaff"] },
} as const satisfies Permissions<string>;
export type CaseActivity = keyof typeof casePermissions;

/** May the actor do this to what lies at this path, and belongs to this producer? */
export function can(
  actor: Actor,
  activity: CaseActivity,
  { unitPath, producerId }: { unitPath: string; producerId: string | null },
): boolean {
  return may(actor, casePermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: producerId === null ? [] : [producerId],
    assigned: [],
    conflicted: [],
  });
}
