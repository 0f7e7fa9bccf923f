import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { toGrant } from "#modules/people/rules.ts";
import { findProducerAccount } from "#modules/people/service/holders.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listInForce, type Standing } from "#modules/recognition/service/standing.server.ts";

/** What everything in the demo says of itself. */
export const mark = "(dữ liệu mẫu)";
const province = "19";

/** Who acts in the demo of supervision. */
export type Cast = {
  /** Plans inspections for a department. */
  readonly planner: UserActor;
  readonly inspector: UserActor;
  readonly office: UserActor;
  readonly signer: UserActor;
  /** Account of the demo's producer. */
  readonly ownerId: string;
};

/** The demo accounts that act; null where an installation has not all of them. */
export async function findCast(db: Db): Promise<Cast | null> {
  const found = await searchOfficials(db, {
    roles: ["departmentOfficer", "inspector", "provinceOfficer", "decisionMaker"],
    provinceCode: province,
    text: "",
  });
  const actorOf = (wanted: string): UserActor | null => {
    const account = found.find(({ username }) => username === wanted);
    return account
      ? {
          kind: "user",
          userId: account.id,
          grants: account.roles.map(({ role, placePath }) =>
            toGrant({ role, placeVersion: currentVersion, placePath, holderId: null }),
          ),
        }
      : null;
  };
  const [planner, inspector] = [actorOf("songanh"), actorOf("kiemtra")];
  const [office, signer] = [actorOf("vanphong"), actorOf("nguoiky")];
  const owner = await findProducerAccount(db, "chuthe");
  return planner && inspector && office && signer && owner
    ? { planner, inspector, office, signer, ownerId: owner.userId }
    : null;
}

/** The demo's producer, as the holder of what a recognition is about. */
export function ownerOf(
  { ownerId }: Cast,
  { producerId }: Pick<Standing, "producerId">,
): UserActor {
  return {
    kind: "user",
    userId: ownerId,
    grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
  };
}

/** The demo's products in force, by the first words of their names; null where one is not there. */
export async function findProducts<Name extends string>(
  db: Db,
  names: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, Standing>> | null> {
  const standing = (await listInForce(db, province)).filter(({ isDemo }) => isDemo);
  const found = Object.entries<string>(names).map(([key, name]) => [
    key,
    standing.find(({ productName }) => productName.startsWith(name)),
  ]);
  return found.some(([, one]) => one === undefined)
    ? null
    : (Object.fromEntries(found) as Record<Name, Standing>);
}
