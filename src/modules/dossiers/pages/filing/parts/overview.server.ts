import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { highestStars, shownStars } from "../../../filing/criteria.ts";
import { stepsOf } from "../../../filing/steps.ts";
import { isOpenToWriting } from "../../../filing/words.ts";
import { terminalStates } from "../../../states.ts";
import { type BoardItem, listDossiers } from "../../../service/boards.server.ts";
import { describeWriting } from "../../../service/writing.server.ts";

/** How far the writing of a dossier has come. */
export type Writing = {
  readonly total: number;
  readonly stars: number;
  readonly highest: number;
  readonly done: number;
  readonly all: number;
  /** What a filing still needs, the first few lines. */
  readonly missing: readonly string[];
};

export type OverviewItem = BoardItem & {
  readonly writing: Writing | null;
  readonly severalProducers: boolean;
};

const shownMissing = 3;

/** The dossiers of the producers that the account works for: those under way, and those that have ended. */
export async function overviewOf(
  db: Db,
  actor: UserActor,
): Promise<{
  producers: readonly { id: string; name: string }[];
  open: readonly OverviewItem[];
  ended: readonly BoardItem[];
}> {
  const producers = await listOwnProducers(db, actor);
  const on = await today(db);
  const open: OverviewItem[] = [];
  const ended: BoardItem[] = [];
  for (const { id } of producers)
    for (const item of await listDossiers(db, actor, { producerId: id }))
      if ((terminalStates as readonly string[]).includes(item.state)) ended.push(item);
      else
        open.push({
          ...item,
          writing: isOpenToWriting(item.state)
            ? await writingOf(db, actor, { id: item.id, on })
            : null,
          severalProducers: producers.length > 1,
        });
  const urgency = (item: BoardItem) =>
    item.state === "returned" ? 0 : item.state === "draft" ? 1 : 2;
  return {
    producers: producers.map(({ id, name }) => ({ id, name })),
    open: open.sort((a, b) => urgency(a) - urgency(b)),
    ended,
  };
}

async function writingOf(
  db: Db,
  actor: UserActor,
  { id, on }: { id: string; on: Day },
): Promise<Writing> {
  const view = await describeWriting(db, actor, { id, on });
  const steps = stepsOf({ ...view, dossierId: id });
  return {
    total: view.score.total,
    stars: shownStars(view.score),
    highest: highestStars(view.set),
    done: steps.filter(({ isDone }) => isDone).length,
    all: steps.length,
    missing: view.completeness
      .filter(({ ok, severity }) => !ok && severity === "must")
      .slice(0, shownMissing)
      .map(({ label }) => label),
  };
}
