import { eq, sql } from "drizzle-orm";
import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { afterStep, proposalSteps, type ProposalStep } from "#core/proposals.ts";
import { refuseTied } from "#modules/councils/service/producer-ties.server.ts";
import { events } from "../events.server.ts";
import { EndArea, OnVersion, ReturnVersion } from "../inputs.ts";
import { accepted, ended, returned } from "../notices.ts";
import { growingAreas, growingAreaVersions } from "../schema.server.ts";
import {
  type AreaRow,
  auditFacts,
  takeVersion,
  tell,
  type VersionRow,
  wrongStep,
} from "./load.server.ts";

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
    if (area.acceptedVersionId !== null)
      await tx
        .update(growingAreaVersions)
        .set({ state: proposalSteps.replace.to })
        .where(eq(growingAreaVersions.id, area.acceptedVersionId));
    await step(tx, actor, version, "accept");
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
    await step(tx, actor, version, "return", reason);
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
    await step(tx, actor, version, "withdraw", reason ?? undefined);
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

async function step(
  tx: Db,
  actor: UserActor,
  version: VersionRow,
  name: ProposalStep,
  reason?: string,
): Promise<void> {
  const state = afterStep(name, version.state);
  if (state === null) throw wrongStep();
  await tx
    .update(growingAreaVersions)
    .set({
      state,
      decidedBy: actor.userId,
      decidedAt: sql`now()`,
      ...(reason === undefined ? {} : { reason }),
    })
    .where(eq(growingAreaVersions.id, version.id));
}

async function hold(tx: Db, { id }: AreaRow, versionId: string | null): Promise<void> {
  await tx
    .update(growingAreas)
    .set({ acceptedVersionId: versionId })
    .where(eq(growingAreas.id, id));
}
