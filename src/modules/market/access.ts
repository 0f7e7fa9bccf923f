import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

/** What can be done with what a producer publishes of itself and its products. */
export const profilePermissions = {
  /** Communes look, and decide nothing. */
  see: {
    kind: "read",
    roles: [
      "producerOwner",
      "producerStaff",
      "communeOfficer",
      "provinceOfficer",
      "departmentOfficer",
      "centralOfficer",
    ],
  },
  /** Write a version, and take one back that waits. Nobody writes in a producer's name. */
  propose: { kind: "write", roles: ["producerOwner", "producerStaff"] },
  /** Accept, or return with a reason. */
  decide: { kind: "write", roles: ["provinceOfficer"] },
  withdraw: { kind: "write", roles: ["producerOwner", "producerStaff", "provinceOfficer"] },
} as const satisfies Permissions<string>;

/**
 * What can be done with points of sale in the office; what is open, everybody sees in public. The
 * department of trade judges and inspects them with the office.
 */
export const pointPermissions = {
  see: { kind: "read", roles: ["provinceOfficer", "departmentOfficer", "centralOfficer"] },
  keep: { kind: "write", roles: ["provinceOfficer", "centralOfficer"] },
  inspect: { kind: "write", roles: ["provinceOfficer", "departmentOfficer", "centralOfficer"] },
} as const satisfies Permissions<string>;

/** What can be done with fairs; a producer sees and tells of those that it takes part in. */
export const fairPermissions = {
  see: {
    kind: "read",
    roles: [
      "producerOwner",
      "producerStaff",
      "provinceOfficer",
      "departmentOfficer",
      "centralOfficer",
      "decisionMaker",
    ],
  },
  keep: { kind: "write", roles: ["provinceOfficer", "departmentOfficer", "centralOfficer"] },
  /** Tell what a participant sold and signed. */
  tell: {
    kind: "write",
    roles: [
      "producerOwner",
      "producerStaff",
      "provinceOfficer",
      "departmentOfficer",
      "centralOfficer",
    ],
  },
} as const satisfies Permissions<string>;

/** What can be done with news, drafts included. */
export const newsPermissions = {
  see: { kind: "read", roles: ["provinceOfficer", "departmentOfficer", "centralOfficer"] },
  write: { kind: "write", roles: ["provinceOfficer", "centralOfficer"] },
} as const satisfies Permissions<string>;

/** Everything that may be asked of this module, by area. */
export const marketPermissions = {
  profile: profilePermissions,
  point: pointPermissions,
  fair: fairPermissions,
  news: newsPermissions,
} as const;
export type MarketArea = keyof typeof marketPermissions;
export type MarketActivity<Area extends MarketArea> = keyof (typeof marketPermissions)[Area] &
  string;

/** What rights depend on: where a thing lies and, for a profile, whose it is. */
export type MarketSubject = { readonly unitPath: string; readonly producerId?: string };

/** May the actor do this? */
export function can<Area extends MarketArea>(
  actor: Actor,
  area: Area,
  activity: MarketActivity<Area>,
  { unitPath, producerId }: MarketSubject,
): boolean {
  const permissions: Permissions<string> = marketPermissions[area];
  const permission = permissions[activity];
  if (!permission) return false;
  return may(actor, permission, {
    place: { version: currentVersion, path: unitPath },
    holders: producerId === undefined ? [] : [producerId],
    assigned: [],
    conflicted: [],
  });
}
