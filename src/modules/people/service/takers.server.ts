import { provinceOf } from "#core/access/kernel.ts";
import type { Role } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { NamedTaker, Taker, Takers } from "../takers.ts";
import { agencyOptions, membersOf, nameAgencies } from "./agencies.server.ts";
import { findOfficials, type Official, searchOfficials } from "./officials.server.ts";

/** Where work is given, and who takes it by name: the roles. */
export type TakerGround = { readonly provinceCode: string; readonly roles: readonly Role[] };

const takes = (
  { roles: held, isDisabled }: Official,
  { provinceCode, roles }: TakerGround,
): boolean =>
  !isDisabled &&
  held.some(
    ({ role, placePath }) => roles.includes(role) && provinceOf(placePath) === provinceCode,
  );

/** The agencies that are there today, and the people, whom work may be given to in a province. */
export async function listTakers(db: Db, ground: TakerGround): Promise<Takers> {
  const { provinceCode, roles } = ground;
  const found = await searchOfficials(db, { roles, provinceCode, text: "", limit: 500 });
  return {
    agencies: (await agencyOptions(db, provinceCode)).map(({ id, name }) => ({ id, label: name })),
    people: found
      .filter((one) => takes(one, ground))
      .map(({ id, name, agencyName, title }) => ({
        id,
        label: [name, title, agencyName].filter((part) => part !== null).join(", "),
      })),
  };
}

/** Refuses, beside `field`, whoever may not be given work there: nobody, two at once, or a stranger. */
export async function requireTaker(
  db: Db,
  ground: TakerGround,
  { assigneeId, agencyId }: Taker,
  field = "assigneeId",
): Promise<void> {
  const isThere =
    assigneeId === null
      ? (await agencyOptions(db, ground.provinceCode)).some(({ id }) => id === agencyId)
      : agencyId === null && (await isTaker(db, ground, assigneeId));
  if (!isThere)
    throw new AppError("invalid", {
      fields: { [field]: "Hãy chọn cơ quan hoặc cán bộ của tỉnh trong danh sách." },
    });
}

async function isTaker(db: Db, ground: TakerGround, userId: string): Promise<boolean> {
  const account = (await findOfficials(db, [userId])).get(userId);
  return account !== undefined && takes(account, ground);
}

/** Accounts that work is for: the one, or those of the agency, or its heir's, who hold one of the roles. */
export async function readersOf(
  db: Db,
  roles: readonly Role[],
  { assigneeId, agencyId }: Taker,
): Promise<string[]> {
  if (assigneeId !== null) return [assigneeId];
  if (agencyId === null) return [];
  const people = await findOfficials(db, await membersOf(db, [agencyId]));
  return [...people.values()]
    .filter(({ roles: held }) => held.some(({ role }) => roles.includes(role)))
    .map(({ id }) => id);
}

/**
 * Names of takers. An agency that has ended is named with whoever has its work by now; null for
 * one that is not there. Rights are the caller's business.
 */
export async function nameTakers(
  db: Db,
  takers: readonly Taker[],
): Promise<(taker: Taker) => NamedTaker | null> {
  const people = await findOfficials(
    db,
    takers.flatMap(({ assigneeId }) => assigneeId ?? []),
  );
  const agencies = await nameAgencies(
    db,
    takers.flatMap(({ agencyId }) => agencyId ?? []),
    { withHeir: true },
  );
  return ({ assigneeId, agencyId }) => {
    const agency = agencies.get(agencyId ?? "");
    if (agency !== undefined) return { name: agency, under: null };
    const person = people.get(assigneeId ?? "");
    return person ? { name: person.name, under: person.agencyName } : null;
  };
}
