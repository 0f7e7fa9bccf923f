import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { can } from "../../access.ts";
import { openRounds } from "../../results/rounds.server.ts";
import { boardOf } from "../../service/board.server.ts";
import { resultsOf } from "../../service/current-result.server.ts";
import {
  authorise,
  itemSubjectOf,
  loadItem,
  loadSession,
  rulesOf,
  subjectOf,
} from "../../service/load.server.ts";

/** What the hall's screen shows: the product that the hall is at, who has signed, later the result. */
export async function screenPage(db: Db, actor: UserActor, sessionId: string) {
  const loaded = await loadSession(db, sessionId);
  authorise(actor, "see", subjectOf(loaded));
  const { currentItemId } = loaded.session;
  return {
    board: await boardOf(db, loaded),
    council: loaded.council.name,
    shown: currentItemId === null ? null : await shownFigures(db, actor, currentItemId),
  };
}

/** The figures of a revealed or closed product, for those who may see them. */
async function shownFigures(db: Db, actor: UserActor, itemId: string) {
  const loaded = await loadItem(db, itemId);
  const { item, session } = loaded;
  const subject = itemSubjectOf(loaded);
  const isClosed = item.state === "concluded" || item.state === "rejected";
  const mayLook = can(actor, "seeItem", subject) || (isClosed && can(actor, "seeResult", subject));
  if (!mayLook || (item.state !== "revealed" && !isClosed)) return null;
  if (isClosed) {
    const result = (await resultsOf(db, [itemId])).at(-1);
    return (
      result && {
        kind: "closed" as const,
        mean: result.outcome.mean,
        median: null,
        stars: result.stars,
        bandStars: result.outcome.bandStars,
        rejected: result.rejected,
        spread: result.outcome.spread,
        needsRescore: false,
      }
    );
  }
  const { compiled } = await setOf(db, await findDossier(db, item.dossierId));
  const { rules } = await rulesOf(db, session);
  const round = (await openRounds(db, loaded, compiled, rules)).at(-1);
  return (
    round && {
      kind: "revealed" as const,
      mean: round.outcome.mean,
      median: round.reveal?.median ?? null,
      stars: round.outcome.stars,
      bandStars: round.outcome.bandStars,
      rejected: false,
      spread: round.outcome.spread,
      needsRescore: round.outcome.needsRescore,
    }
  );
}
