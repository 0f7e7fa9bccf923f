import { fieldId } from "#ui/forms/errors.ts";
import type { Lang } from "#ui/lang.ts";
import { answerField } from "../../self-score/fields.ts";
import type { GateLine, ResultView } from "../../self-score/result.ts";
import { resultTexts } from "../texts/result.ts";

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
