import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { stageOf } from "#modules/dossiers/states.ts";
import { procedureOf } from "#modules/dossiers/service/load.server.ts";
import { today } from "#core/calendar/today.ts";
import { describeItem, type ItemView } from "../../results/view.server.ts";
import { boardOf } from "../../service/board.server.ts";
import { can } from "../../access.ts";
import { itemSubjectOf, loadSession } from "../../service/load.server.ts";

/** What a product's page shows: progress, revealed rounds, the result, and what may be done. */
export async function itemPage(
  db: Db,
  actor: UserActor,
  address: { sessionId: string; itemId: string },
) {
  const view = await describeItem(db, actor, address);
  const { loaded, dossier, compiled, rules } = view;
  const { session, item } = loaded;
  const on = await today(db);
  const { path } = procedureOf(dossier, on);
  const stage = stageOf(path, dossier.stage);
  const toCentre = path.find(({ id }) => id === stage?.forwardsTo)?.level === "central";
  return {
    board: await boardOf(db, await loadSession(db, session.id)),
    session: { id: session.id, title: session.title, mode: session.mode, state: session.state },
    item: {
      id: item.id,
      seq: item.seq,
      state: item.state,
      round: item.roundNo,
      version: item.version,
      samplesAt: item.samplesAt,
      presentation: item.presentation,
      discussion: item.discussion,
      ruling: item.doubt?.ruling ?? null,
      verdict:
        item.verdictAt === null
          ? null
          : { rejected: item.rejected === true, ground: item.rejectGround, stopAt: item.stopAt },
    },
    product: {
      id: dossier.id,
      name: dossier.productName,
      producer: dossier.producerName,
      set: `${dossier.setCode}. ${view.setTitle}`,
      isDemo: dossier.isDemo,
    },
    doubts: view.doubts,
    names: Object.fromEntries(view.names),
    quorum: view.quorum,
    awaited: view.awaited,
    rounds: view.rounds,
    /** Where stars begin, in points, the lowest level first. */
    levels: compiled.levels,
    criteria: Object.fromEntries(
      compiled.leaves.map(({ code, title, options }) => [
        code,
        { title, points: options.map(({ points }) => points) },
      ]),
    ),
    stops: [...compiled.spans.keys()],
    results: view.results.map(presentResult),
    reopenings: view.reopenings.map((one) => ({
      id: one.id,
      resultId: one.resultId,
      reason: one.reason,
      by: view.names.get(one.askedBy) ?? "",
      mine: one.askedBy === actor.userId,
      agreed: one.agreed,
      answer: one.answer,
    })),
    advice: view.advice && {
      reachable: view.advice.reachable,
      stars: view.advice.stars,
      total: view.advice.total,
      changes: view.advice.changes,
    },
    followUps: view.followUps.filter((act) => act !== "forwardUp" || !toCentre),
    /** Goes up with the package of papers that the centre asks for, which has its own page. */
    goesToCentre: toCentre && view.followUps.includes("forwardUp"),
    recognises: stage?.recognises ?? [],
    rescoring: rescoringOf(view),
    spreadLimit: rules.spread.limit,
    gateRule: rules.gateRule,
    may: {
      ...view.may,
      /** Sheets in one file, for the office too once the session has closed. */
      printSheets:
        view.may.seeSheets ||
        (session.state === "closed" &&
          view.results.some(({ outcome }) => outcome.counted > 0) &&
          can(actor, "printSheets", itemSubjectOf(loaded))),
    },
  };
}

function presentResult(result: ItemView["results"][number]) {
  const { id, version, outcome, stars, rejected, digest, closedAt, basis } = result;
  return {
    id,
    version,
    stars,
    rejected,
    digest,
    closedAt,
    round: basis.round,
    mean: outcome.mean,
    bandStars: outcome.bandStars,
    counted: outcome.counted,
    members: basis.case.members,
    spread: outcome.spread,
    unmet: outcome.unmet,
  };
}

/** How many more rounds the rules allow, and whether the last one asks for another. */
function rescoringOf({ rounds, rules, loaded }: ItemView): { asked: boolean; left: number } {
  const since = rounds.findLastIndex(({ kind }) => kind !== "rescore");
  const done = rounds.length - 1 - since;
  const last = rounds.at(-1);
  const isLast = last?.round === loaded.item.roundNo && loaded.item.state === "revealed";
  return {
    asked: isLast && last.outcome.needsRescore && loaded.session.mode === "meeting",
    left: Math.max(0, rules.rescoreRounds - done),
  };
}

export type ItemData = Awaited<ReturnType<typeof itemPage>>;
