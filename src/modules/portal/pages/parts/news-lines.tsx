import { newsKinds } from "#modules/market/model.ts";
import { newsSlug } from "#modules/market/news-slug.ts";
import type { PublicNews } from "#modules/market/service/published.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { Tag } from "#ui/public/notice.tsx";
import { portalPaths } from "../../paths.ts";
import { inLang, newsDay, sampleWord } from "../words.tsx";

/** Pieces of news as lines of a list: kind, day, title, lead. */
export function NewsLines({ of, level = 3 }: { of: readonly PublicNews[]; level?: 2 | 3 }) {
  const lang = useLang();
  const Title = level === 2 ? "h2" : "h3";
  return (
    <ul className="news plain">
      {of.map((piece) => {
        const title = inLang({ vi: piece.title, en: piece.titleEn }, lang);
        const lead = inLang({ vi: piece.lead, en: piece.leadEn }, lang);
        return (
          <li key={piece.id}>
            <p className="kicker">
              {newsKinds[piece.kind][lang]} ·{" "}
              <time dateTime={piece.publishedAt.toISOString()}>
                {newsDay(piece.publishedAt, lang)}
              </time>{" "}
              {piece.isDemo && !(title?.text ?? "").includes(sampleWord[lang]) && (
                <Tag kind="warning">{sampleWord[lang]}</Tag>
              )}
            </p>
            <Title>
              <a
                href={pathTo(portalPaths.story, lang, { slug: newsSlug(piece.title, piece.id) })}
                lang={title?.lang}
              >
                {title?.text}
              </a>
            </Title>
            <p lang={lead?.lang}>{lead?.text}</p>
          </li>
        );
      })}
    </ul>
  );
}
