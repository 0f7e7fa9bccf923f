import { type Actor, hasRole, type UserActor } from "#core/access/actor.ts";
import { can as may, type Permissions } from "#core/access/kernel.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion } from "#modules/places/model.ts";

/** What can be done with measures of support. */
export const measurePermissions = {
  see: { kind: "read", roles: ["provinceOfficer", "departmentOfficer", "communeOfficer"] },
  keep: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;

/** What can be done with rights and claims. A department's officers: of the measures in their charge. */
export const claimPermissions = {
  see: {
    kind: "read",
    roles: ["producerOwner", "producerStaff", "provinceOfficer", "departmentOfficer"],
  },
  /** Write, file and withdraw: the producer's own act, nobody claims in its name. */
  file: { kind: "write", roles: ["producerOwner", "producerStaff"] },
  decide: { kind: "write", roles: ["provinceOfficer", "departmentOfficer"] },
  pay: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;

/** Sums by measure, source and year: also for those who lead. */
export const budgetPermissions = {
  see: {
    kind: "read",
    roles: ["provinceOfficer", "departmentOfficer", "decisionMaker", "centralOfficer"],
  },
  keep: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;

/** Courses, classes and their people. */
export const trainingPermissions = {
  see: { kind: "read", roles: ["provinceOfficer", "departmentOfficer"] },
  keep: { kind: "write", roles: ["provinceOfficer", "departmentOfficer"] },
} as const satisfies Permissions<string>;

/** The network of consultants and partners. */
export const partnerPermissions = {
  see: { kind: "read", roles: ["provinceOfficer", "departmentOfficer"] },
  keep: { kind: "write", roles: ["provinceOfficer"] },
} as const satisfies Permissions<string>;

/** Everything that may be asked of this module, by area. */
export const supportPermissions = {
  measure: measurePermissions,
  claim: claimPermissions,
  budget: budgetPermissions,
  training: trainingPermissions,
  partner: partnerPermissions,
} as const;
export type SupportArea = keyof typeof supportPermissions;
export type SupportActivity<Area extends SupportArea> = keyof (typeof supportPermissions)[Area] &
  string;

/** What rights depend on: where a thing lies, whose it is, and who looks after its measure. */
export type SupportSubject = {
  readonly unitPath: string;
  readonly producerId?: string;
  /** Given for rights and claims: department officers in charge of the measure. */
  readonly officers?: readonly string[];
};

/** May the actor do this? */
export function can<Area extends SupportArea>(
  actor: Actor,
  area: Area,
  activity: SupportActivity<Area>,
  { unitPath, producerId, officers }: SupportSubject,
): boolean {
  const permissions: Permissions<string> = supportPermissions[area];
  const permission = permissions[activity];
  if (!permission || actor.kind === "anonymous") return false;
  const who =
    officers === undefined || officers.includes(actor.userId) ? actor : withoutDepartment(actor);
  return may(who, permission, {
    place: { version: currentVersion, path: unitPath },
    holders: producerId === undefined ? [] : [producerId],
    assigned: [],
    conflicted: [],
  });
}

/** Opens what an area's offices see to them and to auditors; `forbidden` for everybody else. */
export function requireOffice(actor: UserActor, area: SupportArea): void {
  const officials = supportPermissions[area].see.roles.filter(
    (role) => role !== "producerOwner" && role !== "producerStaff",
  );
  if (!hasRole(actor, "auditor", ...officials))
    throw new AppError("forbidden", {
      denied: `support.${area}.pages`,
      roles: ["auditor", ...officials],
    });
}

/** The same person without what a department's role would allow. */
export function withoutDepartment(actor: UserActor): UserActor {
  return { ...actor, grants: actor.grants.filter(({ role }) => role !== "departmentOfficer") };
}
