import { Bar, Stars } from "#ui/public/stars.tsx";
import type { progressOf, Step } from "../../../filing/steps.ts";
import { filingPaths } from "../../../paths.ts";

/** The one thing to do now. */
export function NextThing({
  id,
  next,
  submit,
  returned,
}: {
  id: string;
  next: Step | null;
  submit: boolean;
  returned: boolean;
}) {
  return (
    <section className="card next-thing" aria-labelledby="viec-tiep">
      <h2 id="viec-tiep">Việc tiếp theo</h2>
      {next ? (
        <p className="actions">
          <a className="button" href={next.href}>
            {next.kind === "criterion" ? `Tiêu chí ${next.name}: ${next.title}` : next.title}
          </a>
        </p>
      ) : (
        <p>Mọi mục đã xong.</p>
      )}
      {submit && (
        <p>
          <a className={next ? "touch" : "button"} href={filingPaths.file(id)}>
            {returned ? "Kiểm tra và nộp lại" : "Kiểm tra và nộp hồ sơ"}
          </a>
        </p>
      )}
    </section>
  );
}

/** The self-score: stars, points by part, and what holds it back. */
export function ScoreCard({
  id,
  bar,
  parts,
  unmet,
  bare,
  readOnly,
}: {
  id: string;
  bar: { standing: { total: number; stars: number }; maximum: number; highest: number };
  parts: readonly { code: string; title: string; max: number; points: number }[];
  unmet: number;
  bare: readonly string[];
  readOnly: boolean;
}) {
  return (
    <section className="card verdict" aria-labelledby="tu-cham">
      <div className="verdict-head">
        <h2 id="tu-cham">Điểm tự chấm</h2>
        <p className="verdict-stars">
          <Stars count={bar.standing.stars} of={bar.highest} lang="vi" />
          <b>{bar.standing.stars} sao</b>
        </p>
        <p className="verdict-total number">
          {bar.standing.total}/{bar.maximum} điểm
        </p>
        {unmet > 0 && (
          <p>
            <span className="gate">{unmet} mức tối thiểu chưa đạt</span>
          </p>
        )}
        {bare.length > 0 && (
          <p>
            Chưa có minh chứng:{" "}
            {bare.map((code, at) => (
              <span key={code}>
                {at > 0 && ", "}
                <a href={filingPaths.criterion(id, code)}>{code}</a>
              </span>
            ))}
          </p>
        )}
        {!readOnly && (
          <p>
            <a className="touch" href={filingPaths.advice(id)}>
              Làm gì để thêm sao?
            </a>
          </p>
        )}
      </div>
      <dl className="score-parts">
        {parts.map((part) => (
          <div key={part.code}>
            <dt>
              Phần {part.code}. {part.title}
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
      <p className="soft small">Bản tự chấm không có giá trị pháp lý; hội đồng chấm theo hồ sơ.</p>
    </section>
  );
}

/** Every page of the form under its heading, what is done and what is not. */
export function Progress({ groups }: { groups: ReturnType<typeof progressOf> }) {
  return (
    <section id="tieu-chi">
      <h2>Các mục của hồ sơ</h2>
      {groups.map(({ group, steps, done }) => (
        <details key={group} className="progress">
          <summary>
            <span>{group}</span>{" "}
            <span className="number soft nowrap">
              {done}/{steps.length} xong
            </span>
            <Bar value={done} max={steps.length} />
          </summary>
          <ul className="row-list">
            {steps.map((step) => (
              <li key={step.key}>
                <a href={step.href}>
                  <span className={step.isDone ? "mark done" : "mark"} aria-hidden="true">
                    {step.isDone ? "✓" : "○"}
                  </span>
                  <span>
                    {step.kind === "criterion" && <span className="code">{step.name} </span>}
                    {step.title}
                    <small className={step.isDone ? "soft" : "want"}>
                      {step.isDone ? "xong" : step.wants.join(", ")}
                    </small>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
