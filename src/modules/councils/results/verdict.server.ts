import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { announce } from "#core/live/hub.ts";
import { requirePresiding } from "../conflicts/recusals.server.ts";
import { runEvents } from "../run-events.server.ts";
import { GiveVerdict } from "../run-inputs.ts";
import { sessionItems } from "../schema.server.ts";
import { can } from "../access.ts";
import { channelOf, itemSubjectOf } from "../service/load.server.ts";
import { itemFacts, takeItem } from "../service/steps.server.ts";
import { requireStop } from "../sheets/remarks.server.ts";
import { findRound } from "./roll.server.ts";

/**
 * Rules on what sheets of the revealed round propose: whether the dossier is rejected, with its
 * ground, and whether a stop note holds for every sheet. By a secretary, or whoever presides.
 */
export async function giveVerdict(db: Db, actor: UserActor, input: GiveVerdict): Promise<void> {
  const { rejected, ground, stopAt, ...on } = parseInput(GiveVerdict, input);
  if (rejected && ground === null)
    throw new AppError("invalid", { fields: { ground: "Hãy ghi căn cứ loại hồ sơ." } });
  await db.transaction(async (tx) => {
    const loaded = await takeItem(tx, actor, "seeItem", on);
    if (!can(actor, "run", itemSubjectOf(loaded))) requirePresiding(loaded, actor.userId);
    await requireStop(tx, on.itemId, stopAt);
    const { id, sessionId, roundNo, state } = loaded.item;
    const round = await findRound(tx, id, roundNo);
    if (state !== "revealed" || round.revealedAt === null)
      throw new AppError("conflict", {
        vi: "Chỉ kết luận về việc loại hoặc dừng chấm sau khi đã công bố phiếu.",
      });
    await tx
      .update(sessionItems)
      .set({
        rejected,
        rejectGround: rejected ? ground : null,
        stopAt,
        verdictBy: actor.userId,
        verdictAt: sql`now()`,
        version: sql`${sessionItems.version} + 1`,
      })
      .where(eq(sessionItems.id, id));
    await announce(tx, channelOf(sessionId));
    await appendAudit(tx, runEvents.verdict, {
      ...itemFacts(actor, loaded),
      details: { round: roundNo, rejected, stopAt },
    });
  });
}
