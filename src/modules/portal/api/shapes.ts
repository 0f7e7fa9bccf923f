import { z } from "@hono/zod-openapi";
import { placeLevels, unitTypes } from "#modules/places/model.ts";
import { producerKinds } from "#modules/producers/model.ts";
import { pointKinds, pointLevels } from "#modules/market/model.ts";
import { standards } from "#modules/tracing/areas/model.ts";
import { filterFields } from "../filter.ts";
import { publicStates } from "../model.ts";

/*
 * What the open interface takes and gives. The description at /api/openapi.json is made of these
 * schemas, and the tests hold every answer against them.
 */

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): [Name, ...Name[]] {
  return Object.keys(table) as [Name, ...Name[]];
}

const Day = z.iso.date().openapi({ example: "2026-03-02", description: "A day in Vietnam." });
const Id = z.uuid().openapi({ description: "Never changes." });
const Slug = z.string().openapi({ example: "che-bup-tim-4f1c09aa12" });

export const PlaceShape = z
  .object({
    code: z.string().openapi({ example: "05692", description: "Code of a unit of today." }),
    level: z.enum(placeLevels),
    type: z.enum(namesOf(unitTypes)),
    name: z.string().openapi({ example: "Đồng Hỷ" }),
  })
  .openapi("PlaceName");

export const StateShape = z.enum(namesOf(publicStates)).openapi("State", {
  description: "State today; `uncertain` where a register of the past tells the year only.",
});

export const PositionShape = z
  .object({
    latitude: z.number(),
    longitude: z.number(),
    of: z.enum(["product", "producer", "commune"]).openapi({
      description: "Whose place it is: told by the producer, or the middle of the commune.",
    }),
  })
  .openapi("Position", { description: "WGS 84 degrees." });

const HolderShape = z
  .object({ id: Id, slug: Slug, name: z.string(), kind: z.enum(namesOf(producerKinds)) })
  .openapi("Holder");

export const ProductShape = z
  .object({
    id: Id,
    slug: Slug,
    page: z.url().openapi({ description: "Its page for people." }),
    name: z.string(),
    producer: HolderShape,
    set: z
      .object({ regime: z.string(), code: z.string(), title: z.string().nullable() })
      .nullable()
      .openapi({ description: "Product set of the decision that it was scored by." }),
    stars: z.number().int().min(3).max(5),
    state: StateShape,
    recognisedOn: Day.nullable(),
    recognisedYear: z.number().int(),
    validUntil: Day.nullable().openapi({ description: "Last day in force, extensions included." }),
    revokedOn: Day.nullable(),
    province: PlaceShape.nullable(),
    commune: PlaceShape.nullable(),
    position: PositionShape.nullable(),
    picture: z.url().nullable(),
    isSample: z.boolean().openapi({ description: "Made up for a demonstration." }),
  })
  .openapi("Product");

export const RecognitionShape = z
  .object({
    id: Id.nullable().openapi({ description: "Null for what a register without a day tells of." }),
    productId: Id,
    productName: z.string(),
    producerId: Id,
    producerName: z.string().openapi({ description: "As it was decided about." }),
    stars: z.number().int().min(3).max(5),
    state: StateShape,
    regime: z.string().nullable(),
    recognisedOn: Day.nullable(),
    recognisedYear: z.number().int(),
    validUntil: Day.nullable(),
    revokedOn: Day.nullable(),
    replacedOn: Day.nullable(),
    decision: z
      .object({
        number: z.string().nullable(),
        issuer: z.string().nullable(),
        level: z.string().nullable(),
      })
      .openapi({ description: "What it rests on." }),
    certificate: z
      .object({ number: z.string(), verification: z.url() })
      .nullable()
      .openapi({ description: "Its number, and where anybody can verify it." }),
    isSample: z.boolean(),
  })
  .openapi("Recognition");

const Text = z.object({ vi: z.string().nullable(), en: z.string().nullable() }).openapi("Text");

export const ProductDetailShape = ProductShape.extend({
  texts: z
    .object({
      shortLine: Text,
      description: Text,
      story: Text,
      usage: Text,
      keeping: Text,
      packaging: Text,
      price: Text,
    })
    .nullable()
    .openapi({
      description: "What the producer tells of it, accepted by the office; null: nothing.",
    }),
  pictures: z.array(z.object({ url: z.url(), alt: z.string() })),
  buyLinks: z.array(z.url()),
  traceLink: z.url().nullable(),
  gtin: z.string().nullable(),
  recognitions: z.array(RecognitionShape).openapi({ description: "All of them, newest first." }),
}).openapi("ProductDetail");

