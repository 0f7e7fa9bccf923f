import { describedBy, fieldId, type FieldErrors } from "#ui/forms/errors.ts";
import type { Lang } from "#ui/lang.ts";
import { type Criterion, isLeaf, type LeafCriterion, type Option, type Part } from "../../model.ts";
import { notesToConfirm } from "../../self-score/confirmations.ts";
import { answerField, confirmedField } from "../../self-score/fields.ts";
import type { SelfScoreInput } from "../../self-score/form.ts";
import { selfScoreTexts } from "../texts/self-score.ts";
import { sheetTexts } from "../texts/sheet.ts";
import { CriterionNotes, GateMark } from "./criteria.tsx";

type Asked = { lang: Lang; values: SelfScoreInput | undefined; errors: FieldErrors };

/** One part of the form: its criteria as questions. */
export function QuestionsOfPart({ part, ...asked }: { part: Part } & Asked) {
  const texts = sheetTexts[asked.lang];
  return (
    <section className="part" id={`phan-${part.code}`}>
      <h2>
        <span className="kicker">{texts.part(part.code)}</span> <span lang="vi">{part.title}</span>{" "}
        <span className="points">{texts.upTo(part.max)}</span>
      </h2>
      {part.criteria.map((criterion) => (
        <Question key={criterion.code} criterion={criterion} {...asked} />
      ))}
    </section>
  );
}

function Question({ criterion, ...asked }: { criterion: Criterion } & Asked) {
  if (isLeaf(criterion)) return <LeafQuestion leaf={criterion} {...asked} />;
  return (
    <div className="criterion-group">
      <h3>
        <span className="code">{criterion.code}</span> <span lang="vi">{criterion.title}</span>
      </h3>
      <CriterionNotes criterion={criterion} lang={asked.lang} kinds={["hint", "require"]} />
      {criterion.criteria?.map((inner) => (
        <Question key={inner.code} criterion={inner} {...asked} />
      ))}
      <Confirmations criterion={criterion} {...asked} />
    </div>
  );
}

function LeafQuestion({ leaf, ...asked }: { leaf: LeafCriterion } & Asked) {
  const { lang, errors } = asked;
  const texts = sheetTexts[lang];
  const name = answerField(leaf.code);
  const error = errors[name];
  return (
    <div className="question">
      <fieldset
        className={error ? "field invalid" : "field"}
        id={fieldId(name)}
        tabIndex={-1}
        data-code={leaf.code}
        aria-describedby={describedBy(name, { error })}
      >
        <legend>
          <span className="code">{leaf.code}</span> <span lang="vi">{leaf.title}</span>{" "}
          <span className="points">{texts.upTo(leaf.max)}</span>
        </legend>
        <CriterionNotes criterion={leaf} lang={lang} kinds={["hint", "require"]} />
        {error && (
          <p className="field-error" id={`${fieldId(name)}-error`}>
            {error}
          </p>
        )}
        {leaf.cases ? (
          <>
            <p className="hint">{texts.chooseCase}</p>
            {leaf.cases.map(({ id, title }) => (
              <div key={id}>
                <p className="case" lang="vi">
                  {texts.caseOf(id, title)}
                </p>
                <Choices
                  leaf={leaf}
                  options={leaf.options.filter((option) => option.case === id)}
                  {...asked}
                />
              </div>
            ))}
          </>
        ) : (
          <Choices leaf={leaf} options={leaf.options} {...asked} />
        )}
      </fieldset>
      <Confirmations criterion={leaf} {...asked} />
    </div>
  );
}

function Choices({
  leaf,
  options,
  lang,
  values,
}: { leaf: LeafCriterion; options: readonly Option[] } & Asked) {
  return options.map((option) => (
    <label className="choice" key={option.n}>
      <input
        type="radio"
        name={answerField(leaf.code)}
        value={option.n}
        defaultChecked={values?.answers[leaf.code] === option.n}
      />
      <span>
        <span lang="vi">{option.label}</span> <GateMark stars={option.minStar} lang={lang} />
      </span>
      <span className="points">{sheetTexts[lang].points(option.points)}</span>
    </label>
  ));
}

/** Notes that reject the dossier or stop the scoring: read, then ticked only when they hold. */
function Confirmations({ criterion, lang, values }: { criterion: Criterion } & Asked) {
  const texts = selfScoreTexts[lang];
  return notesToConfirm(criterion).map(({ key, kind, text }) => (
    <div key={key} className="confirmation">
      <p>
        <strong>{sheetTexts[lang].note[kind]}:</strong> <span lang="vi">{text}</span>
      </p>
      <label className="choice">
        <input
          type="checkbox"
          name={confirmedField}
          value={key}
          defaultChecked={values?.confirmed.includes(key)}
        />
        <span>{kind === "reject" ? texts.confirmReject : texts.confirmStop}</span>
      </label>
    </div>
  ));
}
