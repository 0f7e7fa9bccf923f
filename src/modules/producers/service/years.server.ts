import { and, eq, sql } from "drizzle-orm";
import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { events } from "../events.server.ts";
import type { FigureSource } from "../figures/model.ts";
import { SaveYear } from "../model.ts";
import { yearFaults } from "../rules.ts";
import { producerYears } from "../schema.server.ts";
import { authorisedProducer, factsOf } from "./producers.server.ts";

/**
 * Enters or corrects the figures of a year; `stale` when somebody else has in the meantime. Whoever
 * enters them for the producer says how they know: `invalid` without.
 */
export async function saveYear(
  db: Db,
  actor: UserActor,
  producerId: string,
  input: SaveYear,
): Promise<void> {
  const { version, ...wanted } = parseInput(SaveYear, input);
  await db.transaction(async (tx) => {
    const producer = await authorisedProducer(tx, actor, "update", producerId, { lock: true });
    const faults = yearFaults(wanted, await today(tx));
    const source: FigureSource | null = belongsTo(actor, producerId) ? "own" : wanted.source;
    if (source === null) faults["source"] = "Hãy chọn: ghi theo lời kể, hay theo sổ sách, giấy tờ.";
    if (wanted.cooperativeGrade !== null && producer.kind !== "cooperative")
      faults["cooperativeGrade"] = "Chỉ hợp tác xã được xếp loại hằng năm. Hãy bỏ chọn.";
    if (Object.keys(faults).length > 0) throw new AppError("invalid", { fields: faults });
    const isYear = and(
      eq(producerYears.producerId, producerId),
      eq(producerYears.year, wanted.year),
    );
    const [row] = await tx.select().from(producerYears).where(isYear);
    if ((row?.version ?? 0) !== version) throw new AppError("stale");
    const kept = { ...wanted, source, enteredBy: actor.userId };
    if (row)
      await tx
        .update(producerYears)
        .set({ ...kept, version: version + 1, updatedAt: sql`now()` })
        .where(isYear);
    else await tx.insert(producerYears).values({ ...kept, producerId });
    await appendAudit(tx, events.yearSaved, {
      ...factsOf(actor, producer),
      details: { year: wanted.year },
    });
  });
}
