import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { ownPaths, publicPicture } from "#modules/market/paths.ts";
import { hostOf } from "#modules/market/web-links.ts";
import { producerPage } from "#modules/portal/service/producer-page.server.ts";
import { publicVersion } from "#modules/portal/version.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { PageHead, StructuredData, useOrigin } from "#ui/public/page-head.tsx";
import { portalPaths } from "../paths.ts";
import { isOver } from "../standing.ts";
import type { Route } from "./+types/producer.ts";
import { NewsLines } from "./parts/news-lines.tsx";
import { Photos } from "./parts/photos.tsx";
import { PlaceMap } from "./parts/place-map.tsx";
import { ProductCards } from "./parts/product-card.tsx";
import { Told } from "./parts/product-parts.tsx";
import stylesheet from "./portal.css?url";
import productStylesheet from "./product.css?url";
import { producerTexts } from "./texts/producer.ts";
import { countText, kindName, placeText, sampleWord } from "./words.tsx";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "stylesheet", href: productStylesheet },
];

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const found = await producerPage(db, params.slug, await publicVersion(db));
  const lang = langOf(new URL(request.url).pathname);
  const { slug } = found.producer;
  if (slug !== params.slug) throw redirect(pathTo(portalPaths.producer, lang, { slug }), 301);
  return found;
});

type Data = Route.ComponentProps["loaderData"];

/** A producer's own place: who it is, what it makes, its story, and the contact that it chose. */
export default function Producer({ loaderData: data }: Route.ComponentProps) {
  const lang = useLang();
  const texts = producerTexts[lang];
  const { producer, content, pictures, products, news } = data;
  const { name } = producer;
  const place = placeText(producer, lang);
  const [cover, ...others] = pictures;
  return (
    <>
      <PageHead
        title={name}
        description={texts.description(name, place)}
        picture={cover && { path: publicPicture(cover.digest, 960, "jpg"), alt: cover.alt }}
      />
      <Organization of={data} />
      <Crumbs
        label={texts.trail}
        trail={[
          { href: portalPaths.home[lang], name: texts.home },
          { href: portalPaths.products[lang], name: texts.products },
        ]}
      />
      <div className="maker">
        {cover && <Photos of={[cover]} name={name} />}
        <div>
          <Head of={producer} place={place} />
          <Numbers of={data} />
        </div>
      </div>
      <section aria-labelledby="products">
        <h2 id="products">{texts.theirs}</h2>
        <ProductCards of={products} withProducer={false} />
      </section>
      <div className="pair">
        {content === null ? (
          <p className="soft small no-print">
            {texts.noProfile} <a href={ownPaths.producer(producer.id)}>{texts.addProfile}</a>
          </p>
        ) : (
          <div className="prose">
            <Told title={texts.intro} of={content.intro} />
            <Told title={texts.story} of={content.story} />
            <p className="small soft">{texts.ownWords}</p>
          </div>
        )}
        <div>
          <Contact of={content} />
          <PlaceMap of={data.map} place={producer} />
        </div>
      </div>
      {others.length > 0 && <Photos of={others} name={name} isOneLarge={false} />}
      {news.length > 0 && (
        <section aria-labelledby="news">
          <h2 id="news">{texts.news}</h2>
          <NewsLines of={news} />
        </section>
      )}
    </>
  );
}

function Head({
  of: { name, kind, isDemo, unitPath },
  place,
}: {
  of: Data["producer"];
  place: string;
}) {
  const lang = useLang();
  const [province = "", commune] = unitPath.split("/");
  return (
    <div className="headline">
      <p className="kicker">{kindName(kind, lang)}</p>
      <h1 lang="vi">{name}</h1>
      <p>
        <a
          href={
            commune === undefined
              ? pathTo(portalPaths.province, lang, { code: province })
              : pathTo(portalPaths.commune, lang, { code: commune })
          }
        >
          {place}
        </a>{" "}
        {isDemo && <Tag kind="warning">{sampleWord[lang]}</Tag>}
      </p>
    </div>
  );
}

function Numbers({ of: { producer, products } }: { of: Data }) {
  const lang = useLang();
  const texts = producerTexts[lang];
  const current = products.filter(({ state }) => !isOver(state) && state !== "uncertain");
  const best = Math.max(0, ...current.map(({ stars }) => stars));
  return (
    <p>
      <strong>{countText(producer.current, lang)}</strong> {texts.current}
      {best > 0 && (
        <>
          {" · "}
          {texts.best} <strong>{texts.starsOf(best)}</strong>
        </>
      )}
      {producer.products > producer.current && (
        <>
          {" · "}
          <strong>{countText(producer.products, lang)}</strong> {texts.all}
        </>
      )}
    </p>
  );
}

/** Only what the producer ticked: what it did not is not even in the data. */
function Contact({ of }: { of: Data["content"] }) {
  const lang = useLang();
  const texts = producerTexts[lang];
  const { address, phone, email, website, socialLinks = [] } = of ?? {};
  const hasAny = [address, phone, email, website, ...socialLinks].some(Boolean);
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">{texts.contact}</h2>
      {!hasAny && <p className="soft">{texts.noContact}</p>}
      {hasAny && (
        <>
          <dl className="facts">
            {address && (
              <>
                <dt>{texts.address}</dt>
                <dd>{address}</dd>
              </>
            )}
            {phone && (
              <>
                <dt>{texts.phone}</dt>
                <dd>
                  <a href={`tel:${phone}`}>{phone}</a>
                </dd>
              </>
            )}
            {email && (
              <>
                <dt>{texts.email}</dt>
                <dd>
                  <a href={`mailto:${email}`}>{email}</a>
                </dd>
              </>
            )}
            {website && (
              <>
                <dt>{texts.website}</dt>
                <dd>
                  <Away to={website} />
                </dd>
              </>
            )}
            {socialLinks.length > 0 && (
              <>
                <dt>{texts.social}</dt>
                {socialLinks.map((link) => (
                  <dd key={link}>
                    <Away to={link} />
                  </dd>
                ))}
              </>
            )}
          </dl>
          <p className="small soft">{texts.contactMore}</p>
        </>
      )}
      {of && <Told title={texts.hours} of={of.openingHours} />}
    </section>
  );
}

function Away({ to }: { to: string }) {
  return (
    <a href={to} rel="nofollow noopener noreferrer ugc">
      {hostOf(to)}
    </a>
  );
}

/** The producer as schema.org has it; contact only as it was chosen to be public. */
function Organization({ of: { producer, content } }: { of: Data }) {
  const { slug, name } = producer;
  const lang = useLang();
  const origin = useOrigin();
  return (
    <StructuredData
      of={{
        "@type": "Organization",
        "@id": `${origin}${pathTo(portalPaths.producer, "vi", { slug })}`,
        url: `${origin}${pathTo(portalPaths.producer, lang, { slug })}`,
        name,
        ...(content?.address ? { address: content.address } : {}),
        ...(content?.phone ? { telephone: content.phone } : {}),
        ...(content?.email ? { email: content.email } : {}),
        ...(content && (content.website || content.socialLinks.length > 0)
          ? { sameAs: [content.website, ...content.socialLinks].filter(Boolean) }
          : {}),
      }}
    />
  );
}
