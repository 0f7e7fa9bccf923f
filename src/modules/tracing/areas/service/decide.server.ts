import { eq } from "drizzle-orm";
import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { auditFacts, wrongStep } from "#core/changing.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { replaceHolding, takeStep } from "#core/proposals.server.ts";
import { afterStep } from "#core/proposals.ts";
import { refuseTied } from "#modules/councils/service/producer-ties.server.ts";
import { events } from "../events.server.ts";
import { EndArea, OnVersion, ReturnVersion } from "../inputs.ts";
import { accepted, ended, returned } from "../notices.ts";
import { growingAreas, growingAreaVersions } from "../schema.server.ts";
import { type AreaRow, takeVersion, tell } from "./load.server.ts";

const judged = { denied: "growingArea.tied", what: "vùng này" } as const;

/**
 * Lets a version hold, in the place of the one before. Throws `conflict` for one that does not wait
 * any more, `forbidden` for an officer who is tied to the producer.
 */
export async function acceptVersion(db: Db, actor: UserActor, input: OnVersion): Promise<void> {
  const { versionId } = parseInput(OnVersion, input);
  await db.transaction(async (tx) => {
    const { area, version } = await takeVersion(tx, actor, "decide", versionId);
    if (afterStep("accept", version.state) === null) throw wrongStep();
    await refuseTied(tx, actor, area, judged);
    await replaceHolding(tx, growingAreaVersions, area.acceptedVersionId);
    await takeStep(tx, growingAreaVersions, version, { step: "accept", by: actor.userId });
    await hold(tx, area, version.id);
    await tell(tx, area, version.name, (of) => ({ toProducer: accepted(of) }));
    await appendAudit(tx, events.accepted, {
      ...auditFacts(actor, area),
      details: { version: version.seq },
    });
  });
}

/** Gives a version back to be mended; what holds goes on holding. Throws as `acceptVersion`. */
export async function returnVersion(db: Db, actor: UserActor, input: ReturnVersion): Promise<void> {
  const { versionId, reason } = parseInput(ReturnVersion, input);
  await db.transaction(async (tx) => {
    const { area, version } = await takeVersion(tx, actor, "decide", versionId);
    await refuseTied(tx, actor, area, judged);
    await takeStep(tx, growingAreaVersions, version, { step: "return", by: actor.userId, reason });
    await tell(tx, area, version.name, (of) => ({ toProducer: returned({ ...of, reason }) }));
    await appendAudit(tx, events.returned, {
      ...auditFacts(actor, area),
      details: { version: version.seq },
    });
  });
}

/**
 * Ends what holds: the producer whenever it likes, the office with a reason. Throws `conflict` for a
 * version that does not hold.
 */
export async function endArea(db: Db, actor: UserActor, input: EndArea): Promise<void> {
  const { versionId, reason } = parseInput(EndArea, input);
  await db.transaction(async (tx) => {
    const { area, version } = await takeVersion(tx, actor, "end", versionId);
    const isOwn = belongsTo(actor, area.producerId);
    if (!isOwn && reason === null)
      throw new AppError("invalid", { fields: { reason: "Hãy ghi lý do; chủ thể đọc được." } });
    await takeStep(tx, growingAreaVersions, version, {
      step: "withdraw",
      by: actor.userId,
      reason,
    });
    await hold(tx, area, null);
    if (!isOwn)
      await tell(tx, area, version.name, (of) => ({
        toProducer: ended({ ...of, reason: reason ?? "" }),
      }));
    await appendAudit(tx, events.ended, {
      ...auditFacts(actor, area),
      details: { version: version.seq, by: isOwn ? "producer" : "office" },
    });
  });
}

async function hold(tx: Db, { id }: AreaRow, versionId: string | null): Promise<void> {
  await tx
    .update(growingAreas)
    .set({ acceptedVersionId: versionId })
    .where(eq(growingAreas.id, id));
}
