import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { currentVersion } from "#modules/places/model.ts";

/** What can be done with figures, dashboards and reports of a unit. */
export const figurePermissions = {
  /** Look at dashboards, indicators with the rows behind them, and reports. */
  see: {
    kind: "read",
    roles: [
      "communeOfficer",
      "districtOfficer",
      "provinceOfficer",
      "departmentOfficer",
      "decisionMaker",
      "inspector",
      "centralOfficer",
    ],
  },
  /** Make, write and send reports. */
  report: { kind: "write", roles: ["communeOfficer", "provinceOfficer", "centralOfficer"] },
} as const satisfies Permissions<string>;
export type FigureActivity = keyof typeof figurePermissions;

/** May the actor do this to the figures of all of these places in today's tree? */
export function canAll(actor: Actor, activity: FigureActivity, paths: readonly string[]): boolean {
  return (
    paths.length > 0 &&
    paths.every((path) =>
      may(actor, figurePermissions[activity], {
        place: { version: currentVersion, path },
        holders: [],
        assigned: [],
        conflicted: [],
      }),
    )
  );
}
