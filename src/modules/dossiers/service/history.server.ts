import type { UserActor } from "#core/access/actor.ts";
import { type Role, roleTable } from "#core/access/roles.ts";
import type { Db } from "#core/database/connection.ts";
import { findOfficials, type Official } from "#modules/people/service/officials.server.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { isProducers } from "../access.ts";
import { dossierStates } from "../model.ts";
import { rolesOf, stageOf, transitionOf } from "../states.ts";
import type { DossierView } from "./describe.server.ts";

/** One step of a dossier's way, and who took it. */
export type HistoryStep = {
  readonly seq: number;
  /** What was done: "Trả lại để bổ sung". */
  readonly title: string;
  /** Where the dossier stood after it. */
  readonly state: string;
  readonly at: Date;
  readonly reason: string | null;
  /** Null where the reader is the producer and an official acted: the office answers for it. */
  readonly name: string | null;
  readonly role: string | null;
  readonly agency: string | null;
};

const producers: readonly Role[] = ["producerOwner", "producerStaff"];

/**
 * The way of a dossier that the caller may show, the first step first, with the name, role and
 * agency of who took each. Roles are those that the account holds now and that the step needs.
 */
export async function listHistory(
  db: Db,
  actor: UserActor,
  { dossier, path, events }: Pick<DossierView, "dossier" | "path" | "events">,
): Promise<HistoryStep[]> {
  const people = await findOfficials(
    db,
    events.map(({ actorId }) => actorId),
  );
  const places = await unitNames(db, [...people.values()]);
  const asProducer = isProducers(actor, dossier);
  return events.map(({ seq, action, fromStage, toState, reason, at, actorId }) => {
    const person = people.get(actorId);
    const grant = person && grantFor(person, action, stageOf(path, fromStage), dossier.unitPath);
    const byProducer = grant !== undefined && producers.includes(grant.role);
    return {
      seq,
      title: action === "open" ? "Mở hồ sơ" : transitionOf(action).vi,
      state: dossierStates[toState],
      at,
      reason,
      name: asProducer && !byProducer ? null : (person?.name ?? null),
      role: grant ? roleTable[grant.role].vi : null,
      agency: byProducer
        ? dossier.producerName
        : (person?.agencyName ?? (grant && places.get(grant.placePath)) ?? null),
    };
  });
}

type OfficialGrant = Official["roles"][number];

/** The role that let a person take a step: one that the step is for, over the dossier's place. */
function grantFor(
  person: Official,
  action: DossierView["events"][number]["action"],
  stage: Stage | undefined,
  unitPath: string,
): OfficialGrant | undefined {
  const wanted =
    action === "open"
      ? [...producers, "communeOfficer", "provinceOfficer"]
      : transitionOf(action).by.flatMap((party) => rolesOf(party, stage, { isRecorded: true }));
  const fitting = person.roles.filter(({ role }) => wanted.includes(role));
  const isOver = ({ placePath }: OfficialGrant) =>
    placePath === "" || unitPath === placePath || unitPath.startsWith(`${placePath}/`);
  return fitting.find(isOver) ?? fitting[0];
}

/** Full names of the units that the people's roles are held over, by path in today's tree. */
async function unitNames(
  db: Db,
  people: readonly Official[],
): Promise<ReadonlyMap<string, string>> {
  const paths = new Set(people.flatMap(({ roles }) => roles.map(({ placePath }) => placePath)));
  paths.delete("");
  const refOf = (path: string): UnitRef => ({
    version: currentVersion,
    code: path.split("/").at(-1) ?? "",
  });
  const units = await findUnits(db, [...paths].map(refOf));
  return new Map(
    [...paths].flatMap((path): [string, string][] => {
      const unit = units.get(keyOfRef(refOf(path)));
      return unit ? [[path, unit.fullName]] : [];
    }),
  );
}
