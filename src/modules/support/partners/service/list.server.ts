import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { scopeSql } from "#core/access/scope.ts";
import type { Db } from "#core/database/connection.ts";
import { nameProducers } from "#modules/producers/service/names.server.ts";
import { nameProducts } from "#modules/products/service/names.server.ts";
import { listRecognitions } from "#modules/recognition/service/past-of.server.ts";
import { can, partnerPermissions } from "../../access.ts";
import { columnsOf } from "../../access.server.ts";
import { type Skill, skills } from "../model.ts";
import { advice, contracts, meetingLines, meetings, partners } from "../schema.server.ts";
import { starsAfter } from "../stars.ts";
import { planReadersOf } from "./helped.server.ts";
import { authorisedMeeting, authorisedPartner } from "./load.server.ts";

// The tables within are named: a select of one table leaves its name out of columns.

/** The network of the actor's offices, those at work first, by name; narrowed to a skill. */
export async function listPartners(db: Db, actor: UserActor, skill: string | null = null) {
  const wanted = skill !== null && skill in skills ? (skill as Skill) : null;
  return db
    .select({
      partner: partners,
      contracts: sql<number>`(select count(*)::int from support_contracts c where c.partner_id = support_partners.id)`,
      advised: sql<number>`(select count(distinct a.producer_id)::int from support_advice a where a.partner_id = support_partners.id)`,
    })
    .from(partners)
    .where(
      and(
        scopeSql(actor, partnerPermissions.see, columnsOf(partners)),
        wanted === null ? undefined : sql`${wanted} = any(${partners.skills})`,
      ),
    )
    .orderBy(desc(partners.isActive), asc(partners.nameFolded), asc(partners.id))
    .limit(500);
}

/** One partner with its contracts, and whom it advised with what stars before and after. */
export async function describePartner(db: Db, actor: UserActor, id: string) {
  const partner = await authorisedPartner(db, actor, "see", id);
  const signed = await db
    .select()
    .from(contracts)
    .where(eq(contracts.partnerId, id))
    .orderBy(desc(contracts.signedOn), asc(contracts.id));
  const given = await db
    .select()
    .from(advice)
    .where(eq(advice.partnerId, id))
    .orderBy(desc(advice.advisedOn), asc(advice.id));
  const producerNames = await nameProducers(db, [
    ...given.map(({ producerId }) => producerId),
    ...signed.flatMap(({ producerId }) => producerId ?? []),
  ]);
  const productIds = given.flatMap(({ productId }) => productId ?? []);
  const productNames = await nameProducts(db, productIds);
  const past = await listRecognitions(db, { productIds });
  const nameOf = (producerId: string | null) => producerNames.get(producerId ?? "")?.name ?? null;
  return {
    partner,
    mayKeep: can(actor, "partner", "keep", partner),
    readers: await planReadersOf(db, partner),
    contracts: signed.map((one) => ({ ...one, producerName: nameOf(one.producerId) })),
    advice: given.map((one) => ({
      ...one,
      producerName: nameOf(one.producerId) ?? "",
      productName: productNames.get(one.productId ?? "")?.name ?? null,
      stars: starsAfter(past, one),
    })),
  };
}

/** Meetings of partners, the latest first, with how many came and agreed. */
export async function listMeetings(db: Db, actor: UserActor) {
  return db
    .select({
      meeting: meetings,
      people: sql<number>`(select coalesce(sum(l.people), 0)::int from support_meeting_lines l where l.meeting_id = support_meetings.id)`,
      agreements: sql<number>`(select count(l.agreement)::int from support_meeting_lines l where l.meeting_id = support_meetings.id)`,
    })
    .from(meetings)
    .where(scopeSql(actor, partnerPermissions.see, columnsOf(meetings)))
    .orderBy(desc(meetings.heldOn), asc(meetings.id))
    .limit(500);
}

/** One meeting with who came and what was agreed. */
export async function describeMeeting(db: Db, actor: UserActor, id: string) {
  const meeting = await authorisedMeeting(db, actor, "see", id);
  const rows = await db
    .select({ line: meetingLines, partnerName: partners.name })
    .from(meetingLines)
    .leftJoin(partners, eq(partners.id, meetingLines.partnerId))
    .where(eq(meetingLines.meetingId, id))
    .orderBy(asc(meetingLines.createdAt), asc(meetingLines.id));
  const names = await nameProducers(
    db,
    rows.flatMap(({ line }) => line.producerId ?? []),
  );
  return {
    meeting,
    mayKeep: can(actor, "partner", "keep", meeting),
    lines: rows.map(({ line, partnerName }) => ({
      ...line,
      partnerName,
      producerName: names.get(line.producerId ?? "")?.name ?? null,
    })),
  };
}
