import { hasRole, type UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { defineDuties, type Duty, eachOf, waiting } from "#core/duties/duty.ts";
import { figurePaths } from "./figures/paths.ts";
import { producerPaths } from "./paths.ts";
import { silentProducers } from "./service/figures.server.ts";
import { listPapers } from "./service/papers.server.ts";
import { listOwnProducers } from "./service/producers.server.ts";

defineDuties(async (db, actor) => {
  if (!hasRole(actor, "producerOwner", "producerStaff")) return [];
  const own = await listOwnProducers(db, actor);
  return [
    ...(await figureDuties(
      db,
      own.map(({ id }) => id),
    )),
    ...(await paperDuties(db, actor, own)),
  ];
});

/** Last year's figures, which are told in January. */
async function figureDuties(db: Db, ids: readonly string[]): Promise<Duty[]> {
  const year = Number((await today(db)).slice(0, 4)) - 1;
  return eachOf(
    (await silentProducers(db, ids, year)).map(({ id, name }) => ({
      text: `Số liệu năm ${year} của ${name} chưa nhập.`,
      href: figurePaths.year(id, year),
      isUrgent: false,
    })),
    `cơ sở khác chưa nhập số liệu năm ${year}.`,
    figurePaths.own,
  );
}

/** Papers that end soon or have ended count as no evidence when a dossier is filed. */
async function paperDuties(
  db: Db,
  actor: UserActor,
  own: readonly { readonly id: string }[],
): Promise<Duty[]> {
  const duties: Duty[] = [];
  for (const { id } of own) {
    const papers = await listPapers(db, actor, id);
    const ending = papers.filter(({ state }) => state !== "valid").length;
    const says = "giấy tờ trong tủ đã hoặc sắp hết hạn: hãy thêm bản mới.";
    duties.push(...waiting(ending, says, producerPaths.papers(id)));
  }
  return duties;
}
