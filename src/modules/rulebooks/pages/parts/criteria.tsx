import type { ReactNode } from "react";
import type { Lang } from "#ui/lang.ts";
import { type Criterion, isLeaf, type LeafCriterion, type Option, type Part } from "../../model.ts";
import { sheetTexts } from "../texts/sheet.ts";

/** A province's texts of one set, by `code` and `code#n`. */
type Wording = Readonly<Record<string, string>>;

/** One part of a set, to be read and printed. */
export function CriteriaOfPart({
  part,
  wording,
  lang,
}: {
  part: Part;
  wording: Wording;
  lang: Lang;
}) {
  const texts = sheetTexts[lang];
  return (
    <section className="part" id={`phan-${part.code}`}>
      <h2>
        <span className="kicker">{texts.part(part.code)}</span> <span lang="vi">{part.title}</span>{" "}
        <span className="points">{texts.points(part.max)}</span>
      </h2>
      {part.criteria.map((criterion) => (
        <CriterionText
          key={criterion.code}
          criterion={criterion}
          wording={wording}
          lang={lang}
          depth={0}
        />
      ))}
    </section>
  );
}

function CriterionText({
  criterion,
  wording,
  lang,
  depth,
}: {
  criterion: Criterion;
  wording: Wording;
  lang: Lang;
  depth: number;
}) {
  const Heading = depth === 0 ? "h3" : "h4";
  const leaf = isLeaf(criterion);
  return (
    <div className={leaf ? "criterion" : "criterion-group"} id={`tc-${criterion.code}`}>
      <Heading>
        <span className="code">{criterion.code}</span> <span lang="vi">{criterion.title}</span>{" "}
        <span className="points">{sheetTexts[lang].points(criterion.max)}</span>
      </Heading>
      <Official text={wording[criterion.code]} />
      <CriterionNotes criterion={criterion} lang={lang} />
      {leaf && <Options leaf={criterion} wording={wording} lang={lang} />}
      {criterion.criteria?.map((inner) => (
        <CriterionText
          key={inner.code}
          criterion={inner}
          wording={wording}
          lang={lang}
          depth={depth + 1}
        />
      ))}
    </div>
  );
}

/** Conditions and notes of a criterion. `kinds`: those to show, all where left out. */
export function CriterionNotes({
  criterion,
  lang,
  kinds,
}: {
  criterion: Criterion;
  lang: Lang;
  kinds?: readonly string[];
}) {
  const texts = sheetTexts[lang];
  const notes = (criterion.notes ?? []).filter(({ kind }) => !kinds || kinds.includes(kind));
  const { appliesWhen } = criterion;
  if (notes.length === 0 && !appliesWhen) return null;
  return (
    <ul className="notes plain">
      {appliesWhen && <li>{texts.condition(appliesWhen.criterion, appliesWhen.pointsAtLeast)}</li>}
      {notes.map(({ kind, text }) => (
        <li key={text} className={kind}>
          <strong>{texts.note[kind]}:</strong> <span lang="vi">{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Options({ leaf, wording, lang }: { leaf: LeafCriterion; wording: Wording; lang: Lang }) {
  const texts = sheetTexts[lang];
  const row = (option: Option): ReactNode => (
    <li key={option.n}>
      <span>
        <span lang="vi">{option.label}</span> <GateMark stars={option.minStar} lang={lang} />
        <Official text={wording[`${leaf.code}#${option.n}`]} />
      </span>
      <span className="points">{texts.points(option.points)}</span>
    </li>
  );
  if (!leaf.cases) return <ul className="options plain">{leaf.options.map(row)}</ul>;
  return leaf.cases.map(({ id, title }) => (
    <div key={id}>
      <p className="case" lang="vi">
        {texts.caseOf(id, title)}
      </p>
      <ul className="options plain">
        {leaf.options.filter((option) => option.case === id).map(row)}
      </ul>
    </div>
  ));
}

/** The mark of an option that is the least for a star level. */
export function GateMark({ stars, lang }: { stars: number | null | undefined; lang: Lang }) {
  if (stars === null || stars === undefined) return null;
  return <span className="gate">{sheetTexts[lang].gate(stars)}</span>;
}

function Official({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <q className="official" lang="vi">
      {text}
    </q>
  );
}
