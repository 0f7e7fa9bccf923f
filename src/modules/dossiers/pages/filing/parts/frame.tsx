import type { ReactNode } from "react";
import { SaveState } from "#ui/keep/parts.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { Notice } from "#ui/public/notice.tsx";
import { control } from "#core/field/form.ts";
import type { Step } from "../../../filing/steps.ts";

/** What an officer asked to be mended here. */
export function ReturnReason({ reason, answered }: { reason: string | null; answered: boolean }) {
  if (reason === null) return null;
  return (
    <Notice
      kind={answered ? "info" : "error"}
      title={
        answered
          ? "Mục này từng bị trả lại, bạn đã đánh dấu sửa xong"
          : "Cán bộ đề nghị bổ sung mục này"
      }
    >
      <p className="typed">{reason}</p>
    </Notice>
  );
}

/** Two versions of one part, when another tab or person was faster. Nothing is overwritten silently. */
export function TwoVersions({
  current,
  here,
}: {
  current: readonly { label: string; text: string }[];
  /** Address of the page as the system has it. */
  here: string;
}) {
  return (
    <div className="notice warning" role="alert" id="two-versions">
      <h2>Phần này vừa được sửa ở nơi khác</h2>
      <p>Chưa có gì bị ghi đè. Hãy xem cả hai bản rồi chọn.</p>
      <h3>Bản trên hệ thống</h3>
      <dl className="change">
        {current.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="typed">{text || "(trống)"}</dd>
          </div>
        ))}
      </dl>
      <h3>Bản bạn vừa gõ</h3>
      <p>
        Đang nằm trong biểu mẫu dưới đây. Bấm nút lưu ở cuối trang để giữ bản này, hoặc{" "}
        <a href={here}>bỏ đi và lấy bản trên hệ thống</a>.
      </p>
    </div>
  );
}

/** The foot of a form page: where the score stands, and the buttons that save. */
export function FilingBar({
  standing,
  maximum,
  highest,
  next,
  readOnly,
}: {
  standing: { total: number; stars: number; unanswered: number; unmet: number };
  maximum: number;
  highest: number;
  next: Step | undefined;
  readOnly: boolean;
}) {
  return (
    <section className="score-bar filing-bar" aria-label="Điểm tự chấm và lưu">
      <SaveState />
      <p className="filing-standing">
        <span data-stars>
          <Stars count={standing.stars} of={highest} lang="vi" />
        </span>{" "}
        <b className="number">
          <span data-total>{standing.total}</span>/{maximum}
        </b>
        <small className="soft">
          {" "}
          còn <span data-unanswered>{standing.unanswered}</span> tiêu chí
        </small>
      </p>
      {!readOnly && (
        <div className="score-actions">
          <button className="second" name={control.go} value="stay">
            Lưu
          </button>
          <button name={control.go} value="next">
            {next ? "Lưu, sang mục sau" : "Lưu, về hồ sơ"}
          </button>
        </div>
      )}
    </section>
  );
}

/** To the pages before and after, without saving. */
export function StepLinks({
  previous,
  next,
  hub,
}: {
  previous: Step | undefined;
  next: Step | undefined;
  hub: string;
}) {
  return (
    <nav className="step-links" aria-label="Các mục của hồ sơ">
      {previous ? (
        <a href={previous.href} rel="prev">
          ← {label(previous)}
        </a>
      ) : (
        <span />
      )}
      <a href={hub}>Mục lục hồ sơ</a>
      {next ? (
        <a href={next.href} rel="next">
          {label(next)} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}

function label({ kind, name, title }: Step): string {
  return kind === "criterion" ? `Tiêu chí ${name}` : title;
}

/** A line of facts under a heading. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
