import { useId } from "react";
import { describedBy, fieldId, type FieldErrors } from "#ui/forms/errors.ts";
import { Notice, Tag } from "#ui/public/notice.tsx";
import type { Criterion, LeafCriterion, Option } from "#modules/rulebooks/model.ts";
import type { AskedCriterion } from "../../../filing/criteria.ts";
import { downloadPaths } from "../../../documents/paths.ts";
import { type FormValues, one } from "#core/field/form.ts";
import { criterionBox } from "../../../filing/form.ts";

/** A paper of the vault as the form offers it. */
export type PaperChoice = {
  readonly id: string;
  readonly title: string;
  readonly kindName: string;
  /** Number and days, in one line; may be empty. */
  readonly facts: string;
  /** Why it does not count today; null when it does. */
  readonly fault: string | null;
  /** Of a kind that the guide names for this criterion. */
  readonly suggested: boolean;
};

const noteNames = {
  hint: "Ghi chú",
  require: "Yêu cầu",
  reject: "Loại hồ sơ nếu",
  stop: "Dừng chấm nếu",
} as const;

/** Conditions and notes of the criterion and of the groups that it stands in, explained. */
export function Conditions({
  asked,
  titles,
}: {
  asked: AskedCriterion;
  titles: ReadonlyMap<string, string>;
}) {
  const around: readonly Criterion[] = [...asked.groups, asked.leaf];
  const notes = around.flatMap(({ notes: own = [] }) => own);
  const condition = around.find(({ appliesWhen }) => appliesWhen)?.appliesWhen;
  const serious = notes.filter(({ kind }) => kind === "reject" || kind === "stop");
  return (
    <>
      {condition && (
        <Notice>
          <p>
            Chỉ tính điểm khi tiêu chí {condition.criterion} {titles.get(condition.criterion) ?? ""}{" "}
            được từ {condition.pointsAtLeast} điểm trở lên. Chưa đủ thì ở đây tính 0 điểm, dù chọn
            mức nào.
          </p>
        </Notice>
      )}
      {notes.length > serious.length && (
        <ul className="notes plain">
          {notes
            .filter((note) => !serious.includes(note))
            .map(({ kind, text }) => (
              <li key={text} className={kind}>
                <strong>{noteNames[kind]}:</strong> {text}
              </li>
            ))}
        </ul>
      )}
      {serious.map(({ kind, text }) => (
        <Notice key={text} kind="warning" title={`${noteNames[kind]}: ${text}`}>
          <p>
            {kind === "reject"
              ? "Nếu vướng điều này, hội đồng sẽ loại hồ sơ dù điểm cao. Hãy khắc phục trước khi nộp."
              : "Nếu vướng điều này, các tiêu chí phía sau bị tính 0 điểm. Hãy khắc phục trước khi nộp."}
          </p>
        </Notice>
      ))}
    </>
  );
}

/** The options as radio buttons, by case where the criterion has any; the last takes the answer back. */
export function OptionChoices({
  leaf,
  values,
  errors,
}: {
  leaf: LeafCriterion;
  values: FormValues;
  errors: FieldErrors;
}) {
  const name = criterionBox.option;
  const chosen = one(values, name);
  const error = errors[name];
  return (
    <fieldset
      id={fieldId(name)}
      tabIndex={-1}
      className={error ? "field invalid" : "field"}
      aria-describedby={describedBy(name, { error })}
    >
      <legend>Chọn mức đúng với cơ sở của bạn hôm nay</legend>
      {error && (
        <p className="field-error" id={`${fieldId(name)}-error`}>
          {error}
        </p>
      )}
      {leaf.cases ? (
        <>
          <p className="hint">Chọn một trường hợp, rồi chọn một mức trong trường hợp đó.</p>
          {leaf.cases.map(({ id, title }) => (
            <div key={id}>
              <p className="case">
                Trường hợp {id}: {title}
              </p>
              {leaf.options
                .filter((option) => option.case === id)
                .map((option) => (
                  <Choice key={option.n} option={option} chosen={chosen} />
                ))}
            </div>
          ))}
        </>
      ) : (
        leaf.options.map((option) => <Choice key={option.n} option={option} chosen={chosen} />)
      )}
      <label className="choice quiet">
        <input type="radio" name={name} value="" defaultChecked={chosen === ""} />
        <span>Chưa chọn</span>
      </label>
    </fieldset>
  );
}

function Choice({ option, chosen }: { option: Option; chosen: string }) {
  const { minStar = null } = option;
  return (
    <label className="choice">
      <input
        type="radio"
        name={criterionBox.option}
        value={option.n}
        defaultChecked={chosen === String(option.n)}
      />
      <span>
        {option.label}{" "}
        {minStar !== null && <span className="gate">tối thiểu cho {minStar} sao</span>}
      </span>
      <span className="points">{option.points} điểm</span>
    </label>
  );
}

/** Papers of the vault to tick; those that the guide names stand first. */
export function PaperChoices({
  dossierId,
  papers,
  values,
  before,
  errors,
}: {
  dossierId: string;
  papers: readonly PaperChoice[];
  values: FormValues;
  /** Ids that back the criterion on the server when the page is made. */
  before: readonly string[];
  errors: FieldErrors;
}) {
  const ticked = new Set(values[criterionBox.papers] ?? []);
  const shown = papers.filter(({ id, suggested }) => suggested || ticked.has(id));
  const others = papers.filter((paper) => !shown.includes(paper));
  const error = errors["paperId"];
  return (
    <fieldset id={fieldId("paperId")} tabIndex={-1} className={error ? "field invalid" : "field"}>
      <legend>Minh chứng trong kho giấy tờ</legend>
      {error && <p className="field-error">{error}</p>}
      {before.map((id) => (
        <input key={id} type="hidden" name={criterionBox.papersBefore} value={id} />
      ))}
      {papers.length === 0 && (
        <p className="hint">
          Kho giấy tờ còn trống. Hãy chụp hoặc tải giấy tờ lên rồi quay lại đây.
        </p>
      )}
      {shown.map((paper) => (
        <PaperTick key={paper.id} paper={paper} ticked={ticked.has(paper.id)} />
      ))}
      {before.length > 0 && (
        <p className="small">
          Xem lại:{" "}
          {papers
            .filter(({ id }) => before.includes(id))
            .map(({ id, title }, at) => (
              <span key={id}>
                {at > 0 && ", "}
                <a href={downloadPaths.paper(dossierId, id)} target="_blank" rel="noreferrer">
                  {title}
                </a>
              </span>
            ))}
        </p>
      )}
      {others.length > 0 && (
        <details open={shown.length === 0 && others.length <= 4}>
          <summary>Giấy tờ khác trong kho ({others.length})</summary>
          {others.map((paper) => (
            <PaperTick key={paper.id} paper={paper} ticked={false} />
          ))}
        </details>
      )}
    </fieldset>
  );
}

function PaperTick({ paper, ticked }: { paper: PaperChoice; ticked: boolean }) {
  const id = useId();
  const closed = paper.fault !== null && !ticked;
  return (
    <label className={closed ? "choice closed" : "choice"}>
      <input
        type="checkbox"
        name={criterionBox.papers}
        value={paper.id}
        defaultChecked={ticked}
        disabled={closed}
        aria-describedby={paper.fault === null ? undefined : id}
      />
      <span>
        {paper.title}
        <small className="soft block">
          {[paper.kindName, paper.facts].filter(Boolean).join(" · ")}
        </small>
        {paper.fault !== null && (
          <span id={id}>
            <Tag kind="error">{paper.fault}</Tag>
          </span>
        )}
      </span>
    </label>
  );
}
