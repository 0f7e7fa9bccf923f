import { and, eq, inArray, isNotNull, isNull, notInArray, sql } from "drizzle-orm";
import { todayColumn } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { ProfileContent } from "../model.ts";
import { profiles, versions } from "../schema.server.ts";
import { platformOf } from "./platforms.ts";
import { channels } from "./schema.server.ts";

/** The product whose page changed. */
type Of = { readonly provinceCode: string; readonly productId: string | null };

/**
 * Keeps the channels of a product in step with what stands on its page, in the transaction that
 * changes the page: a link that is gone ends today, one that comes back begins anew, unchecked.
 */
export async function syncChannels(
  tx: Db,
  { provinceCode, productId }: Of,
  content: ProfileContent | null,
): Promise<void> {
  if (productId === null) return;
  const links = content?.kind === "product" ? content.buyLinks : [];
  const own = eq(channels.productId, productId);
  await tx
    .update(channels)
    .set({ until: sql`${todayColumn}::date` })
    .where(
      and(
        own,
        isNull(channels.until),
        links.length === 0 ? undefined : notInArray(channels.url, [...links]),
      ),
    );
  if (links.length === 0) return;
  await tx
    .update(channels)
    .set({
      since: sql`${todayColumn}::date`,
      until: null,
      state: "unchecked",
      stateAt: sql`now()`,
    })
    .where(and(own, isNotNull(channels.until), inArray(channels.url, [...links])));
  await tx
    .insert(channels)
    .values(
      links.map((url) => ({
        provinceCode,
        productId,
        url,
        platform: platformOf(url),
        since: sql`${todayColumn}::date`,
      })),
    )
    .onConflictDoNothing();
}

/** At most so many products are caught up with in one run. */
const perRun = 500;

/**
 * Makes the channels of pages that were accepted before channels were kept, with the day of their
 * acceptance. Tells how many links were added.
 */
export async function catchUp(db: Db): Promise<number> {
  const rows = await db
    .select({
      productId: profiles.productId,
      provinceCode: profiles.provinceCode,
      content: versions.content,
      acceptedAt: versions.decidedAt,
    })
    .from(profiles)
    .innerJoin(versions, eq(versions.id, profiles.acceptedVersionId))
    .where(
      sql`${profiles.productId} is not null
        and jsonb_array_length(${versions.content} -> 'buyLinks') > 0
        and not exists (select from ${channels} c where c.product_id = ${profiles.productId})`,
    )
    .limit(perRun);
  const wanted = rows.flatMap(({ productId, provinceCode, content, acceptedAt }) =>
    productId === null || content.kind !== "product"
      ? []
      : content.buyLinks.map((url) => ({
          productId,
          provinceCode,
          url,
          platform: platformOf(url),
          since: sql`(coalesce(${acceptedAt?.toISOString() ?? null}::timestamptz, now()) at time zone 'Asia/Ho_Chi_Minh')::date`,
        })),
  );
  if (wanted.length > 0) await db.insert(channels).values(wanted).onConflictDoNothing();
  return wanted.length;
}
