import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";
import type { ScreeningLevel } from "./model.ts";

const producers = ["producerOwner", "producerStaff"] as const;

/** What can be done with ideas of products. */
export const ideaPermissions = {
  see: {
    kind: "read",
    roles: [
      ...producers,
      "communeOfficer",
      "districtOfficer",
      "provinceOfficer",
      "departmentOfficer",
      "decisionMaker",
      "centralOfficer",
    ],
  },
  /** Name, telephone and address of an applicant: who screens, and nobody who only looks. */
  contact: {
    kind: "write",
    roles: [...producers, "communeOfficer", "districtOfficer", "provinceOfficer"],
  },
  /** Register, mend and withdraw: a producer its own, an office for who called. */
  register: { kind: "write", roles: [...producers, "communeOfficer", "provinceOfficer"] },
  /** The province's office also acts for a commune that has no account. */
  screenCommune: { kind: "write", roles: ["communeOfficer", "provinceOfficer"] },
  screenDistrict: { kind: "write", roles: ["districtOfficer", "provinceOfficer"] },
  screenProvince: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;
export type IdeaActivity = keyof typeof ideaPermissions;

/** What can be done with campaigns, meetings and the media, and with the calendar of a year. */
export const campaignPermissions = {
  see: {
    kind: "read",
    roles: [
      "communeOfficer",
      "districtOfficer",
      "provinceOfficer",
      "departmentOfficer",
      "decisionMaker",
      "centralOfficer",
    ],
  },
  /** Meetings and media: each office its own, the departments those of their outlets. */
  record: { kind: "write", roles: ["communeOfficer", "provinceOfficer", "departmentOfficer"] },
  /** The campaign of the year and its days. */
  lead: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;
export type CampaignActivity = keyof typeof campaignPermissions;

/** May the actor do this to what lies at this path? */
export function canCampaign(actor: Actor, activity: CampaignActivity, unitPath: string): boolean {
  return may(actor, campaignPermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: [],
    assigned: [],
    conflicted: [],
  });
}

/** What a level needs to act on an idea. */
export const screeningActivity = {
  commune: "screenCommune",
  district: "screenDistrict",
  province: "screenProvince",
} as const satisfies Record<ScreeningLevel, IdeaActivity>;

/** An idea as far as rights go. */
export type IdeaSubject = { readonly unitPath: string; readonly producerId?: string | null };

/** May the actor do this to the idea? */
export function can(
  actor: Actor,
  activity: IdeaActivity,
  { unitPath, producerId = null }: IdeaSubject,
): boolean {
  return may(actor, ideaPermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: producerId === null ? [] : [producerId],
    assigned: [],
    conflicted: [],
  });
}
