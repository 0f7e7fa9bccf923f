import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { newsKinds } from "#modules/market/model.ts";
import { paragraphsOf } from "#modules/market/paragraphs.ts";
import { publicPicture } from "#modules/market/paths.ts";
import { storyPage } from "#modules/portal/service/story-page.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { PageHead, StructuredData, useOrigin } from "#ui/public/page-head.tsx";
import { portalPaths } from "../paths.ts";
import type { Route } from "./+types/story.ts";
import { ProductCards } from "./parts/product-card.tsx";
import stylesheet from "./portal.css?url";
import readingStylesheet from "./reading.css?url";
import { newsTexts } from "./texts/news.ts";
import { inLang, newsDay, sampleWord } from "./words.tsx";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "stylesheet", href: readingStylesheet },
];

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const found = await storyPage(db, params.slug, await publicVersion(db));
  const lang = langOf(new URL(request.url).pathname);
  if (found.slug !== params.slug)
    throw redirect(pathTo(portalPaths.story, lang, { slug: found.slug }), 301);
  return found;
});

/** One piece of news or one story. */
export default function Story({ loaderData: { piece, slug, products } }: Route.ComponentProps) {
  const lang = useLang();
  const texts = newsTexts[lang];
  const origin = useOrigin();
  const title = inLang({ vi: piece.title, en: piece.titleEn }, lang);
  const lead = inLang({ vi: piece.lead, en: piece.leadEn }, lang);
  const body = inLang({ vi: piece.body, en: piece.bodyEn }, lang);
  const { picture } = piece;
  const path = picture && publicPicture(picture.digest, 960, "jpg");
  return (
    <>
      <PageHead
        title={title?.text ?? ""}
        description={lead?.text ?? ""}
        kind="article"
        picture={picture && path ? { path, alt: picture.alt } : undefined}
      />
      <StructuredData
        of={{
          "@type": "NewsArticle",
          headline: title?.text,
          description: lead?.text,
          inLanguage: body?.lang,
          datePublished: piece.publishedAt.toISOString(),
          mainEntityOfPage: `${origin}${pathTo(portalPaths.story, lang, { slug })}`,
          ...(path ? { image: `${origin}${path}` } : {}),
        }}
      />
      <Crumbs
        label={texts.trail}
        trail={[
          { href: portalPaths.home[lang], name: texts.home },
          { href: portalPaths.news[lang], name: texts.title },
        ]}
      />
      <article className="article" lang={body?.lang}>
        <p className="kicker">
          {newsKinds[piece.kind][lang]} ·{" "}
          <time dateTime={piece.publishedAt.toISOString()}>{newsDay(piece.publishedAt, lang)}</time>{" "}
          {piece.isDemo && <Tag kind="warning">{sampleWord[lang]}</Tag>}
        </p>
        <h1>{title?.text}</h1>
        {lang === "en" && body?.lang === "vi" && (
          <p className="small soft" lang="en">
            {texts.onlyVietnamese}
          </p>
        )}
        <p className="lead">{lead?.text}</p>
        {picture && (
          <img
            src={publicPicture(picture.digest, 960, "webp")}
            alt={(lang === "en" && picture.altEn) || picture.alt}
            width="960"
            decoding="async"
          />
        )}
        {paragraphsOf(body?.text ?? "").map((paragraph, at) => (
          <p key={at}>{paragraph}</p>
        ))}
      </article>
      {products.length > 0 && (
        <section aria-labelledby="about">
          <h2 id="about">{texts.about}</h2>
          <ProductCards of={products} />
        </section>
      )}
    </>
  );
}
