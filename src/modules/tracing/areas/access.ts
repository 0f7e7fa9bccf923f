import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

/** What can be done with growing areas; what is accepted and public, everybody sees in public. */
export const areaPermissions = {
  see: {
    kind: "read",
    roles: [
      "producerOwner",
      "producerStaff",
      "communeOfficer",
      "provinceOfficer",
      "departmentOfficer",
      "inspector",
      "centralOfficer",
    ],
  },
  /** Write a version, or take one back that waits: the producer, and the office that draws for it. */
  propose: { kind: "write", roles: ["producerOwner", "producerStaff", "provinceOfficer"] },
  /** Accept, or return with a reason. */
  decide: { kind: "write", roles: ["provinceOfficer"] },
  /** End what holds. */
  end: { kind: "write", roles: ["producerOwner", "producerStaff", "provinceOfficer"] },
} as const satisfies Permissions<string>;
export type AreaActivity = keyof typeof areaPermissions;

/** What rights depend on: where its producer is at home, and whose it is. */
export type AreaSubject = { readonly unitPath: string; readonly producerId: string };

/** May the actor do this? */
export function can(
  actor: Actor,
  activity: AreaActivity,
  { unitPath, producerId }: AreaSubject,
): boolean {
  return may(actor, areaPermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: [producerId],
    assigned: [],
    conflicted: [],
  });
}
