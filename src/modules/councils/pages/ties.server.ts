import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { findCommunes } from "#modules/places/service/communes.server.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { listProducers } from "#modules/producers/service/producers.server.ts";
import { mayAnywhere } from "../access.ts";
import { listAliases } from "../conflicts/aliases.server.ts";
import { homeOf, readRegister } from "../conflicts/register.server.ts";
import { nation } from "../model.ts";

/** What was typed to find the people, producers and communes that the forms offer. */
export type TiesSearch = {
  readonly person: string;
  readonly producer: string;
  readonly commune: string;
};

/** Roles whose accounts sit in councils and teams, or work in offices that hand dossiers on. */
const judging = [
  "councilMember",
  "councilChair",
  "councilSecretary",
  "consultMember",
  "departmentOfficer",
  "provinceOfficer",
  "communeOfficer",
] as const;

/** What the register of ties shows: all of it to its keepers, to others only where they are at home. */
export async function tiesPage(db: Db, actor: UserActor, search: TiesSearch) {
  const communes = await findCommunes(db, search.commune);
  const own = await homeOf(db, actor.userId);
  const ownHome = own && ((await nameUnits(db, [own.unitPath])).get(own.unitPath) ?? null);
  if (!mayAnywhere(actor, "keepTies"))
    return { search, communes, userId: actor.userId, ownHome, register: null };
  const { provinceCode, ties, consultancies, homes } = await readRegister(db, actor);
  const people = await searchOfficials(db, {
    roles: judging,
    provinceCode: provinceCode === nation ? null : provinceCode,
    text: search.person,
  });
  const { producers } = await listProducers(db, actor, { text: search.producer });
  const units = await nameUnits(
    db,
    homes.map(({ unitPath }) => unitPath),
  );
  const aliases = await listAliases(db, provinceCode);
  const authors = await namesOfAccounts(
    db,
    ties.map(({ createdBy }) => createdBy),
  );
  return {
    search,
    communes,
    userId: actor.userId,
    ownHome,
    register: {
      people: people.map(({ id, name, agencyName }) => ({
        value: id,
        label: agencyName ? `${name} – ${agencyName}` : name,
      })),
      producers: producers.map(({ id, name, unitName }) => ({
        value: id,
        label: `${name} – ${unitName}`,
      })),
      ties: ties.map((tie) => ({
        id: tie.id,
        personName: tie.personName,
        kind: tie.kind,
        producerName: tie.producerName,
        organisation: tie.organisation,
        detail: tie.detail,
        since: tie.since,
        until: tie.until,
        author: authors.get(tie.createdBy) ?? "",
      })),
      consultancies: consultancies.map((one) => ({
        id: one.id,
        organisation: one.organisation,
        producerName: one.producerName,
        subject: one.subject,
        since: one.since,
        until: one.until,
        amount: one.amount,
      })),
      aliases: aliases.map((names) => names.map(({ folded, name }) => ({ folded, name }))),
      homes: homes.map(({ userId, personName, unitPath }) => ({
        userId,
        personName,
        unitName: units.get(unitPath) ?? unitPath,
      })),
    },
  };
}

async function nameUnits(db: Db, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const refOf = (path: string) => ({
    version: currentVersion as PlaceVersion,
    code: path.split("/").at(-1) ?? "",
  });
  const units = await findUnits(db, paths.map(refOf));
  return new Map(
    paths.flatMap((path) => {
      const unit = units.get(keyOfRef(refOf(path)));
      return unit ? [[path, unit.fullName] as const] : [];
    }),
  );
}
