import { eq } from "drizzle-orm";
import { belongsTo, type UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { replaceHolding, takeStep } from "#core/proposals.server.ts";
import { afterStep } from "#core/proposals.ts";
import { refuseTied } from "#modules/councils/service/producer-ties.server.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { syncChannels } from "../channels/sync.server.ts";
import { events } from "../events.server.ts";
import { accepted, returned, takenDown, withdrawn, type Words } from "../notices.ts";
import { OnVersion, ReturnVersion, WithdrawProfile } from "../profile-inputs.ts";
import { profiles, versions } from "../schema.server.ts";
import {
  auditFacts,
  type ProfileRow,
  takeVersion,
  type VersionRow,
  wrongStep,
} from "./load.server.ts";

const judged = { denied: "profile.tied", what: "nội dung này" } as const;

/**
 * Puts a version in public, in the place of the one that stood there. Throws `conflict` for one
 * that does not wait any more: what an officer read is what is accepted; `forbidden` for an officer
 * who is tied to the producer.
 */
export async function acceptVersion(db: Db, actor: UserActor, input: OnVersion): Promise<void> {
  const { versionId } = parseInput(OnVersion, input);
  await db.transaction(async (tx) => {
    const { profile, version } = await takeVersion(tx, actor, "decide", versionId);
    if (afterStep("accept", version.state) === null) throw wrongStep();
    await refuseTied(tx, actor, profile, judged);
    await replaceHolding(tx, versions, profile.acceptedVersionId);
    await takeStep(tx, versions, version, { step: "accept", by: actor.userId });
    await stand(tx, profile, version);
    await tell(tx, profile, (of) => ({ toProducer: accepted(of) }));
    await appendAudit(tx, events.accepted, {
      ...auditFacts(actor, profile),
      details: { version: version.seq },
    });
  });
}

/** Gives a version back to be mended; what stands in public stays. Throws `conflict` as above. */
export async function returnVersion(db: Db, actor: UserActor, input: ReturnVersion): Promise<void> {
  const { versionId, reason } = parseInput(ReturnVersion, input);
  await db.transaction(async (tx) => {
    const { profile, version } = await takeVersion(tx, actor, "decide", versionId);
    await refuseTied(tx, actor, profile, judged);
    await takeStep(tx, versions, version, { step: "return", by: actor.userId, reason });
    await tell(tx, profile, (of) => ({ toProducer: returned({ ...of, reason }) }));
    await appendAudit(tx, events.returned, {
      ...auditFacts(actor, profile),
      details: { version: version.seq },
    });
  });
}

/**
 * Takes down what stands in public, from the next request on: the producer whenever it likes, the
 * office with a reason. Throws `conflict` for a version that does not stand there.
 */
export async function withdrawProfile(
  db: Db,
  actor: UserActor,
  input: WithdrawProfile,
): Promise<void> {
  const { versionId, reason } = parseInput(WithdrawProfile, input);
  await db.transaction(async (tx) => {
    const { profile, version } = await takeVersion(tx, actor, "withdraw", versionId);
    const isOwn = belongsTo(actor, profile.producerId);
    if (!isOwn && reason === null)
      throw new AppError("invalid", { fields: { reason: "Hãy ghi lý do; chủ thể đọc được." } });
    await takeStep(tx, versions, version, { step: "withdraw", by: actor.userId, reason });
    await stand(tx, profile, null);
    await tell(tx, profile, (of) =>
      isOwn
        ? { toOffice: takenDown(of) }
        : { toProducer: withdrawn({ ...of, reason: reason ?? "" }) },
    );
    await appendAudit(tx, events.withdrawn, {
      ...auditFacts(actor, profile),
      details: { version: version.seq, by: isOwn ? "producer" : "office" },
    });
  });
}

/** Puts a version in public, or nothing; its sales links follow. */
async function stand(tx: Db, profile: ProfileRow, version: VersionRow | null): Promise<void> {
  await tx
    .update(profiles)
    .set({ acceptedVersionId: version?.id ?? null })
    .where(eq(profiles.id, profile.id));
  await syncChannels(tx, profile, version?.content ?? null);
}

async function tell(
  tx: Db,
  profile: ProfileRow,
  say: (of: { name: string; producerName: string }) => {
    toProducer?: Words;
    toOffice?: Words;
  },
): Promise<void> {
  const { producerId, productId, provinceCode } = profile;
  const producerName = (await nameProducers(tx, [producerId])).get(producerId)?.name ?? "";
  const product = productId && (await nameProducts(tx, [productId])).get(productId);
  const name = product ? product.name : producerName;
  const { toProducer, toOffice } = say({ name, producerName });
  const about = { provinceCode, aboutProducerId: producerId, kind: "profile" } as const;
  await tellAbout(tx, [
    ...(toProducer ? [{ ...about, to: { producerId }, ...toProducer }] : []),
    ...(toOffice ? [{ ...about, to: { officePath: provinceCode }, ...toOffice }] : []),
  ]);
}
