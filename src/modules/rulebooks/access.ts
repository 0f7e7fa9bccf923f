import type { Permissions, Subject } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

/** What may be done with rulebooks. Reading them, and scoring oneself, is open to everybody. */
export const permissions = {
  importWording: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;

/** A province of today's tree as the thing that an act touches. */
export function provinceSubject(code: string): Subject {
  return {
    place: { version: currentVersion, path: code },
    holders: [],
    assigned: [],
    conflicted: [],
  };
}
