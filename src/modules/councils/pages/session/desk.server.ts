import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { can } from "../../access.ts";
import { quorumOf } from "../../results/quorum.ts";
import { rollOf } from "../../results/roll.server.ts";
import { describeSeverity } from "../../results/rounds.server.ts";
import { boardOf } from "../../service/board.server.ts";
import { resultsOf } from "../../service/current-result.server.ts";
import {
  authorise,
  type LoadedSession,
  loadSession,
  rulesOf,
  subjectOf,
} from "../../service/load.server.ts";
import { writtenStanding } from "../../written/convert.server.ts";

/** What the secretary's desk shows, and what may be done from it. */
export async function deskPage(db: Db, actor: UserActor, sessionId: string) {
  const loaded = await loadSession(db, sessionId);
  const subject = subjectOf(loaded);
  authorise(actor, "see", subject);
  const { session, council, isOver } = loaded;
  const board = await boardOf(db, loaded);
  const run = can(actor, "run", subject);
  const { rules } = await rulesOf(db, session);
  const own = loaded.seats.find(({ userId }) => userId === actor.userId);
  return {
    board,
    session: {
      id: session.id,
      startsAt: session.startsAt,
      place: session.place,
      dueAt: session.dueAt,
      isOver,
      isDemo: session.isDemo,
    },
    council: { id: council.id, name: council.name },
    // Nobody in conflict in general: who stands out is counted for each product.
    quorum: quorumOf(rules, rollOf({ ...loaded, recused: new Set() }, new Set())),
    results: await shownResults(db, actor, loaded, board.items),
    severity: can(actor, "seeItem", subject) ? await describeSeverity(db, actor, sessionId) : [],
    written:
      session.mode === "written" && can(actor, "seeItem", subject)
        ? await presentWritten(db, actor, loaded, board.items)
        : null,
    may: {
      run,
      score: own?.scores === true && can(actor, "score", subject),
      ask:
        session.mode === "written" &&
        session.state === "open" &&
        own?.scores === true &&
        own.asksMeetingAt === null,
    },
  };
}

/** Closed results by product, for those who may see them: not of a product that one is in conflict with. */
async function shownResults(
  db: Db,
  actor: UserActor,
  loaded: LoadedSession,
  items: Awaited<ReturnType<typeof boardOf>>["items"],
): Promise<Record<string, { mean: string | null; stars: number; rejected: boolean }>> {
  const open = items.filter(({ recused }) => {
    const subject = { ...subjectOf(loaded), conflicted: recused };
    return can(actor, "seeItem", subject) || can(actor, "seeResult", subject);
  });
  const closed = open.filter(({ state }) => state === "concluded" || state === "rejected");
  const rows = await resultsOf(
    db,
    closed.map(({ id }) => id),
  );
  return Object.fromEntries(
    rows.map(({ itemId, outcome, stars, rejected }) => [
      itemId,
      { mean: outcome.mean, stars, rejected },
    ]),
  );
}

/** How the opinions stand, for the council alone; nothing of a product that one is in conflict with. */
async function presentWritten(
  db: Db,
  actor: UserActor,
  loaded: LoadedSession,
  onAgenda: Awaited<ReturnType<typeof boardOf>>["items"],
) {
  const { asked, items, mustMeet } = await writtenStanding(db, loaded);
  const closed = new Set(
    onAgenda.filter(({ recused }) => recused.includes(actor.userId)).map(({ id }) => id),
  );
  const names = await namesOfAccounts(
    db,
    asked.map(({ userId }) => userId),
  );
  return {
    mustMeet,
    asked: asked.map(({ userId, reason }) => ({ name: names.get(userId) ?? "", reason })),
    items: Object.fromEntries([...items].filter(([id]) => !closed.has(id))),
  };
}

export type DeskData = Awaited<ReturnType<typeof deskPage>>;
