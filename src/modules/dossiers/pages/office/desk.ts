import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";
import { AppError } from "#core/errors.ts";

/** Roles that work with dossiers at a desk, or look over its shoulder. */
export const deskRoles = [
  "communeOfficer",
  "districtOfficer",
  "provinceOfficer",
  "centralOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "auditor",
] as const satisfies readonly Role[];

/** Closes the offices' pages to everybody else; what each may see of a dossier is the services' business. */
export function requireDesk(actor: UserActor): void {
  if (!hasRole(actor, ...deskRoles))
    throw new AppError("forbidden", { denied: "dossier.desk", roles: deskRoles });
}

/** The province that an officer of its office works for; null for everybody else. */
export function provinceOfDesk(actor: UserActor): string | null {
  for (const { role, jurisdiction } of actor.grants)
    if (role === "provinceOfficer" && jurisdiction.kind === "unit")
      return jurisdiction.path.split("/", 1)[0] ?? null;
  return null;
}
