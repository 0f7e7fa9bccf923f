import type { Criterion, LeafCriterion, RuleSet, Score } from "#modules/rulebooks/model.ts";
import { isLeaf } from "#modules/rulebooks/model.ts";
import { Stars } from "#ui/public/stars.tsx";
import type { Remarks, StandingAnswer } from "../../../sheets/outcome.ts";

/** A whole sheet to read before it is signed, or after. */
export function Review({
  product,
  set,
  answers,
  remarks,
  score,
}: {
  product: string;
  set: RuleSet;
  answers: Readonly<Record<string, StandingAnswer>>;
  remarks: Remarks;
  score: Score;
}) {
  return (
    <section aria-label="Nội dung phiếu">
      <p className="lead">
        {product}: <b className="number">{score.total} điểm</b>{" "}
        <Stars count={score.stars} of={5} lang="vi" />
      </p>
      {score.stars < score.bandStars && (
        <p>
          Đủ điểm cho {score.bandStars} sao nhưng chưa đạt mức tối thiểu ở:{" "}
          {[...new Set(score.unmet.map(({ criterion }) => criterion))].join(", ")}.
        </p>
      )}
      {score.unanswered.length > 0 && (
        <p className="field-error">Chưa chấm: {score.unanswered.join(", ")}.</p>
      )}
      {set.parts.map((part) => (
        <div key={part.code}>
          <table className="review">
            <caption>
              Phần {part.code}: {score.parts[part.code] ?? 0}/{part.max} điểm
            </caption>
            <thead>
              <tr>
                <th scope="col">Tiêu chí</th>
                <th scope="col">Mức đã chọn</th>
                <th scope="col" className="right">
                  Điểm
                </th>
              </tr>
            </thead>
            <tbody>
              {part.criteria.flatMap(leavesOf).map((leaf) => (
                <Row key={leaf.code} leaf={leaf} answer={answers[leaf.code]} />
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {remarks.comment && (
        <p className="typed">
          <b>Nhận xét:</b> {remarks.comment}
        </p>
      )}
      {remarks.proposesRejection && (
        <p className="typed">
          <b>Đề nghị loại hồ sơ:</b> {remarks.rejectionReason ?? "chưa ghi lý do"}
        </p>
      )}
      {remarks.stopAt && (
        <p>
          <b>Dừng chấm từ tiêu chí {remarks.stopAt}.</b>
        </p>
      )}
    </section>
  );
}

function Row({ leaf, answer }: { leaf: LeafCriterion; answer: StandingAnswer | undefined }) {
  const option = leaf.options[(answer?.option ?? 0) - 1];
  return (
    <tr>
      <th scope="row">
        <span className="code">{leaf.code}</span> {leaf.title}
      </th>
      <td>
        {option ? `${option.n}. ${option.label}` : <span className="open">Chưa chấm</span>}
        {answer?.note && <span className="typed block soft">{answer.note}</span>}
      </td>
      <td className="right number">{option?.points ?? 0}</td>
    </tr>
  );
}

function leavesOf(criterion: Criterion): readonly LeafCriterion[] {
  if (isLeaf(criterion)) return [criterion];
  return (criterion.criteria ?? []).flatMap(leavesOf);
}
