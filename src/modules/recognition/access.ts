import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

const offices = ["provinceOfficer", "districtOfficer", "centralOfficer"] as const;

/** What can be done with decisions, recognitions and certificates. What is issued is public by law. */
export const recognitionPermissions = {
  /** Drafts, and figures about scans and reminders. */
  see: {
    kind: "read",
    roles: [...offices, "decisionMaker", "communeOfficer", "departmentOfficer", "inspector"],
  },
  draft: { kind: "write", roles: offices },
  /** Issue: the number is taken here. */
  sign: { kind: "write", roles: ["decisionMaker"] },
  /** Enter decisions of the past, of the Ministry, or signed on paper. */
  record: { kind: "write", roles: offices },
  /** Renew, or say why not; the mark to print. */
  own: { kind: "write", roles: ["producerOwner", "producerStaff"] },
  /** Propose that a recognition be revoked or restored. */
  propose: { kind: "write", roles: [...offices, "departmentOfficer", "inspector"] },
} as const satisfies Permissions<string>;
export type RecognitionActivity = keyof typeof recognitionPermissions;

/** May the actor do this to what lies at this path, and belongs to this producer? */
export function can(
  actor: Actor,
  activity: RecognitionActivity,
  { unitPath, producerId = null }: { unitPath: string; producerId?: string | null },
): boolean {
  return may(actor, recognitionPermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: producerId === null ? [] : [producerId],
    assigned: [],
    conflicted: [],
  });
}
