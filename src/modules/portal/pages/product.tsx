import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { qrAddress } from "#core/documents/qr.server.ts";
import { forPage } from "#core/http/page.ts";
import { publicPaths } from "#modules/recognition/public-paths.ts";
import { productPage } from "#modules/portal/service/product-page.server.ts";
import { sharedPicture } from "#modules/portal/share/shared.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { Crumbs } from "#ui/public/notice.tsx";
import { PageHead, StructuredData, useOrigin } from "#ui/public/page-head.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { portalPaths } from "../paths.ts";
import { isOver } from "../standing.ts";
import type { Route } from "./+types/product.ts";
import { Facts } from "./parts/facts.tsx";
import { Beside, Buy, History, OwnWords, Share, Where } from "./parts/product-parts.tsx";
import { GrowingAreaLines } from "./parts/growing-area-lines.tsx";
import { Photos } from "./parts/photos.tsx";
import { StandingNote } from "./parts/standing.tsx";
import stylesheet from "./portal.css?url";
import productStylesheet from "./product.css?url";
import { productData } from "./parts/structured.tsx";
import { growingAreaTexts } from "./texts/growing-areas.ts";
import { productTexts } from "./texts/product.ts";
import { inLang, placeText } from "./words.tsx";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "stylesheet", href: productStylesheet },
];

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const { database, env } = context.get(requestContext);
  const version = await publicVersion(database.db);
  const found = await productPage(database.db, params.slug, version);
  const url = new URL(request.url);
  const lang = langOf(url.pathname);
  const { slug, token } = found.product;
  // The name has changed since the address was written down: there is one address for a product.
  if (slug !== params.slug) throw redirect(pathTo(portalPaths.product, lang, { slug }), 301);
  const origin = (env.PUBLIC_URL ?? url.origin).replace(/\/+$/, "");
  const target =
    token === null
      ? pathTo(portalPaths.product, lang, { slug })
      : pathTo(publicPaths.verify, lang, { token });
  const [cover] = found.pictures;
  const shared = sharedPicture(found.product, cover?.digest ?? null, lang);
  return { ...found, shared, qr: qrAddress(`${origin}${target}`) };
});

export type ProductData = Route.ComponentProps["loaderData"];

/** One product: whether its star holds, by which decision, whose it is, its story, where to buy it. */
export default function Product({ loaderData: data }: Route.ComponentProps) {
  const lang = useLang();
  const texts = productTexts[lang];
  const origin = useOrigin();
  const { product, content, pictures } = data;
  const place = placeText(product, lang);
  return (
    <>
      <PageHead
        title={product.name}
        description={
          content?.shortLine[lang] ??
          texts.description({ stars: product.stars, producer: product.producerName, place })
        }
        kind="product"
        picture={data.shared}
      />
      <StructuredData of={productData(data, { origin, lang })} />
      <Crumbs
        label={texts.trail}
        trail={[
          { href: portalPaths.home[lang], name: texts.home },
          { href: portalPaths.products[lang], name: texts.products },
        ]}
      />
      <StandingNote of={product} isDemo={product.isDemo} ground={product.ground} />
      <div className="product">
        {pictures.length > 0 && <Photos of={pictures} name={product.name} />}
        <Head of={data} place={place} />
        <OwnWords of={data} />
        <Facts of={data} />
      </div>
      <div className="pair">
        <Buy of={data} />
        <Where of={data} />
      </div>
      {data.growing.length > 0 && (
        <section aria-labelledby="growing">
          <h2 id="growing">{growingAreaTexts[lang].one}</h2>
          <GrowingAreaLines of={data.growing} except={product.id} />
        </section>
      )}
      <History of={data.history} />
      <Share of={data} />
      <Beside of={data} />
    </>
  );
}

function Head({ of: { product, content }, place }: { of: ProductData; place: string }) {
  const lang = useLang();
  const texts = productTexts[lang];
  const line = content && inLang(content.shortLine, lang);
  const price = content && inLang(content.price, lang);
  const [province = "", commune] = product.unitPath.split("/");
  const locality =
    commune === undefined
      ? pathTo(portalPaths.province, lang, { code: province })
      : pathTo(portalPaths.commune, lang, { code: commune });
  return (
    <div className="headline">
      <h1 lang="vi">{product.name}</h1>
      <p className={isOver(product.state) ? "lapsed" : undefined}>
        <Stars count={product.stars} of={5} lang={lang} />{" "}
        <strong aria-hidden="true">{texts.starsOf(product.stars)}</strong>{" "}
        <a className="no-print" href={portalPaths.about[lang]}>
          {texts.meaning}
        </a>
      </p>
      {line && (
        <p className="lead" lang={line.lang}>
          {line.text}
        </p>
      )}
      <p>
        <a lang="vi" href={pathTo(portalPaths.producer, lang, { slug: product.producerSlug })}>
          {product.producerName}
        </a>
        <br />
        <a href={locality}>{place}</a>
      </p>
      {price && !isOver(product.state) && (
        <p>
          {texts.price}: <strong lang={price.lang}>{price.text}</strong>
        </p>
      )}
      <div className="actions">
        {!isOver(product.state) && (
          <a className="button" href="#buy">
            {texts.buy}
          </a>
        )}
        {product.token && (
          <a
            className={isOver(product.state) ? "button" : "button second"}
            href={pathTo(publicPaths.verify, lang, { token: product.token })}
          >
            {texts.check}
          </a>
        )}
      </div>
    </div>
  );
}
