import { data, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { publicPaths } from "#modules/recognition/public-paths.ts";
import { productsOfGtin } from "#modules/portal/service/product.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import type { Lang } from "#ui/lang.ts";
import { portalPaths } from "../paths.ts";
import { gtinOf } from "../slug.ts";
import type { Route } from "./+types/digital-link.ts";
import { ProductCards } from "./parts/product-card.tsx";
import stylesheet from "./portal.css?url";
import { digitalLinkTexts } from "./texts/digital-link.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const lang = preferred(request.headers.get("Accept-Language"));
  const headers = { Vary: "Accept-Language" };
  const typed = params.gtin ?? "";
  const gtin = gtinOf(typed);
  const lot = "lot" in params ? (params.lot ?? null) : null;
  const about = { typed: typed.slice(0, 40), lot: lot?.slice(0, 40) ?? null };
  if (gtin === null)
    return data({ lang, ...about, products: [], isGtin: false }, { status: 404, headers });
  const { day } = await publicVersion(db);
  const products = await productsOfGtin(db, gtin, day);
  const [only] = products;
  if (only && products.length === 1 && lot === null)
    throw redirect(pathTo(portalPaths.product, lang, { slug: only.slug }), {
      status: 302,
      headers,
    });
  return data({ lang, ...about, products, isGtin: true }, { status: only ? 200 : 404, headers });
});

/** English for who asks for it before Vietnamese; the standard leaves one address for both. */
function preferred(accepted: string | null): Lang {
  const [first = ""] = (accepted ?? "").toLowerCase().split(",");
  return first === "" || first.startsWith("vi") ? "vi" : "en";
}

/**
 * What a GS1 code on a package leads to when it is not simply one product: the lot that was asked
 * for, several products of one number, or no product at all.
 */
export default function DigitalLink({ loaderData }: Route.ComponentProps) {
  const { lang, typed, lot, products, isGtin } = loaderData;
  const texts = digitalLinkTexts[lang];
  return (
    <div lang={lang}>
      <title>{`${products.length > 0 ? texts.found : texts.none} · OCOP`}</title>
      <meta name="robots" content="noindex" />
      <h1>{products.length > 0 ? texts.found : texts.none}</h1>
      <p>
        {texts.code}: <strong className="number address">{typed}</strong>
        {lot !== null && (
          <>
            {" · "}
            {texts.lot}: <strong className="address">{lot}</strong>
          </>
        )}
      </p>
      {products.length > 0 ? (
        <>
          {lot !== null && <p>{texts.lotMore}</p>}
          {products.length > 1 && <p>{texts.several}</p>}
          <ProductCards of={products} />
        </>
      ) : (
        <p>{isGtin ? texts.noneMore : texts.notGtin}</p>
      )}
      <p className="actions">
        <a className="button" href={portalPaths.products[lang]}>
          {texts.search}
        </a>
        <a className="button second" href={publicPaths.scan[lang]}>
          {texts.scan}
        </a>
        <a className="button second" href={publicPaths.report[lang]}>
          {texts.report}
        </a>
      </p>
    </div>
  );
}
