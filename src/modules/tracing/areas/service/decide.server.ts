import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { ConflictKind } from "#modules/councils/model.ts";
import { conflictsWith } from "#modules/councils/service/conflicts-with.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { events } from "../events.server.ts";
import { EndArea, OnVersion, ReturnVersion } from "../inputs.ts";
import { accepted, ended, returned } from "../notices.ts";
import { growingAreas, growingAreaVersions } from "../schema.server.ts";
import { type VersionStep, versionSteps } from "../states.ts";
import {
  type AreaRow,
  auditFacts,
  takeVersion,
  tell,
  type VersionRow,
  wrongStep,
} from "./load.server.ts";
import { isOwnOf } from "./own.ts";

/**
 * Lets a version hold, in the place of the one before. Throws `conflict` for one that does not wait
 * any more, `forbidden` for an officer who is tied to the producer.
 */
export async function acceptVersion(db: Db, actor: UserActor, input: OnVersion): Promise<void> {
  const { versionId } = parseInput(OnVersion, input);
  await db.transaction(async (tx) => {
    const { area, version } = await takeVersion(tx, actor, "decide", versionId);
    if (version.state !== versionSteps.accept.from) throw wrongStep();
    await refuseTied(tx, actor, area);
    if (area.acceptedVersionId !== null)
      await tx
        .update(growingAreaVersions)
        .set({ state: versionSteps.replace.to })
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
    await refuseTied(tx, actor, area);
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
    const isOwn = isOwnOf(actor, area);
    if (!isOwn && reason === null)
      throw new AppError("invalid", { fields: { reason: "Hãy ghi lý do; chủ thể đọc được." } });
    await step(tx, actor, version, "end", reason ?? undefined);
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
  name: VersionStep,
  reason?: string,
): Promise<void> {
  const { from, to } = versionSteps[name];
  if (version.state !== from) throw wrongStep();
  await tx
    .update(growingAreaVersions)
    .set({
      state: to,
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

/** What an officer's own work and home bring about: no reason to leave a field alone. */
const noTies: readonly ConflictKind[] = ["homeCommune", "preparedDossier", "consultedDossier"];

/** How the actor is tied to the growing area's producer, in words; null when in no way. */
export async function tieTo(db: Db, actor: UserActor, area: AreaRow): Promise<string | null> {
  const { id, producerId, unitPath, provinceCode } = area;
  const producerName = (await nameProducers(db, [producerId])).get(producerId)?.name ?? "";
  const ground = { id, producerId, producerName, unitPath, provinceCode };
  const found = await conflictsWith(db, [ground], [actor.userId], noTies);
  return found.get(id)?.get(actor.userId) ?? null;
}

async function refuseTied(tx: Db, actor: UserActor, area: AreaRow): Promise<void> {
  const tie = await tieTo(tx, actor, area);
  if (tie !== null)
    throw new AppError("forbidden", {
      denied: "growingArea.tied",
      vi: `Bạn có quan hệ lợi ích với chủ thể này (${tie}). Cán bộ khác của văn phòng duyệt vùng này.`,
    });
}
