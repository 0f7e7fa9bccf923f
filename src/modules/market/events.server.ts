import { z } from "zod";
import { defineAuditEvent } from "#core/audit/event.ts";

const profile = "profile";
const point = "pointOfSale";
const news = "news";
const fair = "fair";
const version = z.strictObject({ version: z.int() });

/** What is audited of public texts; never the texts themselves. */
export const events = {
  proposed: defineAuditEvent(
    "profile.proposed",
    profile,
    z.strictObject({
      version: z.int(),
      product: z.string().nullable(),
      pictures: z.int(),
      position: z.boolean(),
    }),
  ),
  dropped: defineAuditEvent("profile.dropped", profile, version),
  accepted: defineAuditEvent("profile.accepted", profile, version),
  returned: defineAuditEvent("profile.returned", profile, version),
  withdrawn: defineAuditEvent(
    "profile.withdrawn",
    profile,
    z.strictObject({ version: z.int(), by: z.enum(["producer", "office"]) }),
  ),
  pointOpened: defineAuditEvent(
    "pointOfSale.opened",
    point,
    z.strictObject({ kind: z.string(), commune: z.string() }),
  ),
  pointSaved: defineAuditEvent(
    "pointOfSale.saved",
    point,
    z.strictObject({ fields: z.array(z.string()) }),
  ),
  pointMoved: defineAuditEvent("pointOfSale.moved", point, z.strictObject({ state: z.string() })),
  pointProducts: defineAuditEvent(
    "pointOfSale.products",
    point,
    z.strictObject({ product: z.string(), sold: z.boolean() }),
  ),
  pointAssessed: defineAuditEvent(
    "pointOfSale.assessed",
    point,
    z.strictObject({ checklist: z.string(), isMet: z.boolean().nullable() }),
  ),
  pointSupported: defineAuditEvent(
    "pointOfSale.supported",
    point,
    z.strictObject({ support: z.string(), year: z.int(), amount: z.string(), struck: z.boolean() }),
  ),
  pointInspected: defineAuditEvent(
    "pointOfSale.inspected",
    point,
    z.strictObject({ inspection: z.string(), result: z.string() }),
  ),
  fairSaved: defineAuditEvent(
    "fair.saved",
    fair,
    z.strictObject({ version: z.int(), fields: z.array(z.string()) }),
  ),
  fairMoved: defineAuditEvent("fair.moved", fair, z.strictObject({ state: z.string() })),
  fairJoined: defineAuditEvent(
    "fair.joined",
    fair,
    z.strictObject({ producer: z.string(), joined: z.boolean() }),
  ),
  fairParticipantSaved: defineAuditEvent(
    "fair.participantSaved",
    fair,
    z.strictObject({ producer: z.string(), fields: z.array(z.string()) }),
  ),
  fairResultTold: defineAuditEvent(
    "fair.resultTold",
    fair,
    z.strictObject({ producer: z.string(), source: z.string(), products: z.int() }),
  ),
  channelMoved: defineAuditEvent(
    "channel.moved",
    "channel",
    z.strictObject({ product: z.string(), state: z.string() }),
  ),
  newsSaved: defineAuditEvent(
    "news.saved",
    news,
    z.strictObject({ version: z.int(), fields: z.array(z.string()) }),
  ),
  newsMoved: defineAuditEvent("news.moved", news, z.strictObject({ state: z.string() })),
  newsLinked: defineAuditEvent(
    "news.linked",
    news,
    z.strictObject({ subject: z.string(), linked: z.boolean() }),
  ),
} as const;
