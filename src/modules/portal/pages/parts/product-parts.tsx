import { ownPaths } from "#modules/market/paths.ts";
import { paragraphsOf } from "#modules/market/paragraphs.ts";
import type { ProductContent } from "#modules/market/model.ts";
import { hostOf } from "#modules/market/web-links.ts";
import { publicPaths } from "#modules/recognition/public-paths.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { useLang } from "#ui/lang.ts";
import { useOrigin } from "#ui/public/page-head.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { portalPaths } from "../../paths.ts";
import { isOver } from "../../standing.ts";
import type { ProductData } from "../product.tsx";
import { productTexts } from "../texts/product.ts";
import { recognisedText } from "../standing-words.tsx";
import { inLang, placeText } from "../words.tsx";
import { NewsLines } from "./news-lines.tsx";
import { PointLines } from "./point-lines.tsx";
import { PlaceMap } from "./place-map.tsx";
import { ProductCards } from "./product-card.tsx";

type Part = { of: ProductData };

/** What the producer tells and an officer has accepted; nothing of it is a star or a day. */
export function OwnWords({ of: { content, product } }: Part) {
  const lang = useLang();
  const texts = productTexts[lang];
  if (content === null)
    return isOver(product.state) ? null : (
      <p className="own-words soft small no-print">
        {texts.noProfile} <a href={ownPaths.product(product.id)}>{texts.addProfile}</a>
      </p>
    );
  return (
    <section className="own-words prose" aria-label={texts.about}>
      <Told title={texts.about} of={content.description} />
      <Told title={texts.story} of={content.story} />
      <dl className="facts">
        <Line name={texts.usage} of={content.usage} />
        <Line name={texts.keeping} of={content.keeping} />
        <Line name={texts.packaging} of={content.packaging} />
      </dl>
      <p className="small soft">{texts.ownWords}</p>
    </section>
  );
}

/** A text under its heading, in the page's language or else as it was written; nothing where there is none. */
export function Told({ title, of }: { title: string; of: ProductContent["story"] }) {
  const found = inLang(of, useLang());
  if (found === null) return null;
  return (
    <>
      <h2>{title}</h2>
      {paragraphsOf(found.text).map((paragraph, at) => (
        <p key={at} className="told" lang={found.lang}>
          {paragraph}
        </p>
      ))}
    </>
  );
}

function Line({ name, of }: { name: string; of: ProductContent["story"] }) {
  const found = inLang(of, useLang());
  if (found === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className="told" lang={found.lang}>
        {found.text}
      </dd>
    </>
  );
}

/** Shops on the web and points of sale; for a product whose star has ended, neither. */
export function Buy({ of: { product, content, points } }: Part) {
  const lang = useLang();
  const texts = productTexts[lang];
  const links = content?.buyLinks ?? [];
  return (
    <section aria-labelledby="buy">
      <h2 id="buy">{texts.buy}</h2>
      {isOver(product.state) ? (
        <p>{texts.noBuyOver}</p>
      ) : (
        <>
          {links.length > 0 && (
            <ul className="chips" aria-label={texts.online}>
              {links.map((link) => (
                <li key={link}>
                  <a href={link} rel="nofollow noopener noreferrer ugc">
                    {hostOf(link)}
                  </a>
                </li>
              ))}
            </ul>
          )}
          <PointLines of={points} />
          {links.length === 0 && points.length === 0 && (
            <p>
              {texts.noBuy}{" "}
              <a
                lang="vi"
                href={pathTo(portalPaths.producer, lang, { slug: product.producerSlug })}
              >
                {product.producerName}
              </a>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** Where it comes from: the place, a way to see it on a map, and the lots. */
export function Where({ of: { product, content, hasOwnPosition, map } }: Part) {
  const lang = useLang();
  const texts = productTexts[lang];
  const { latitude, longitude } = product;
  return (
    <section aria-labelledby="where">
      <h2 id="where">{texts.where}</h2>
      <p>{placeText(product, lang)}</p>
      <PlaceMap of={map} place={product} />
      {latitude !== null && longitude !== null && (
        <p className="small soft">
          <span className="number">
            {latitude.toFixed(4)}, {longitude.toFixed(4)}
          </span>
          . {texts.position[hasOwnPosition ? "product" : "commune"]}
        </p>
      )}
      {content?.traceLink && (
        <>
          <h3>{texts.trace}</h3>
          <p>
            <a href={content.traceLink} rel="nofollow noopener noreferrer ugc">
              {texts.traceLink}
            </a>{" "}
            <span className="soft">({hostOf(content.traceLink)})</span>
          </p>
        </>
      )}
    </section>
  );
}

/** Every recognition, the newest first. */
export function History({ of }: { of: ProductData["history"] }) {
  const lang = useLang();
  const texts = productTexts[lang];
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.history}</h2>
      <ol className="plain">
        {of.map((one, at) => (
          <li key={at} className={one.revokedOn === null ? undefined : "lapsed"}>
            <Stars count={one.stars} of={5} lang={lang} /> {recognisedText(one, lang)}
            {" · "}
            <span className="soft" lang="vi">
              {[one.decisionNumber ?? texts.noDecision, one.issuer].filter(Boolean).join(", ")}
            </span>
            {one.revokedOn && (
              <>
                {" · "}
                <strong>{texts.revoked(dayText(one.revokedOn, lang))}</strong>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A code to scan, the address to copy, ways to pass it on, and where to complain. */
export function Share({ of: { product, qr } }: Part) {
  const lang = useLang();
  const texts = productTexts[lang];
  const address = `${useOrigin()}${pathTo(portalPaths.product, lang, { slug: product.slug })}`;
  const about = product.token ? `?${new URLSearchParams({ ma: product.token })}` : "";
  const words = encodeURIComponent(product.name);
  const link = encodeURIComponent(address);
  const says = product.token ? texts.qrVerify : texts.qrPage;
  return (
    <section aria-labelledby="share">
      <h2 id="share">{texts.share}</h2>
      <div className="qr-box">
        <img className="qr" src={qr} alt={says} width="144" height="144" />
        <div>
          <p>
            <strong>{says}.</strong> {product.token && texts.qrMore}
          </p>
          <p className="address small">{address}</p>
          <ul className="chips no-print">
            <li>
              <a href={`mailto:?subject=${words}&body=${link}`}>{texts.mail}</a>
            </li>
            <li>
              <a
                href={`https://www.facebook.com/sharer/sharer.php?u=${link}`}
                rel="noopener noreferrer"
              >
                {texts.facebook}
              </a>
            </li>
            <li>
              <a href={publicPaths.report[lang] + about}>{texts.report}</a>
            </li>
          </ul>
        </div>
      </div>
    </section>
  );
}

/** Others of the same producer, and of its neighbours. */
export function Beside({ of: { others, near, news } }: Part) {
  const texts = productTexts[useLang()];
  return (
    <div className="no-print">
      {news.length > 0 && (
        <section aria-labelledby="news">
          <h2 id="news">{texts.news}</h2>
          <NewsLines of={news} />
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">{texts.more}</h2>
          <ProductCards of={others} />
        </section>
      )}
      {near.length > 0 && (
        <section aria-labelledby="near">
          <h2 id="near">{texts.near}</h2>
          <ProductCards of={near} />
        </section>
      )}
    </div>
  );
}
