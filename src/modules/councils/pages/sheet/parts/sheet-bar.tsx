import type { RuleSet, Score } from "#modules/rulebooks/model.ts";
import { Bar, Stars } from "#ui/public/stars.tsx";
import { goField } from "../../../sheet-form/fields.ts";

/** Sticks to the foot of the screen: where the sheet stands, where the work is kept, and the way on. */
export function SheetBar({
  set,
  score,
  readOnly,
  sign,
}: {
  set: RuleSet;
  score: Score;
  readOnly: boolean;
  /** Where the sealed or the finished sheet is looked at. */
  sign: string;
}) {
  const maximum = set.parts.reduce((sum, part) => sum + part.max, 0);
  const leaves = countLeaves(set);
  const gates = score.next?.gates ?? [];
  return (
    <section className="score-bar sheet-bar" aria-label="Kết quả phiếu của tôi">
      <p className="save-state" data-save-state="" hidden>
        <output data-save-words />
      </p>
      <details>
        <summary>
          <Stars count={score.total === 0 ? 0 : score.stars} of={5} lang="vi" />{" "}
          <b className="number">
            <span data-total>{score.total}</span>/{maximum}
          </b>{" "}
          <span className="number soft">
            <span data-done>{leaves - score.unanswered.length}</span>/{leaves}{" "}
            <span className="unit">tiêu chí</span>
          </span>
          <span className="tag error" data-rejected hidden={!score.rejected}>
            Đề nghị loại
          </span>
        </summary>
        <div className="score-detail">
          <dl className="score-parts">
            {set.parts.map((part) => (
              <div key={part.code} data-part={part.code} data-max={part.max}>
                <dt>Phần {part.code}</dt>
                <dd>
                  <Bar value={score.parts[part.code] ?? 0} max={part.max} />
                  <span className="number">
                    <span data-points>{score.parts[part.code] ?? 0}</span>/{part.max}
                  </span>
                </dd>
              </div>
            ))}
          </dl>
          <p>
            Chưa chấm:{" "}
            <b className="number" data-left>
              {score.unanswered.length}
            </b>{" "}
            tiêu chí
          </p>
          <p>
            <b>Mức tối thiểu (★) chưa đạt cho mức sao kế tiếp</b>
          </p>
          <ul data-unmet>
            {gates.map(({ criterion, stars }) => (
              <li key={`${criterion} ${stars}`}>
                {criterion} <span className="gate">tối thiểu cho {stars} sao</span>
              </li>
            ))}
          </ul>
          <p data-none hidden={gates.length > 0}>
            Không vướng mức tối thiểu nào.
          </p>
        </div>
      </details>
      <div className="score-actions">
        {readOnly ? (
          <a className="button" href={sign}>
            Xem phiếu
          </a>
        ) : (
          <>
            <button type="button" className="second next-open" data-next-open hidden>
              Chưa chấm ↓
            </button>
            <button className="second" name={goField} value="save" data-plain>
              Lưu
            </button>
            <button name={goField} value="sign">
              Xem lại và ký
            </button>
          </>
        )}
      </div>
      <p className="field-error" role="alert" data-needs-network hidden>
        Còn mục chưa gửi được hoặc cần chọn. Phiếu chỉ ký được khi hệ thống đã nhận đủ; những gì đã
        chấm vẫn nằm trên máy này.
      </p>
      <output className="visually-hidden" data-said />
    </section>
  );
}

function countLeaves(set: RuleSet): number {
  type Inner = RuleSet["parts"][number]["criteria"];
  const within = (criteria: Inner): number =>
    criteria.reduce((sum, one) => sum + (one.criteria ? within(one.criteria) : 1), 0);
  return set.parts.reduce((sum, part) => sum + within(part.criteria), 0);
}
