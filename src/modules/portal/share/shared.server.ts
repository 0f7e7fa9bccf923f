import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { Services } from "#core/http/context.ts";
import { AppError } from "#core/errors.ts";
import { publicProfile } from "#modules/market/service/published.server.ts";
import { publicPictureBytes } from "#modules/market/service/pictures.server.ts";
import type { CatalogueRow } from "../service/catalogue.server.ts";
import { findPublicProduct } from "../service/product.server.ts";
import { isOver } from "../standing.ts";
import { publicVersion } from "../version.server.ts";
import { sharedAlt, type SharedFacts, sharedFacts } from "./facts.ts";
import { drawShared } from "./picture.server.ts";

type Lang = "vi" | "en";

const formats = {
  vi: new Intl.DateTimeFormat("vi-VN", {
    timeZone: "UTC",
    day: "numeric",
    month: "numeric",
    year: "numeric",
  }),
  en: new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long" }),
};

function factsOf(product: CatalogueRow, lang: Lang): SharedFacts {
  return sharedFacts(product, lang, {
    isOver: isOver(product.state),
    dayText: (day) => formats[lang].format(new Date(`${day}T00:00:00Z`)),
  });
}

/** Changes when the picture would look different; the number counts changes of the drawing itself. */
function keyOf(facts: SharedFacts, photo: string | null): string {
  return createHash("sha256")
    .update(JSON.stringify([1, facts, photo]))
    .digest("hex")
    .slice(0, 12);
}

/** The picture of a product's page where it is shared: its address and what is to be seen. */
export function sharedPicture(
  product: CatalogueRow,
  photo: string | null,
  lang: Lang,
): { path: string; alt: string; isWide: true } {
  const facts = factsOf(product, lang);
  return {
    path: `/anh/chia-se/${lang}/${product.slug}.jpg?v=${keyOf(facts, photo)}`,
    alt: sharedAlt(facts, lang),
    isWide: true,
  };
}

/** Pictures of a process that are kept in memory, in bytes; the oldest go first. */
const mostBytes = 6 * 1024 * 1024;

/**
 * `GET /anh/chia-se/{vi|en}/{slug}.jpg`: the picture of a product for services that show shared pages.
 * Kept under what it shows; whoever shares an older address gets what holds today.
 */
export function sharedPictures({ database, files }: Services): Hono {
  const { db } = database;
  const kept = new Map<string, Promise<Buffer>>();
  let bytes = 0;
  return new Hono().get("/anh/chia-se/:lang{vi|en}/:file{[a-z0-9-]+\\.jpg}", async (c) => {
    const lang = c.req.param("lang") as Lang;
    const { day } = await publicVersion(db);
    const product = await findPublicProduct(db, c.req.param("file").slice(0, -4), day);
    if (!product) throw new AppError("notFound", { vi: "Không có sản phẩm này." });
    const profile = await publicProfile(db, { productId: product.id });
    const digest = profile?.pictures[0]?.digest ?? null;
    const facts = factsOf(product, lang);
    const key = keyOf(facts, digest);
    const name = `${product.id} ${lang} ${key}`;
    let picture = kept.get(name);
    if (!picture) {
      picture = make(facts, digest);
      kept.set(name, picture);
      picture.then(
        ({ length }) => (bytes += length),
        () => kept.delete(name),
      );
    }
    const content = await picture;
    for (const [oldest, one] of kept) {
      if (bytes <= mostBytes || oldest === name) break;
      kept.delete(oldest);
      bytes -= (await one).length;
    }
    const isPresent = c.req.query("v") === key;
    c.header("Content-Type", "image/jpeg");
    c.header("Cache-Control", isPresent ? "public, max-age=86400" : "public, max-age=30");
    c.header("Cross-Origin-Resource-Policy", "cross-origin");
    return c.body(new Uint8Array(content));
  });

  async function make(facts: SharedFacts, digest: string | null): Promise<Buffer> {
    const wanted = { width: 960, format: "jpg" } as const;
    const photo = digest && (await publicPictureBytes({ db, files }, { digest, ...wanted }));
    return drawShared(facts, photo || null);
  }
}
