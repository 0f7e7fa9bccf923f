import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { roundsOf } from "#modules/dossiers/clocks.ts";
import { articleOf } from "#modules/dossiers/legal.ts";
import { board } from "#modules/dossiers/service/boards.server.ts";
import { listRounds } from "#modules/dossiers/service/province.server.ts";
import { periodOf, regimeInForce } from "#modules/rulebooks/procedure.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";

/** A round with what is in it. `id` null: of the decision, nobody has asked for it yet. */
export type RoundLine = {
  readonly id: string | null;
  readonly code: string;
  readonly year: number;
  readonly requestedBefore: string;
  readonly heldBefore: string;
  readonly basis: string | null;
  readonly standing: "open" | "closed" | "over";
  readonly dossiers: readonly {
    id: string;
    productName: string;
    producerName: string;
    state: string;
  }[];
};

/** The province's rounds of a year: those that the decision sets and the extra ones; and its rule. */
export async function roundsPage(
  db: Db,
  actor: UserActor,
  { provinceCode, year }: { provinceCode: string; year: number | null },
) {
  const on = await today(db);
  const wanted = year ?? Number(on.slice(0, 4));
  const procedures = loadProcedures();
  const regime = regimeInForce(procedures, on) ?? "";
  const decision = procedures.regimes[regime]?.decision ?? "";
  const stage = (periodOf(procedures, regime, on)?.stages ?? []).find(
    ({ level, kind }) => level === "province" && kind === "council",
  );
  const stored = await listRounds(db, actor, { provinceCode, year: wanted });
  const known = new Set(stored.map(({ code }) => code));
  const lawful = (stage ? roundsOf(stage, wanted) : []).filter(({ id }) => !known.has(id));
  const all = [
    ...lawful.map((round) => ({ ...round, id: null, code: round.id, basis: null })),
    ...stored,
  ].toSorted((a, b) => a.requestedBefore.localeCompare(b.requestedBefore));
  const lines: RoundLine[] = [];
  for (const { id, code, requestedBefore, heldBefore, basis } of all) {
    const inside = id === null ? [] : await board(db, actor, { roundId: id });
    lines.push({
      id,
      code,
      year: wanted,
      requestedBefore,
      heldBefore,
      basis,
      standing: on < requestedBefore ? "open" : on < heldBefore ? "closed" : "over",
      dossiers: inside.map(({ id: dossier, productName, producerName, state }) => ({
        id: dossier,
        productName,
        producerName,
        state,
      })),
    });
  }
  return {
    year: wanted,
    lines,
    regime,
    stage: stage?.id ?? "",
    article: articleOf(regime, decision, "rounds"),
  };
}
