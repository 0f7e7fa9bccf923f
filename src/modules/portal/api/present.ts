import type { z } from "@hono/zod-openapi";
import type { PublicPoint } from "#modules/market/service/published.server.ts";
import { publicPicture } from "#modules/market/paths.ts";
import { levelOfCode } from "#modules/places/rules.ts";
import type { PlaceName } from "#modules/places/model.ts";
import { portalPaths } from "../paths.ts";
import type { CatalogueRow } from "../service/catalogue.server.ts";
import type { ProducerRow } from "../service/producers.server.ts";
import type { StandingRow } from "../service/standings.server.ts";
import type {
  PlaceShape,
  PointShape,
  ProducerShape,
  ProductShape,
  RecognitionShape,
} from "./shapes.ts";

/** What an answer needs to know besides its rows. */
export type Setting = {
  /** The installation's own address, without a slash at its end. */
  readonly origin: string;
  /** Titles of product sets by `{regime}/{set}`. */
  readonly titles: ReadonlyMap<string, string>;
};

/** The address of a page for people, in Vietnamese. */
export function pageAt(origin: string, path: keyof typeof portalPaths, last: string): string {
  return origin + portalPaths[path].vi.replace(/:\w+/, last);
}

export function presentProduct(
  row: CatalogueRow,
  { origin, titles }: Setting,
): z.infer<typeof ProductShape> {
  const [provinceCode = "", communeCode = ""] = row.unitPath.split("/");
  const [regime, set] = row.setKey?.split("/") ?? [];
  return {
    id: row.id,
    slug: row.slug,
    page: pageAt(origin, "product", row.slug),
    name: row.name,
    producer: {
      id: row.producerId,
      slug: row.producerSlug,
      name: row.producerName,
      kind: row.producerKind,
    },
    set:
      regime === undefined || set === undefined
        ? null
        : { regime, code: set, title: titles.get(row.setKey ?? "") ?? null },
    stars: row.stars,
    state: row.state,
    recognisedOn: row.recognisedOn,
    recognisedYear: Number(row.since.slice(0, 4)),
    validUntil: row.endsOn,
    revokedOn: row.revokedOn,
    province: presentPlace(provinceCode, row.province),
    commune: presentPlace(communeCode, row.commune),
    position:
      row.latitude === null || row.longitude === null
        ? null
        : { latitude: row.latitude, longitude: row.longitude, of: row.positionOf },
    picture: row.picture === null ? null : origin + publicPicture(row.picture, 480, "webp"),
    isSample: row.isDemo,
  };
}

function presentPlace(code: string, name: PlaceName | null): z.infer<typeof PlaceShape> | null {
  return name && { code, level: levelOfCode(code), type: name.type, name: name.name };
}

export function presentRecognition(
  row: StandingRow,
  { origin }: Setting,
): z.infer<typeof RecognitionShape> {
  return {
    id: row.id,
    productId: row.productId,
    productName: row.productName,
    producerId: row.producerId,
    producerName: row.producerName,
    stars: row.stars,
    state: row.state,
    regime: row.regime,
    recognisedOn: row.recognisedOn,
    recognisedYear: Number(row.since.slice(0, 4)),
    validUntil: row.endsOn,
    revokedOn: row.revokedOn,
    replacedOn: row.replacedOn,
    decision: { number: row.decisionNumber, issuer: row.issuer, level: row.level },
    certificate:
      row.certificateNumber === null || row.token === null
        ? null
        : { number: row.certificateNumber, verification: `${origin}/verify/${row.token}` },
    isSample: row.isDemo,
  };
}

export function presentProducer(
  row: ProducerRow,
  { origin }: Setting,
): z.infer<typeof ProducerShape> {
  const [provinceCode = "", communeCode = ""] = row.unitPath.split("/");
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    page: pageAt(origin, "producer", row.slug),
    province: presentPlace(provinceCode, row.province),
    commune: presentPlace(communeCode, row.commune),
    products: row.products,
    current: row.current,
    isSample: row.isDemo,
  };
}

export function presentPoint(point: PublicPoint): z.infer<typeof PointShape> {
  const { id, name, kind, level, address, openingHours, phone, position, products, isDemo } = point;
  return {
    id,
    name,
    kind,
    level,
    address,
    place: point.placeName,
    openingHours,
    phone,
    position: position && { latitude: position.latitude, longitude: position.longitude },
    products: products.map((product) => ({ id: product.id, name: product.name })),
    isSample: isDemo,
  };
}
