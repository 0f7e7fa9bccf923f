import type { Candidate, NamedSet } from "#modules/rulebooks/service/comparison.server.ts";
import type { Lang } from "#ui/lang.ts";
import type { CriterionSide, RegimeComparison } from "../../compare.ts";
import type { ComparedCriterion, ComparisonView } from "../../self-score/comparison.ts";
import { compareTexts } from "../texts/compare.ts";
import { listTexts } from "../texts/rulebooks.ts";

/** Both results, and what can be done about the open part. */
export function SideBySide({
  lang,
  mine,
  other,
  comparison,
}: {
  lang: Lang;
  mine: NamedSet;
  other: Candidate & NamedSet;
  comparison: RegimeComparison;
}) {
  const texts = compareTexts[lang];
  const { from, least, most, needsAnswer } = comparison;
  return (
    <>
      <div className="grid two">
        <Side lang={lang} heading={texts.now} set={mine}>
          <p className="verdict-total">
            {texts.stars(from.stars, from.stars)} · {texts.points(from.total)}
          </p>
        </Side>
        <Side lang={lang} heading={texts.under} set={other}>
          <p className="verdict-total">
            {texts.stars(least.stars, most.stars)} · {texts.between(least.total, most.total)}
          </p>
        </Side>
      </div>
      <p>
        {needsAnswer.length > 0 ? texts.range(needsAnswer.length) : texts.exact} {texts.unconfirmed}
      </p>
      <details>
        <summary>{texts.because}</summary>
        <ul lang="vi">
          {other.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </details>
      <form method="post" className="no-print">
        <p className="actions">
          <button className="second">{texts.continue}</button>
        </p>
        <p className="hint">{texts.continueMore}</p>
      </form>
    </>
  );
}

function Side({
  lang,
  heading,
  set,
  children,
}: {
  lang: Lang;
  heading: string;
  set: NamedSet;
  children: React.ReactNode;
}) {
  return (
    <section className="card">
      <h2>{heading}</h2>
      {children}
      <p className="soft">
        {listTexts[lang].decision(set.decision)}
        <br />
        <span lang="vi">
          {set.code}. {set.title}
        </span>
      </p>
    </section>
  );
}

/** The criteria, by what must be done about them. */
export function Compared({ lang, view }: { lang: Lang; view: ComparisonView }) {
  const texts = compareTexts[lang];
  const lists = [
    { heading: texts.ask, criteria: view.ask, open: true },
    { heading: texts.changed, criteria: view.changed, open: true },
    { heading: texts.gone, criteria: view.gone, open: false },
    { heading: texts.same, criteria: view.same, open: false },
  ];
  return lists
    .filter(({ criteria }) => criteria.length > 0)
    .map(({ heading, criteria, open }) => (
      <details key={heading} className="card way" open={open}>
        <summary>
          {heading} <span className="soft">({criteria.length})</span>
        </summary>
        <ul className="steps plain">
          {criteria.map((criterion) => (
            <CriterionLine
              key={`${criterion.from?.code} ${criterion.to?.code}`}
              criterion={criterion}
              lang={lang}
            />
          ))}
        </ul>
      </details>
    ));
}

function CriterionLine({ criterion, lang }: { criterion: ComparedCriterion; lang: Lang }) {
  const texts = compareTexts[lang];
  const { from, to, title, outcome, sameGates } = criterion;
  return (
    <li>
      <p>
        <span className="code">{to?.code ?? from?.code}</span> <b lang="vi">{title}</b>{" "}
        {outcome === "new" && <span className="tag">{texts.asNew}</span>}
      </p>
      {criterion.chosen && (
        <p className="small">
          {texts.chosen}: <span lang="vi">{criterion.chosen}</span>
        </p>
      )}
      <p className="soft number">{pointsText(criterion, lang)}</p>
      {from && to && !sameGates && (
        <p className="small">
          <span className="gate">{texts.gates}</span>: {gatesText(from, lang)} →{" "}
          {gatesText(to, lang)}
        </p>
      )}
    </li>
  );
}

function pointsText({ outcome, from, to }: ComparedCriterion, lang: Lang): string {
  const texts = compareTexts[lang];
  const scored = (side: CriterionSide): string => `${side.points}/${side.max}`;
  if (from && to && outcome === "carried") return texts.change(scored(from), scored(to));
  if (from && to) return texts.change(scored(from), texts.worth(to.max));
  if (to) return texts.worth(to.max);
  return from ? scored(from) : "";
}

function gatesText({ gates }: CriterionSide, lang: Lang): string {
  const texts = compareTexts[lang];
  return gates.map(({ stars, points }) => texts.gate(stars, points)).join("; ") || texts.noGates;
}
