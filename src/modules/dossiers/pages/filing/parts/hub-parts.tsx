import { dayText, instantText } from "#ui/dates.ts";
import { Field } from "#ui/forms/text-field.tsx";
import { Bar, Stars } from "#ui/public/stars.tsx";
import { downloadPaths } from "../../../documents/paths.ts";
import type { HistoryStep } from "#modules/dossiers/service/history.server.ts";
import { filingPaths } from "../../../paths.ts";
import type { progressOf, Step } from "../../../filing/steps.ts";

/** What was asked to be mended, each with its reason, its place, and a tick once it is done. */
export function ReturnItems({
  id,
  items,
  reason,
}: {
  id: string;
  items: readonly {
    item: string;
    reason: string;
    answered: boolean;
    title: string;
    href: string | null;
  }[];
  reason: string | null;
}) {
  if (items.length === 0) return null;
  const left = items.filter(({ answered }) => !answered).length;
  return (
    <section className="card returned" id="bo-sung">
      <h2>{left > 0 ? `Cần bổ sung ${left} mục` : "Đã sửa xong các mục được yêu cầu"}</h2>
      {reason && <p className="typed">{reason}</p>}
      <ol className="steps">
        {items.map((one) => (
          <li key={one.item}>
            <p>
              <b>{one.title || itemNames[one.item] || "Nội dung khác"}</b>
            </p>
            <p className="typed">{one.reason}</p>
            <form method="post" action={filingPaths.hub(id)} className="item-actions">
              <input type="hidden" name="item" value={one.item} />
              {one.href && (
                <a className="button second" href={one.href}>
                  Mở để sửa
                </a>
              )}
              {one.answered ? (
                <>
                  <span className="tag">Đã sửa</span>
                  <button className="unpick" name="intent" value="open">
                    Chưa xong
                  </button>
                </>
              ) : (
                <button name="intent" value="answered">
                  Đã sửa xong
                </button>
              )}
            </form>
          </li>
        ))}
      </ol>
    </section>
  );
}

const itemNames: Readonly<Record<string, string>> = {
  samples: "Mẫu sản phẩm",
  other: "Nội dung khác",
};

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

/** The steps that the dossier took and who took them, and its receipts. */
export function History({
  id,
  events,
  filings,
}: {
  id: string;
  events: readonly HistoryStep[];
  filings: readonly { seq: number; receiptCode: string; filedOn: string }[];
}) {
  return (
    <>
      {filings.length > 0 && (
        <>
          <h3>Giấy biên nhận</h3>
          <ul className="plain">
            {filings.map(({ seq, receiptCode, filedOn }) => (
              <li key={seq}>
                <a className="touch" href={`${filingPaths.receipt(id)}?lan=${seq}`}>
                  Lần {seq}, ngày {dayText(filedOn, "vi")}: {receiptCode}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Hồ sơ đã đi qua</h3>
      <ol>
        {events.map(({ seq, state, at, name, role, agency }) => (
          <li key={seq}>
            {state}{" "}
            <span className="soft small">
              ({[instantText(new Date(at), "vi"), name, role, agency].filter(Boolean).join(", ")})
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The printed forms, and everything in one file. */
export function Downloads({
  id,
  isFiled,
  issued,
}: {
  id: string;
  isFiled: boolean;
  /** What the commune has issued about the dossier; null before it has gone up. */
  issued: { report: string | null; request: string | null } | null;
}) {
  const { document, archive, attachment } = downloadPaths;
  const papers = [
    ["registration", "Phiếu đăng ký (Mẫu 01)"],
    ["report", "Báo cáo tự đánh giá (Mẫu 02)"],
  ] as const;
  return (
    <>
      <h3>Tải về</h3>
      <ul>
        {papers.map(([name, title]) => (
          <li key={name}>
            {title}: <a href={document(id, name, "pdf", !isFiled)}>PDF</a>,{" "}
            <a href={document(id, name, "docx", !isFiled)}>Word</a>
          </li>
        ))}
        {issued && (
          <>
            <Issued
              title="Báo cáo của cấp xã"
              href={issued.report && attachment(id, issued.report)}
              print={document(id, "communeReport", "pdf")}
            />
            <Issued
              title="Văn bản đề nghị của cấp xã"
              href={issued.request && attachment(id, issued.request)}
              print={document(id, "requestLetter", "pdf")}
            />
          </>
        )}
        {isFiled && (
          <li>
            <a href={archive(id)}>Toàn bộ hồ sơ và minh chứng (zip)</a>
          </li>
        )}
      </ul>
    </>
  );
}

/** A paper of the commune: as signed where the signed one is there, else as printed. */
function Issued({ title, href, print }: { title: string; href: string | null; print: string }) {
  return (
    <li>
      {title}: <a href={href ?? print}>{href ? "bản đã ký" : "bản in"}</a>
    </li>
  );
}

/** Words between the producer and the offices. */
export function Messages({
  messages,
  mayWrite,
  failure,
}: {
  messages: readonly { id: string; subject: string; body: string; createdAt: Date }[];
  mayWrite: boolean;
  failure:
    | { errors: Readonly<Record<string, string>>; values: Readonly<Record<string, string>> }
    | undefined;
}) {
  return (
    <details className="card" id="trao-doi" open={failure !== undefined}>
      <summary>Tin nhắn ({messages.length})</summary>
      {messages.map(({ id, subject, body, createdAt }) => (
        <article key={id} className="message">
          <h3>{subject}</h3>
          <p className="typed">{body}</p>
          <p className="soft small">{instantText(new Date(createdAt), "vi")}</p>
        </article>
      ))}
      {mayWrite && (
        <form method="post">
          <Field name="body" label="Nhắn cho cán bộ" error={failure?.errors["body"]}>
            {(control) => (
              <textarea
                {...control}
                rows={3}
                maxLength={2000}
                defaultValue={failure?.values["body"] ?? ""}
              />
            )}
          </Field>
          <button className="second" name="intent" value="message">
            Gửi tin nhắn
          </button>
        </form>
      )}
    </details>
  );
}
