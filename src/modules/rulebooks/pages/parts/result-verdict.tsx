import { fieldId } from "#ui/forms/errors.ts";
import type { Lang } from "#ui/lang.ts";
import { Notice, Tag } from "#ui/public/notice.tsx";
import { Bar, Stars } from "#ui/public/stars.tsx";
import { pathTo } from "#ui/bilingual.ts";
import { filledSheetPath } from "../../paths.ts";
import { answerField } from "../../self-score/fields.ts";
import type { GateLine, ResultView } from "../../self-score/result.ts";
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

/** What stands between the product and its next star. */
export function Holding({ lang, view, edit }: { lang: Lang; view: ResultView; edit: string }) {
  const texts = resultTexts[lang];
  const { next, rejected } = view.score;
  if (rejected) return null;
  if (!next) return <p className="lead">{texts.top}</p>;
  return (
    <section>
      <h2>{texts.next(next.stars)}</h2>
      <p>{next.pointsMissing > 0 ? texts.missing(next.pointsMissing) : texts.enough}</p>
      {view.holding.length > 0 && (
        <>
          <p>{texts.gatesHold(view.holding.length)}</p>
          <ul className="plain gates">
            {view.holding.map((gate) => (
              <GateRow
                key={`${gate.criterion} ${gate.stars}`}
                gate={gate}
                lang={lang}
                edit={edit}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function GateRow({ gate, lang, edit }: { gate: GateLine; lang: Lang; edit: string }) {
  const texts = resultTexts[lang];
  return (
    <li className="card">
      <h3>
        <a href={`${edit}#${fieldId(answerField(gate.criterion))}`}>
          <span className="code">{gate.criterion}</span> <span lang="vi">{gate.title}</span>
        </a>{" "}
        <span className="gate">{texts.forStars(gate.stars)}</span>
      </h3>
      <dl className="change">
        <div>
          <dt>{texts.has}</dt>
          <dd lang={gate.has ? "vi" : undefined}>{gate.has ?? texts.notAnswered}</dd>
        </div>
        <div>
          <dt>{texts.needs}</dt>
          <dd lang="vi">{gate.needs}</dd>
        </div>
      </dl>
    </li>
  );
}

/** Criteria without an answer, each a link to its place in the form. */
export function Unanswered({
  lang,
  unanswered,
  edit,
}: {
  lang: Lang;
  unanswered: ResultView["unanswered"];
  edit: string;
}) {
  const texts = resultTexts[lang];
  if (unanswered.length === 0) return null;
  return (
    <details className="card" open={unanswered.length <= 5}>
      <summary>{texts.unanswered(unanswered.length)}</summary>
      <p>{texts.unansweredMore}</p>
      <ul className="plain" lang="vi">
        {unanswered.map(({ code, title }) => (
          <li key={code}>
            <a className="touch" href={`${edit}#${fieldId(answerField(code))}`}>
              {code} {title}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
