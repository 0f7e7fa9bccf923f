import type { Role } from "#core/access/roles.ts";
import type { CouncilKind, Duty } from "./model.ts";

/** Roles of which an account must hold one to sit with a duty; the deputy may have to preside. */
const rolesOfDuty: Readonly<Record<CouncilKind, Readonly<Record<Duty, readonly Role[]>>>> = {
  council: {
    chair: ["councilChair"],
    deputy: ["councilChair"],
    member: ["councilMember", "councilChair"],
    secretary: ["councilSecretary"],
  },
  consultTeam: {
    chair: ["consultMember"],
    deputy: ["consultMember"],
    member: ["consultMember"],
    secretary: ["consultMember"],
  },
};

/** The roles of which one lets an account sit in a council or team with this duty. */
export function rolesFor(kind: CouncilKind, duty: Duty): readonly Role[] {
  return rolesOfDuty[kind][duty];
}

type Held = { readonly role: Role; readonly placePath: string };

/** Whether an account with these roles may sit there; `unitPath` is the council's ("" the country's). */
export function maySit(
  roles: readonly Held[],
  seat: { kind: CouncilKind; duty: Duty; unitPath: string },
): boolean {
  const wanted = rolesFor(seat.kind, seat.duty);
  const province = seat.unitPath.split("/", 1)[0] ?? "";
  return roles.some(
    ({ role, placePath }) =>
      wanted.includes(role) && (placePath === "" || placePath.split("/", 1)[0] === province),
  );
}

/** A seat as far as presiding goes. */
export type PresidingSeat = {
  readonly userId: string;
  readonly duty: Duty;
  readonly attendance: "unknown" | "present" | "absent";
};

/**
 * Who presides over a product: the chair, or a deputy where the chair is in conflict with it or
 * absent; null where nobody can. A conflict binds the chair like anybody.
 */
export function presiderOf<Seat extends PresidingSeat>(
  seats: readonly Seat[],
  recused: ReadonlySet<string>,
): Seat | null {
  const able = seats.filter(
    ({ userId, attendance }) => !recused.has(userId) && attendance !== "absent",
  );
  return (
    able.find(({ duty }) => duty === "chair") ?? able.find(({ duty }) => duty === "deputy") ?? null
  );
}
