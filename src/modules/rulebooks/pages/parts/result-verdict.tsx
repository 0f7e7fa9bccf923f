import type { Lang } from "#ui/lang.ts";
import { Notice, Tag } from "#ui/public/notice.tsx";
import { Bar, Stars } from "#ui/public/stars.tsx";
import { pathTo } from "#ui/bilingual.ts";
import { filledSheetPath } from "../../paths.ts";
import type { ResultView } from "../../self-score/result.ts";
import { resultTexts } from "../texts/result.ts";

/** The stars, the total and the parts. */
export function Verdict({
  lang,
  view,
  verified,
  edit,
  token,
}: {
  lang: Lang;
  view: ResultView;
  verified: boolean;
  edit: string;
  token: string;
}) {
  const texts = resultTexts[lang];
  const { score } = view;
  return (
    <section className="card verdict">
      <div className="verdict-head">
        {score.rejected ? (
          <p className="verdict-stars">
            <Tag kind="error">{texts.rejected}</Tag>
          </p>
        ) : (
          <p className="verdict-stars">
            <Stars count={score.stars} of={view.highest} lang={lang} />
            <b>{texts.rated(score.stars)}</b>
          </p>
        )}
        <p className="verdict-total number">{texts.total(score.total, view.maximum)}</p>
        {score.rejected && <p>{texts.rejectedMore}</p>}
        {!score.rejected && score.bandStars > score.stars && (
          <p>{texts.bandHigher(score.bandStars, score.stars)}</p>
        )}
        {view.stopAt && <p>{texts.stopped(view.stopAt)}</p>}
        {!verified && <Notice kind="warning">{texts.unverified}</Notice>}
        <p className="actions">
          <a className="button" href={edit}>
            {texts.edit}
          </a>
          <a
            className="button second"
            href={pathTo({ vi: filledSheetPath, en: filledSheetPath }, lang, { token })}
          >
            {texts.pdf}
          </a>
        </p>
      </div>
      <dl className="score-parts">
        {view.parts.map((part) => (
          <div key={part.code}>
            <dt>
              {texts.part(part.code)} <span lang="vi">{part.title}</span>
            </dt>
            <dd>
              <Bar value={part.points} max={part.max} />
              <span className="number">
                {part.points}/{part.max}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{texts.noLegal}</p>
    </section>
  );
}
