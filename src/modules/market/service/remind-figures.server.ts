import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { heldProducers } from "#modules/people/service/holders.server.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { silentProducers, takeReminder } from "#modules/producers/service/figures.server.ts";
import { figureReminder } from "../figure-reminder.ts";
import { figuresDue } from "../notices.ts";

/**
 * In January, asks the producers that somebody works for and that have not told last year's revenue:
 * each step once, however often this runs and in however many processes. `on`: today unless said.
 * Tells how many were asked.
 */
export async function remindOfFigures(db: Db, on?: Day): Promise<number> {
  const wanted = figureReminder(on ?? (await today(db)));
  if (wanted === null) return 0;
  const { year, number } = wanted;
  let reminded = 0;
  for (const producer of await silentProducers(db, await heldProducers(db), year))
    reminded += await db.transaction(async (tx) => {
      // The row is the proof that it was said; a second process finds it and says nothing.
      if (!(await takeReminder(tx, producer, year, number))) return 0;
      const { id, provinceCode } = producer;
      await tellAbout(tx, [
        {
          provinceCode,
          aboutProducerId: id,
          kind: "market",
          to: { producerId: id },
          ...figuresDue(year, number > 1),
        },
      ]);
      return 1;
    });
  return reminded;
}