export const ProducerShape = HolderShape.extend({
  page: z.url(),
  province: PlaceShape.nullable(),
  commune: PlaceShape.nullable(),
  products: z
    .number()
    .int()
    .openapi({ description: "How many products of it were ever recognised." }),
  current: z.number().int().openapi({ description: "How many of them are in force today." }),
  isSample: z.boolean(),
}).openapi("Producer");

export const ProducerDetailShape = ProducerShape.extend({
  contact: z
    .object({
      address: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      website: z.string().nullable(),
    })
    .nullable()
    .openapi({ description: "What the producer chose to publish, nothing else; null: nothing." }),
  items: z.array(ProductShape),
}).openapi("ProducerDetail");

export const PointShape = z
  .object({
    id: Id,
    name: z.string(),
    kind: z.enum(namesOf(pointKinds)),
    level: z.enum(namesOf(pointLevels)),
    address: z.string(),
    place: z.string(),
    openingHours: z.string().nullable(),
    phone: z.string().nullable(),
    position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    products: z.array(z.object({ id: Id, name: z.string() })),
    isSample: z.boolean(),
  })
  .openapi("PointOfSale");

export const GrowingAreaShape = z
  .object({
    id: Id,
    page: z.url(),
    name: z.string(),
    crop: z.string(),
    code: z.string().nullable().openapi({ description: "Official code (mã số vùng trồng)." }),
    areaM2: z.number().int().openapi({ description: "Square metres, as stated and accepted." }),
    computedM2: z
      .number()
      .int()
      .nullable()
      .openapi({ description: "Square metres within the lines; null for a point." }),
    standard: z.object({
      id: z.enum(namesOf(standards)),
      name: z.string(),
      until: Day.nullable(),
      inForce: z.boolean(),
    }),
    producer: z.string(),
    provinceCode: z.string(),
    communeCode: z.string(),
    place: z.string(),
    position: z.object({ latitude: z.number(), longitude: z.number() }),
    products: z.array(z.object({ id: Id, name: z.string() })),
    isSample: z.boolean(),
  })
  .openapi("GrowingArea");

export const SuggestionShape = z
  .object({
    kind: z.enum(["product", "producer"]),
    name: z.string(),
    more: z.string(),
    page: z.url(),
  })
  .openapi("Suggestion");

export const ProblemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().openapi({ description: "In Vietnamese." }),
    detailEn: z.string(),
    requestId: z.string().optional(),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .openapi("Problem", { description: "RFC 9457." });

/** A page of something. `total` only where it was asked for: counting costs more than listing. */
export function pageOf<Item extends z.ZodType>(name: string, item: Item) {
  return z
    .object({
      items: z.array(item),
      total: z.number().int().optional(),
      next: z.url().nullable().openapi({ description: "Address of the next page." }),
    })
    .openapi(name);
}

/** The choices of the catalogue without its pages. */
const { page: _page, ...choices } = filterFields;
export const Choices = z.object(choices);

const paging = {
  page: z.coerce.number().int().min(1).max(5_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  count: z
    .enum(["true", "false"])
    .default("false")
    .openapi({ description: "Whether to count all." }),
};

export const ProductQuery = z.object({ ...choices, ...paging });
export const ProducerQuery = z.object({
  province: choices.province,
  commune: choices.commune,
  kind: choices.kind,
  ...paging,
});
export const RecognitionQuery = z.object({
  product: z.uuid().optional(),
  producer: z.uuid().optional(),
  province: choices.province,
  year: choices.year,
  ...paging,
});
export const PointQuery = z.object({
  province: choices.province,
  commune: choices.commune,
  kind: z.enum(namesOf(pointKinds)).optional(),
  product: z.uuid().optional(),
  ...paging,
});
export const GrowingAreaQuery = z.object({
  province: choices.province,
  commune: choices.commune,
  product: z.uuid().optional(),
  standard: z
    .enum(namesOf(standards))
    .optional()
    .openapi({ description: "Only where its certificate holds today." }),
  ...paging,
});
export const SuggestionQuery = z.object({ q: z.string().min(1).max(80) });
/** An id, or the address part of its page. */
export const ItemParams = z.object({
  id: z
    .string()
    .max(120)
    .regex(/^([0-9a-f-]{36}|[a-z0-9-]*[0-9a-f]{10})$/)
    .openapi({ description: "The id, or the last part of the page's address." }),
});
export const DownloadParams = z.object({ format: z.enum(["csv", "json", "geojson"]) });
