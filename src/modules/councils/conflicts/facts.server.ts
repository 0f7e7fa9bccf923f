import { and, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { findDossiers, handsOf } from "#modules/dossiers/service/council.server.ts";
import type { DossierRow } from "#modules/dossiers/service/load.server.ts";
import { holdersOf } from "#modules/people/service/holders.server.ts";
import { findOfficials } from "#modules/people/service/officials.server.ts";
import { findProducerPeople } from "#modules/producers/service/ties.server.ts";
import { consultAssignments } from "../consult/schema.server.ts";
import { nation } from "../model.ts";
import { foundConsultancies } from "../service/consultancies.server.ts";
import type { SeatRow } from "../service/load.server.ts";
import type { Aliases, Ground, Person } from "./find.ts";
import { consultancies, homeCommunes, interestTies, organisationAliases } from "./schema.server.ts";

/** Everything known that could put these people in conflict with these dossiers' products. */
export type Facts = {
  readonly people: readonly Person[];
  /** By dossier. */
  readonly grounds: ReadonlyMap<string, Ground>;
  readonly aliases: Aliases;
};

/** Reads the facts for the seats of a session and the dossiers on its agenda, in a dozen queries. */
export async function readFacts(
  tx: Db,
  seats: readonly Pick<SeatRow, "userId" | "agencyName">[],
  dossierIds: readonly string[],
): Promise<Facts> {
  return readFactsOf(tx, seats, [...(await findDossiers(tx, dossierIds)).values()]);
}

/** What facts about a product are found by: a dossier, or a recognised product of which there is none. */
export type FactsGround = Pick<
  DossierRow,
  "id" | "producerId" | "producerName" | "unitPath" | "provinceCode"
>;

/** As `readFacts`, of dossiers or products that the caller has read; by their ids. */
export async function readFactsOf(
  tx: Db,
  seats: readonly Pick<SeatRow, "userId" | "agencyName">[],
  rows: readonly FactsGround[],
): Promise<Facts> {
  const people = await peopleOf(tx, seats);
  const grounds = await groundsOf(tx, rows);
  const provinces = rows.map(({ provinceCode }) => provinceCode);
  const names = await tx
    .select()
    .from(organisationAliases)
    .where(inArray(organisationAliases.provinceCode, [...new Set([...provinces, nation])]));
  return {
    people,
    grounds,
    aliases: new Map(names.map(({ folded, organisationId }) => [folded, organisationId])),
  };
}

async function peopleOf(
  tx: Db,
  seats: readonly Pick<SeatRow, "userId" | "agencyName">[],
): Promise<Person[]> {
  const ids = [...new Set(seats.map(({ userId }) => userId))];
  if (ids.length === 0) return [];
  const accounts = await findOfficials(tx, ids);
  const ties = await tx
    .select()
    .from(interestTies)
    .where(and(inArray(interestTies.userId, ids), isNull(interestTies.endedAt)));
  const homes = await tx.select().from(homeCommunes).where(inArray(homeCommunes.userId, ids));
  return ids.map((userId) => {
    const account = accounts.get(userId);
    const home = homes.find((one) => one.userId === userId);
    return {
      userId,
      name: account?.name ?? "",
      username: account?.username ?? "",
      agencies: [
        account?.agencyName ?? "",
        ...seats.filter((seat) => seat.userId === userId).map(({ agencyName }) => agencyName),
      ].filter((name) => name !== ""),
      homes: [account?.placePath ?? "", home?.unitPath ?? ""],
      ties: ties.filter((tie) => tie.userId === userId),
    };
  });
}

async function groundsOf(
  tx: Db,
  rows: readonly FactsGround[],
): Promise<ReadonlyMap<string, Ground>> {
  const dossierIds = rows.map(({ id }) => id);
  const producerIds = [...new Set(rows.map(({ producerId }) => producerId))];
  if (producerIds.length === 0) return new Map();
  const producers = await findProducerPeople(tx, producerIds);
  const holders = await holdersOf(tx, producerIds);
  const worked = await tx
    .select()
    .from(consultancies)
    .where(inArray(consultancies.producerId, producerIds));
  const contracted = await foundConsultancies(tx, producerIds);
  const hands = await handsOf(tx, dossierIds);
  const advisers = await advisersOf(tx, dossierIds);
  return new Map(
    rows.map((row) => {
      const producer = producers.get(row.producerId);
      return [
        row.id,
        {
          producerId: row.producerId,
          producerName: producer?.name ?? row.producerName,
          unitPath: producer?.unitPath ?? row.unitPath,
          holders: new Set(holders.get(row.producerId)),
          representatives: producer?.representatives ?? [],
          phones: producer?.phones ?? [],
          consultants: [...worked, ...contracted]
            .filter(({ producerId }) => producerId === row.producerId)
            .map(({ organisation }) => organisation),
          hands: hands.get(row.id) ?? new Set(),
          advisers: advisers.get(row.id) ?? new Set(),
        },
      ];
    }),
  );
}

/** Consultants of each dossier; somebody whose assignment was taken back before any work is none. */
async function advisersOf(
  tx: Db,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, Set<string>>> {
  const rows = await tx
    .select({ dossierId: consultAssignments.dossierId, userId: consultAssignments.userId })
    .from(consultAssignments)
    .where(
      and(
        inArray(consultAssignments.dossierId, [...dossierIds]),
        or(isNull(consultAssignments.withdrawnAt), isNotNull(consultAssignments.submittedAt)),
      ),
    );
  const found = Map.groupBy(rows, ({ dossierId }) => dossierId);
  return new Map([...found].map(([id, of]) => [id, new Set(of.map(({ userId }) => userId))]));
}
