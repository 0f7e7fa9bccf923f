import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { roundsOfStage } from "#modules/dossiers/service/council.server.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { currentVersion, type PlaceVersion } from "#modules/places/model.ts";
import { councilLevels } from "../model.ts";
import { loadOf, listWaiting } from "../service/agenda.server.ts";
import { authorisedCouncil, councilStages } from "../service/councils.server.ts";
import type { CouncilRow } from "../service/load.server.ts";
import { listSessions } from "../service/sessions.server.ts";
import { headOf } from "./council.server.ts";

/** What the form that plans a session offers. */
export async function planPage(db: Db, actor: UserActor, id: string) {
  const { council, members } = await authorisedCouncil(db, actor, "plan", id);
  return {
    head: await headOf(db, council),
    members: members.length,
    stages: councilStages(council.regime, council.level).map((value) => ({
      value,
      label: `Hội đồng ${councilLevels[council.level].toLowerCase()}`,
    })),
    rounds: await roundsOf(db, council),
  };
}

async function roundsOf(db: Db, council: CouncilRow) {
  const rounds = [];
  for (const stage of councilStages(council.regime, council.level))
    rounds.push(
      ...(await roundsOfStage(db, {
        provinceCode: council.unitPath === "" ? null : council.provinceCode,
        regime: council.regime,
        stage,
      })),
    );
  return rounds
    .map(({ id, code, year, heldBefore }) => ({ id, code, year, heldBefore }))
    .toSorted((a, b) => b.heldBefore.localeCompare(a.heldBefore));
}

/** What the filter of the assignment says. */
export type AssignFilter = {
  readonly set: string;
  /** Path of a commune. */
  readonly unit: string;
  readonly round: string;
};

/** What the page that puts products before sessions shows. */
export async function assignPage(db: Db, actor: UserActor, id: string, filter: AssignFilter) {
  const { council } = await authorisedCouncil(db, actor, "plan", id);
  const all = await listWaiting(db, council);
  const found = all.filter(
    (row) =>
      (filter.set === "" || row.setCode === filter.set) &&
      (filter.unit === "" || row.unitPath === filter.unit) &&
      (filter.round === "" || row.roundId === filter.round),
  );
  const sessions = (
    await listSessions(db, actor, { councilId: id, states: ["open", "planned"] })
  ).map(({ id: sessionId, title, startsAt, roundId, mode, state }) => ({
    id: sessionId,
    title,
    startsAt,
    roundId,
    mode,
    state,
  }));
  const loads = await loadOf(
    db,
    sessions.map((one) => one.id),
  );
  const names = await unitNames(
    db,
    all.map(({ unitPath }) => unitPath),
  );
  return {
    head: await headOf(db, council),
    filter,
    total: all.length,
    sets: [...new Set(all.map(({ setCode }) => setCode))].toSorted(),
    units: [...names].map(([value, label]) => ({ value, label })),
    rounds: await roundsOf(db, council),
    sessions: sessions.map((one) => ({ ...one, load: loads.get(one.id) ?? 0 })),
    lines: found.slice(0, 500).map((row) => ({
      id: row.id,
      productName: row.productName,
      producerName: row.producerName,
      setCode: row.setCode,
      unitName: names.get(row.unitPath) ?? row.unitPath,
      roundId: row.roundId,
      selfTotal: row.selfTotal,
      isDemo: row.isDemo,
    })),
  };
}

async function unitNames(db: Db, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(paths)];
  const refOf = (path: string) => ({
    version: currentVersion as PlaceVersion,
    code: path.split("/").at(-1) ?? "",
  });
  const units = await findUnits(db, wanted.map(refOf));
  return new Map(
    wanted
      .map((path): [string, string] => [path, units.get(keyOfRef(refOf(path)))?.fullName ?? path])
      .toSorted(([, a], [, b]) => a.localeCompare(b, "vi")),
  );
}
