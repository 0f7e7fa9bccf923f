import { inArray } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { getProducer, listOwnProducers } from "#modules/producers/service/producers.server.ts";
import {
  getProduct,
  listProducts,
  productsPerPage,
} from "#modules/products/service/products.server.ts";
import type { Position } from "#core/input/position.ts";
import {
  firstProducerValues,
  firstProductValues,
  producerValues,
  productValues,
  type Values,
} from "../prefill.ts";
import { profiles } from "../schema.server.ts";
import {
  findProfile,
  type PictureRow,
  picturesOf,
  type ProfileRow,
  refuseUnless,
  type VersionRow,
  versionsOf,
} from "./load.server.ts";
import { type Offered, picturesToOffer } from "./offered.server.ts";

/** How far the page of a product, or of the producer itself, has come. */
export type OwnState = {
  readonly newest: Pick<VersionRow, "seq" | "state" | "reason"> | null;
  readonly isPublic: boolean;
};

/** A producer of the account with its page and those of its products. */
export type OwnPages = OwnState & {
  readonly id: string;
  readonly name: string;
  readonly products: readonly (OwnState & { readonly id: string; readonly name: string })[];
};

/** Everything that the account's producers can publish, and how far each has come. */
export async function listOwnPages(db: Db, actor: UserActor): Promise<OwnPages[]> {
  const own = await listOwnProducers(db, actor);
  const ids = own.map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await db.select().from(profiles).where(inArray(profiles.producerId, ids));
  const newest = new Map<string, VersionRow>();
  for (const version of await versionsOf(
    db,
    rows.map(({ id }) => id),
  ))
    if (!newest.has(version.profileId)) newest.set(version.profileId, version);
  const stateOf = (row: ProfileRow | undefined): OwnState => ({
    newest: (row && newest.get(row.id)) ?? null,
    isPublic: (row?.acceptedVersionId ?? null) !== null,
  });
  const pages: OwnPages[] = [];
  for (const { id, name } of own) {
    const products = (await allProducts(db, actor, id)).map((product) => ({
      id: product.id,
      name: product.name,
      ...stateOf(rows.find(({ productId }) => productId === product.id)),
    }));
    const itself = rows.find((row) => row.kind === "producer" && row.producerId === id);
    pages.push({ id, name, products, ...stateOf(itself) });
  }
  return pages;
}

/** Every product of a producer that the actor may see, by name. */
export async function allProducts(db: Db, actor: UserActor, producerId: string) {
  const found = await listProducts(db, actor, { producerId });
  const all = [...found.products];
  for (let page = 2; all.length < found.total && page * productsPerPage < 5_000; page += 1)
    all.push(...(await listProducts(db, actor, { producerId, page })).products);
  return all;
}

/** A picture to choose, with what was said of it last. */
export type Choosable = Offered & {
  readonly isChosen: boolean;
  readonly alt: string;
  readonly altEn: string;
};

/** The form of one page, and what became of what was sent before. */
export type OwnForm = {
  readonly name: string;
  readonly producerId: string;
  readonly profileId: string | null;
  /** Newest first. */
  readonly history: readonly VersionRow[];
  readonly acceptedVersionId: string | null;
  readonly values: Values;
  readonly pictures: readonly Choosable[];
  readonly cover: string | null;
  /** Pictures that stand in public though the product, or the vault, has them no more. */
  readonly goneStanding: number;
};

/** The form of a product's page; `notFound` for another producer's product. */
export async function getOwnProductForm(
  db: Db,
  actor: UserActor,
  productId: string,
): Promise<OwnForm> {
  const { product, producer } = await getProduct(db, actor, productId);
  requireOwn(actor, producer);
  return formOf(db, {
    of: { productId },
    name: product.name,
    producerId: producer.id,
    first: firstProductValues(product),
    again: ({ content }, position) =>
      content.kind === "product" ? productValues(content, position) : {},
  });
}

/** The form of a producer's own page; `notFound` for another's. */
export async function getOwnProducerForm(
  db: Db,
  actor: UserActor,
  producerId: string,
): Promise<OwnForm> {
  const { producer } = await getProducer(db, actor, producerId);
  requireOwn(actor, producer);
  return formOf(db, {
    of: { producerId },
    name: producer.name,
    producerId,
    first: firstProducerValues(producer),
    again: ({ content }, position) =>
      content.kind === "producer" ? producerValues(content, position, producer) : {},
  });
}

function requireOwn(actor: UserActor, producer: { id: string; unitPath: string }): void {
  const subject = { unitPath: producer.unitPath, producerId: producer.id };
  refuseUnless(actor, "profile", "propose", subject, { vi: "Không có trang này." });
}

async function formOf(
  db: Db,
  wanted: {
    of: { productId: string } | { producerId: string };
    name: string;
    producerId: string;
    first: Values;
    again: (version: VersionRow, position: Position | null) => Values;
  },
): Promise<OwnForm> {
  const profile = await findProfile(db, wanted.of);
  const history = profile ? await versionsOf(db, [profile.id]) : [];
  const [newest] = history;
  const chosen: readonly PictureRow[] =
    (newest && (await picturesOf(db, [newest.id])).get(newest.id)) ?? [];
  const offered = await picturesToOffer(db, wanted.of);
  const acceptedId = profile?.acceptedVersionId ?? null;
  const standing = acceptedId && (await picturesOf(db, [acceptedId])).get(acceptedId);
  const known = new Set(offered.map(({ digest }) => digest));
  return {
    name: wanted.name,
    producerId: wanted.producerId,
    profileId: profile?.id ?? null,
    history,
    acceptedVersionId: profile?.acceptedVersionId ?? null,
    values: newest ? wanted.again(newest, positionOf(newest)) : wanted.first,
    pictures: offered.map((picture) => {
      const said = chosen.find(({ digest }) => digest === picture.digest);
      return {
        ...picture,
        isChosen: said !== undefined,
        alt: said?.alt ?? picture.caption ?? "",
        altEn: said?.altEn ?? "",
      };
    }),
    cover: chosen[0]?.digest ?? null,
    goneStanding: (standing || []).filter(({ digest }) => !known.has(digest)).length,
  };
}

/** Where a version wants its subject to be found. */
export function positionOf({
  latitude,
  longitude,
}: Pick<VersionRow, "latitude" | "longitude">): Position | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
