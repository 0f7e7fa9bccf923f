import {
  type Criterion,
  isLeaf,
  type LeafCriterion,
  type Option,
  type Part,
} from "#modules/rulebooks/model.ts";
import { fieldId } from "#ui/forms/errors.ts";
import { notePrefix, optionField, versionPrefix } from "../../../sheet-form/fields.ts";
import type { StandingAnswer } from "../../../sheets/outcome.ts";
import { Beside, type BesideFacts } from "./beside.tsx";

/** What the questions of a sheet show, by criterion. */
export type Questions = {
  readonly answers: Readonly<Record<string, StandingAnswer>>;
  readonly readOnly: boolean;
  /** Null where a sheet is only copied from paper. */
  readonly factsOf: ((code: string) => BesideFacts) | null;
  /** What came back with mistakes, beside its criterion. */
  readonly errors: Readonly<Record<string, string>>;
};

const noteNames = {
  hint: "Ghi chú",
  require: "Yêu cầu",
  reject: "Loại hồ sơ nếu",
  stop: "Dừng chấm nếu",
} as const;

/** One part of the sheet: its criteria as questions. */
export function QuestionsOfPart({ part, questions }: { part: Part; questions: Questions }) {
  return (
    <section className="part" id={`phan-${part.code}`}>
      <h2>
        <span className="kicker">Phần {part.code}</span> {part.title}{" "}
        <span className="points">tối đa {part.max} điểm</span>
      </h2>
      {part.criteria.map((criterion) => (
        <Question key={criterion.code} criterion={criterion} questions={questions} />
      ))}
    </section>
  );
}

function Question({ criterion, questions }: { criterion: Criterion; questions: Questions }) {
  if (isLeaf(criterion)) return <LeafQuestion leaf={criterion} {...questions} />;
  return (
    <div className="criterion-group">
      <h3>
        <span className="code">{criterion.code}</span> {criterion.title}
      </h3>
      <Notes criterion={criterion} />
      {criterion.criteria?.map((inner) => (
        <Question key={inner.code} criterion={inner} questions={questions} />
      ))}
    </div>
  );
}

function Notes({ criterion: { notes = [], appliesWhen } }: { criterion: Criterion }) {
  if (notes.length === 0 && !appliesWhen) return null;
  return (
    <ul className="notes plain">
      {appliesWhen && (
        <li>
          <strong>Điều kiện:</strong> chỉ tính điểm khi tiêu chí {appliesWhen.criterion} được từ{" "}
          {appliesWhen.pointsAtLeast} điểm trở lên.
        </li>
      )}
      {notes.map(({ kind, text }) => (
        <li key={text} className={kind}>
          <strong>{noteNames[kind]}:</strong> {text}
        </li>
      ))}
    </ul>
  );
}

function LeafQuestion({
  leaf,
  answers,
  readOnly,
  factsOf,
  errors,
}: { leaf: LeafCriterion } & Questions) {
  const { code } = leaf;
  const name = optionField(code);
  const given = answers[code];
  const error = errors[code];
  return (
    <div className="question sheet-question" id={fieldId(name)} data-code={code} tabIndex={-1}>
      <div className="columns">
        <div>
          <fieldset className={error ? "field invalid" : "field"} disabled={readOnly}>
            <legend>
              <span className="code">{code}</span> <span lang="vi">{leaf.title}</span>{" "}
              <span className="points">tối đa {leaf.max} điểm</span>
            </legend>
            {error && <p className="field-error">{error}</p>}
            <Notes criterion={leaf} />
            <input
              type="hidden"
              name={`${versionPrefix}${code}`}
              defaultValue={given?.version ?? 0}
            />
            {leaf.cases
              ? leaf.cases.map(({ id, title }) => (
                  <div key={id}>
                    <p className="case">
                      Trường hợp {id}: {title}
                    </p>
                    {leaf.options
                      .filter((option) => option.case === id)
                      .map((option) => (
                        <Choice key={option.n} name={name} option={option} given={given} />
                      ))}
                  </div>
                ))
              : leaf.options.map((option) => (
                  <Choice key={option.n} name={name} option={option} given={given} />
                ))}
          </fieldset>
          <details className="note" open={Boolean(given?.note)}>
            <summary>Ghi chú cho tiêu chí {code}</summary>
            <textarea
              name={`${notePrefix}${code}`}
              aria-label={`Ghi chú cho tiêu chí ${code}`}
              rows={2}
              maxLength={2000}
              defaultValue={given?.note ?? ""}
              disabled={readOnly}
            />
          </details>
        </div>
        {factsOf && <Beside leaf={leaf} facts={factsOf(code)} />}
      </div>
    </div>
  );
}

function Choice({
  name,
  option,
  given,
}: {
  name: string;
  option: Option;
  given: StandingAnswer | undefined;
}) {
  const { minStar = null } = option;
  return (
    <label className="choice">
      <input
        type="radio"
        name={name}
        value={option.n}
        defaultChecked={given?.option === option.n}
      />
      <span className="digit" aria-hidden="true">
        {option.n}
      </span>
      <span>
        <span data-label>{option.label}</span>{" "}
        {minStar !== null && <span className="gate">tối thiểu cho {minStar} sao</span>}
      </span>
      <span className="points">{option.points} điểm</span>
    </label>
  );
}
