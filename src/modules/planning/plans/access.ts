import type { Actor } from "#core/access/actor.ts";
import { can as may, type Permission, type Permissions } from "#core/access/kernel.ts";
import type { Taker } from "#modules/people/takers.ts";
import { currentVersion } from "#modules/places/model.ts";
import { isTheirs, type TaskHand } from "./tasks.ts";

/** What can be done with plans. A commune's office makes its own; departments read, and answer tasks. */
export const planPermissions = {
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
  /** Enter, edit, issue, adjust; record what was spent. */
  edit: { kind: "write", roles: ["communeOfficer", "provinceOfficer"] },
  /** Give tasks, accept and return answers. */
  assign: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;
export type PlanActivity = keyof typeof planPermissions;

/** May the actor do this to a plan of the unit at this path of today's tree? */
export function can(
  actor: Actor,
  activity: PlanActivity,
  { unitPath }: { unitPath: string },
): boolean {
  return may(actor, planPermissions[activity], {
    place: { version: currentVersion, path: unitPath },
    holders: [],
    assigned: [],
    conflicted: [],
  });
}

/**
 * Whether an account sees a plan of this unit: what it may see by its role, and the plan of its own
 * province besides, which says what is asked of its commune or department.
 */
export function sees(actor: Actor, plan: { unitPath: string }): boolean {
  if (can(actor, "see", plan)) return true;
  return (
    actor.kind === "user" &&
    actor.grants.some(
      ({ role, jurisdiction }) =>
        role === "communeOfficer" &&
        jurisdiction.kind === "unit" &&
        jurisdiction.path.split("/")[0] === plan.unitPath,
    )
  );
}

/** Who sees everybody's tasks: a department and a commune see their own. */
export const taskReaders = {
  kind: "read",
  roles: ["provinceOfficer", "decisionMaker", "centralOfficer"],
} as const satisfies Permission;

/** Whether an account sees a task: one that was given to it or its agency, or any of its units. */
export function seesTask(
  actor: Actor,
  task: Taker & { readonly unitPath: string },
  hand: TaskHand,
): boolean {
  if (actor.kind === "user" && isTheirs(task, hand)) return true;
  return may(actor, taskReaders, {
    place: { version: currentVersion, path: task.unitPath },
    holders: [],
    assigned: [],
    conflicted: [],
  });
}
