import { and, asc, count, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import type { ServedFile } from "#core/files/serve.ts";
import { currentVersion } from "#modules/places/model.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { producersFor } from "#modules/producers/access.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { tieToProducer } from "#modules/councils/service/producer-ties.server.ts";
import { can, profilePermissions } from "../access.ts";
import { Digest, Id } from "../model.ts";
import { profiles, versionPictures, versions } from "../schema.server.ts";
import {
  authorisedProfile,
  type PictureRow,
  picturesOf,
  type ProfileRow,
  type VersionRow,
  versionsOf,
} from "./load.server.ts";

/** What an office asks for: what waits, what stands in public, or all that was ever sent. */
export const profileFilters = {
  pending: "Chờ duyệt",
  public: "Đang công khai",
  all: "Tất cả",
} as const satisfies Record<string, string>;
export type ProfileFilter = keyof typeof profileFilters;

/** How many a page of the list has. */
export const profilesPerPage = 50;

/** A profile in the office's list. */
export type ProfileItem = {
  readonly id: string;
  readonly kind: ProfileRow["kind"];
  readonly name: string;
  readonly producerName: string;
  readonly isDemo: boolean;
  readonly pendingSince: Date | null;
  readonly publicSince: Date | null;
};

/** Profiles that the actor may see, those that wait first and longest first. */
export async function listProfiles(
  db: Db,
  actor: UserActor,
  { filter, page = 1 }: { filter: ProfileFilter; page?: number },
): Promise<{ items: ProfileItem[]; total: number }> {
  const waiting = alias(versions, "waiting");
  const standing = alias(versions, "standing");
  const named = producersFor(db, actor, "see");
  const shown: Record<ProfileFilter, SQL | undefined> = {
    pending: isNotNull(waiting.id),
    public: isNotNull(standing.id),
    all: undefined,
  };
  const where = and(profileScope(actor), shown[filter]);
  const waits = and(eq(waiting.profileId, profiles.id), eq(waiting.state, "pending"));
  const [counted] = await db
    .select({ total: count() })
    .from(profiles)
    .innerJoin(named, eq(named.id, profiles.producerId))
    .leftJoin(waiting, waits)
    .leftJoin(standing, eq(standing.id, profiles.acceptedVersionId))
    .where(where);
  const rows = await db
    .select({
      id: profiles.id,
      kind: profiles.kind,
      productId: profiles.productId,
      producerName: named.name,
      isDemo: profiles.isDemo,
      pendingSince: waiting.proposedAt,
      publicSince: standing.decidedAt,
    })
    .from(profiles)
    .innerJoin(named, eq(named.id, profiles.producerId))
    .leftJoin(waiting, waits)
    .leftJoin(standing, eq(standing.id, profiles.acceptedVersionId))
    .where(where)
    .orderBy(sql`${waiting.proposedAt} asc nulls last`, desc(standing.decidedAt), asc(profiles.id))
    .limit(profilesPerPage)
    .offset((page - 1) * profilesPerPage);
  const products = await nameProducts(
    db,
    rows.flatMap(({ productId }) => productId ?? []),
  );
  return {
    items: rows.map(({ productId, ...row }) => ({
      ...row,
      name: (productId && products.get(productId)?.name) || row.producerName,
    })),
    total: counted?.total ?? 0,
  };
}

/** The SQL twin of `can` for seeing a profile. */
function profileScope(actor: UserActor): SQL {
  return scopeSql(actor, profilePermissions.see, {
    placeVersion: sql`${currentVersion}::text`,
    placePath: profiles.unitPath,
    heldBy: (ids) => {
      const own = ids.filter((id) => Id.safeParse(id).success);
      return own.length === 0 ? sql`false` : inArray(profiles.producerId, own);
    },
  });
}

/** One profile with all its versions, for those who may see it. */
export type DescribedProfile = {
  readonly profile: ProfileRow;
  readonly name: string;
  readonly producerName: string;
  /** Newest first. */
  readonly versions: readonly VersionRow[];
  readonly pictures: ReadonlyMap<string, readonly PictureRow[]>;
  readonly mayDecide: boolean;
  /** Why the actor must leave the decision to a colleague; null when nothing stands against it. */
  readonly tie: string | null;
  readonly mayWithdraw: boolean;
};

/** One profile; `notFound` where the actor may not see it. */
export async function describeProfile(
  db: Db,
  actor: UserActor,
  id: string,
): Promise<DescribedProfile> {
  const profile = await authorisedProfile(db, actor, "see", id);
  const producer = (await nameProducers(db, [profile.producerId])).get(profile.producerId);
  const producerName = producer?.name ?? "";
  const product =
    profile.productId && (await nameProducts(db, [profile.productId])).get(profile.productId);
  const all = await versionsOf(db, [profile.id]);
  const mayDecide = can(actor, "profile", "decide", profile);
  return {
    profile,
    name: product ? product.name : producerName,
    producerName,
    versions: all,
    pictures: await picturesOf(
      db,
      all.map((version) => version.id),
    ),
    mayDecide,
    tie: mayDecide ? await tieToProducer(db, actor, profile) : null,
    mayWithdraw: can(actor, "profile", "withdraw", profile),
  };
}

/** A picture of any version of a profile, for those who may see the profile; `notFound` otherwise. */
export async function profilePictureFile(
  db: Db,
  actor: UserActor,
  { profileId, digest }: { profileId: string; digest: string },
): Promise<ServedFile & { readonly digest: string }> {
  const profile = await authorisedProfile(db, actor, "see", profileId);
  const [picture] = Digest.safeParse(digest).success
    ? await db
        .select({ alt: versionPictures.alt })
        .from(versionPictures)
        .innerJoin(versions, eq(versions.id, versionPictures.versionId))
        .where(and(eq(versions.profileId, profile.id), eq(versionPictures.digest, digest)))
        .limit(1)
    : [];
  if (!picture)
    throw new AppError("notFound", { vi: "Không có ảnh này.", denied: "profile.picture" });
  return { digest, mediaType: keptTypes.image, size: null, title: picture.alt };
}
