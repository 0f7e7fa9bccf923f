import { eq } from "drizzle-orm";
import { isDeepStrictEqual } from "node:util";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { dropPending, takeStep } from "#core/proposals.server.ts";
import {
  authorisedProducer,
  type ProducerRow,
} from "#modules/producers/service/producers.server.ts";
import { authorisedProduct } from "#modules/products/service/products.server.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { events } from "../events.server.ts";
import type { ProfileContent } from "../model.ts";
import { proposed } from "../notices.ts";
import type { Position } from "#core/input/position.ts";
import {
  OnVersion,
  producerContent,
  productContent,
  ProposeProducer,
  ProposeProduct,
} from "../profile-inputs.ts";
import { profiles, versionPictures, versions } from "../schema.server.ts";
import {
  auditFacts,
  findProfile,
  picturesOf,
  type ProfileRow,
  refuseUnless,
  takeVersion,
  versionsOf,
} from "./load.server.ts";
import { picturesToOffer } from "./offered.server.ts";

type Chosen = { readonly digest: string; readonly alt: string; readonly altEn: string | null };

type Proposal = {
  readonly expectedSeq: number;
  readonly content: ProfileContent;
  readonly position: Position | null;
  readonly pictures: readonly Chosen[];
  readonly cover: string | null;
};

/** What a proposal is about. */
type Subject = {
  readonly producer: ProducerRow;
  readonly product: { readonly id: string; readonly name: string } | null;
};

/**
 * A producer's wish of how a product's page should look; the office is told. Takes the place of a
 * version that waits, and changes nothing in public. The same sent twice is one. Throws `stale`
 * when there is a newer version than the one shown.
 */
export async function proposeProduct(
  db: Db,
  actor: UserActor,
  input: ProposeProduct,
): Promise<{ profileId: string }> {
  const form = parseInput(ProposeProduct, input);
  return db.transaction(async (tx) => {
    const { product, producer } = await authorisedProduct(tx, actor, "see", form.productId);
    return propose(tx, actor, { producer, product }, { ...form, content: productContent(form) });
  });
}

/** As `proposeProduct`, of the producer's own page. What is not ticked is not even kept. */
export async function proposeProducer(
  db: Db,
  actor: UserActor,
  input: ProposeProducer,
): Promise<{ profileId: string }> {
  const form = parseInput(ProposeProducer, input);
  return db.transaction(async (tx) => {
    const producer = await authorisedProducer(tx, actor, "see", form.producerId);
    const content = producerContent(form);
    return propose(tx, actor, { producer, product: null }, { ...form, content });
  });
}

async function propose(
  tx: Db,
  actor: UserActor,
  { producer, product }: Subject,
  { expectedSeq, content, position, pictures, cover }: Proposal,
): Promise<{ profileId: string }> {
  const subject = { unitPath: producer.unitPath, producerId: producer.id };
  refuseUnless(actor, "profile", "propose", subject, { vi: "Không có chủ thể này." });
  const ordered = await orderedPictures(tx, { producer, product }, { pictures, cover });
  const profile = await takeProfile(tx, { producer, product });
  const [newest] = await versionsOf(tx, [profile.id]);
  const wanted = { content, position, pictures: ordered };
  if (newest?.state === "pending" && (await isSame(tx, newest, wanted)))
    return { profileId: profile.id };
  if ((newest?.seq ?? 0) !== expectedSeq) throw new AppError("stale");
  await dropPending(tx, versions, eq(versions.profileId, profile.id));
  const seq = expectedSeq + 1;
  const [row] = await tx
    .insert(versions)
    .values({
      profileId: profile.id,
      seq,
      content,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      proposedBy: actor.userId,
    })
    .returning({ id: versions.id });
  if (!row) throw new Error("the version was not stored");
  if (ordered.length > 0)
    await tx
      .insert(versionPictures)
      .values(ordered.map((one, at) => ({ ...one, versionId: row.id, position: at })));
  const name = product?.name ?? producer.name;
  await tellAbout(tx, [
    {
      provinceCode: profile.provinceCode,
      aboutProducerId: producer.id,
      kind: "profile",
      to: { officePath: profile.provinceCode },
      ...proposed({ name, producerName: producer.name }),
    },
  ]);
  await appendAudit(tx, events.proposed, {
    ...auditFacts(actor, profile),
    details: {
      version: seq,
      product: product?.id ?? null,
      pictures: ordered.length,
      position: position !== null,
    },
  });
  return { profileId: profile.id };
}

/** The pictures in the order wanted, the cover first; refuses one that is not the producer's. */
async function orderedPictures(
  tx: Db,
  { producer, product }: Subject,
  { pictures, cover }: Pick<Proposal, "pictures" | "cover">,
): Promise<Chosen[]> {
  const offered = await picturesToOffer(
    tx,
    product ? { productId: product.id } : { producerId: producer.id },
  );
  const known = new Set(offered.map(({ digest }) => digest));
  const once = new Map(pictures.map((one) => [one.digest, one]));
  if ([...once.keys()].some((digest) => !known.has(digest)))
    throw new AppError("invalid", {
      fields: { pictures: "Ảnh đã chọn không còn trong kho ảnh. Hãy tải lại trang." },
    });
  const isCover = ({ digest }: Chosen) => Number(digest === cover);
  return [...once.values()].toSorted((a, b) => isCover(b) - isCover(a));
}

/** The profile of the subject, locked; made with its first proposal. */
async function takeProfile(tx: Db, { producer, product }: Subject): Promise<ProfileRow> {
  const of = product ? { productId: product.id } : { producerId: producer.id };
  await tx
    .insert(profiles)
    .values({
      provinceCode: provinceOf(producer.unitPath),
      unitPath: producer.unitPath,
      kind: product ? "product" : "producer",
      producerId: producer.id,
      productId: product?.id ?? null,
      isDemo: producer.isDemo,
    })
    .onConflictDoNothing();
  const found = await findProfile(tx, of);
  if (!found) throw new Error("the profile was not stored");
  const [row] = await tx.select().from(profiles).where(eq(profiles.id, found.id)).for("update");
  return row ?? found;
}

async function isSame(
  tx: Db,
  version: typeof versions.$inferSelect,
  wanted: { content: ProfileContent; position: Position | null; pictures: readonly Chosen[] },
): Promise<boolean> {
  const kept = (await picturesOf(tx, [version.id])).get(version.id) ?? [];
  const { latitude, longitude } = version;
  const position = latitude === null || longitude === null ? null : { latitude, longitude };
  const pictures = kept.map(({ digest, alt, altEn }) => ({ digest, alt, altEn }));
  return isDeepStrictEqual(
    { content: version.content, position, pictures },
    { ...wanted, pictures: [...wanted.pictures] },
  );
}

/** Takes a proposal back that nobody has judged yet; `conflict` once somebody has. */
export async function dropProposal(db: Db, actor: UserActor, input: OnVersion): Promise<void> {
  const { versionId } = parseInput(OnVersion, input);
  await db.transaction(async (tx) => {
    const { profile, version } = await takeVersion(tx, actor, "propose", versionId);
    await takeStep(tx, versions, version, { step: "drop", by: actor.userId });
    await appendAudit(tx, events.dropped, {
      ...auditFacts(actor, profile),
      details: { version: version.seq },
    });
  });
}
