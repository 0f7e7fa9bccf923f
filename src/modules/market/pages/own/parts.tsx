import type { ReactNode } from "react";
import type { FormFailure } from "#core/http/form.ts";
import { instantText } from "#ui/dates.ts";
import { CheckboxField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field, TextField } from "#ui/forms/text-field.tsx";
import { Notice, Tag } from "#ui/public/notice.tsx";
import { versionStates } from "../../model.ts";
import { mostPictures } from "../../profile-inputs.ts";
import type { ShownForm } from "#modules/market/pages/own/page.server.ts";

/** What a form shows: what came back with a mistake, else what is stored. */
export type Boxes = {
  readonly value: (name: string) => string;
  readonly error: (name: string) => string | undefined;
};

export function boxesOf(
  failure: FormFailure | undefined,
  stored: Readonly<Record<string, string>>,
): Boxes {
  return {
    value: (name) => (failure ? failure.values[name] : stored[name]) ?? "",
    error: (name) => failure?.errors[name],
  };
}

type Box = { of: Boxes; name: string; label: ReactNode; hint?: ReactNode };

/** One line of text. */
export function Line({
  of,
  name,
  ...rest
}: Box & { maxLength?: number; inputMode?: "url" | "tel" }) {
  return <TextField {...rest} name={name} defaultValue={of.value(name)} error={of.error(name)} />;
}

/** Several lines of text. */
export function Lines({ of, name, label, hint, rows = 4 }: Box & { rows?: number }) {
  return (
    <Field name={name} label={label} hint={hint} error={of.error(name)}>
      {(control) => <textarea {...control} rows={rows} defaultValue={of.value(name)} />}
    </Field>
  );
}

/** A box that is public only where the one below it is ticked. */
export function Ticked({
  of,
  name,
  show,
  ...rest
}: Box & { show: string; inputMode?: "url" | "tel" }) {
  return (
    <>
      <Line of={of} name={name} {...rest} />
      <CheckboxField
        name={show}
        label="Cho mọi người xem"
        checked={of.value(show) === "1"}
        error={of.error(show)}
      />
    </>
  );
}

/** Where the page has come to: what stands in public, what waits, and what came back with a reason. */
export function Standing({ form }: { form: ShownForm }) {
  const [newest] = form.history;
  const standing = form.history.find(({ id }) => id === form.acceptedVersionId);
  if (!newest) return null;
  return (
    <section className="card" aria-label="Tình trạng">
      {newest.state === "pending" && (
        <>
          <p>
            <Tag kind="warning">{versionStates.pending}</Tag> Gửi lúc{" "}
            {instantText(new Date(newest.proposedAt), "vi")}. Vẫn có thể sửa và gửi lại bên dưới;
            bản mới thay bản đang chờ.
          </p>
          <Act intent="drop" versionId={newest.id} label="Rút lại bản đang chờ" />
        </>
      )}
      {newest.state === "returned" && (
        <Notice kind="error" title="Cần sửa rồi gửi lại">
          <p className="typed">{newest.reason}</p>
        </Notice>
      )}
      {newest.state === "withdrawn" && (
        <Notice kind="warning" title="Đã gỡ khỏi trang công khai">
          {newest.reason && <p className="typed">{newest.reason}</p>}
        </Notice>
      )}
      {standing ? (
        <>
          <p>
            <Tag>{versionStates.accepted}</Tag> Bản số {standing.seq}
            {standing.decidedAt && `, duyệt lúc ${instantText(new Date(standing.decidedAt), "vi")}`}
            .
          </p>
          <details>
            <summary>Gỡ khỏi trang công khai</summary>
            <p>
              Lời giới thiệu, ảnh và liên hệ biến mất khỏi trang công khai ngay. Tên, hạng sao và
              quyết định công nhận vẫn còn.
            </p>
            <Act intent="withdraw" versionId={standing.id} label="Đồng ý, gỡ xuống" />
          </details>
        </>
      ) : (
        <p>Chưa có nội dung nào đang công khai.</p>
      )}
    </section>
  );
}

function Act({ intent, versionId, label }: { intent: string; versionId: string; label: string }) {
  return (
    <form method="post">
      <input type="hidden" name="versionId" value={versionId} />
      <button className="second" name="intent" value={intent}>
        {label}
      </button>
    </form>
  );
}

/** The pictures that can be chosen, each with words for those who do not see it. */
export function PictureChoice({
  of,
  form,
  failed,
  where,
}: {
  of: Boxes;
  form: ShownForm;
  failed: boolean;
  /** Where further pictures are sent in. */
  where: ReactNode;
}) {
  const { pictures } = form;
  const cover = failed ? of.value("cover") : form.cover;
  return (
    <fieldset className={of.error("pictures") ? "field invalid" : "field"} id="field-pictures">
      <legend>Ảnh</legend>
      <p className="hint">
        Chọn nhiều nhất {mostPictures} ảnh, và một ảnh đại diện. Chỉ chọn ảnh của cơ sở; người trong
        ảnh phải đồng ý.
      </p>
      {where}
      {of.error("pictures") && <p className="field-error">{of.error("pictures")}</p>}
      {pictures.length === 0 && <p>Chưa có ảnh nào để chọn.</p>}
      {pictures.map(({ digest, thumbnail, of: sentFor, ...picture }, at) => {
        const part = (name: string) => `pictures.${at}.${name}`;
        return (
          <div className="card picture-choice" key={digest}>
            <img
              src={thumbnail}
              alt={picture.alt || `Ảnh ${at + 1} của ${sentFor}`}
              width="160"
              height="120"
              loading="lazy"
            />
            <input type="hidden" name={part("digest")} value={digest} />
            <CheckboxField
              name={part("use")}
              label="Đăng ảnh này"
              checked={failed ? of.value(part("use")) === "1" : picture.isChosen}
            />
            <div className="when-chosen">
              <label className="choice">
                <input type="radio" name="cover" value={digest} defaultChecked={digest === cover} />
                <span>Ảnh đại diện</span>
              </label>
              <TextField
                name={part("alt")}
                label="Trong ảnh có gì"
                hint="Ví dụ: Búp chè tươi trên tay người hái"
                maxLength={200}
                defaultValue={failed ? of.value(part("alt")) : picture.alt}
                error={of.error(part("alt"))}
              />
              <TextField
                name={part("altEn")}
                label="Trong ảnh có gì, tiếng Anh (không bắt buộc)"
                maxLength={200}
                defaultValue={failed ? of.value(part("altEn")) : picture.altEn}
                error={of.error(part("altEn"))}
              />
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}

/** Where visitors find it; a small script fills it in where the device knows. */
export function PositionBox({ of, hint }: { of: Boxes; hint: ReactNode }) {
  return (
    <Field
      name="position"
      label="Vị trí trên bản đồ (không bắt buộc)"
      hint={hint}
      error={of.error("position")}
    >
      {(control) => (
        <input
          {...control}
          type="text"
          data-position=""
          placeholder="21.6012, 105.8521"
          defaultValue={of.value("position")}
        />
      )}
    </Field>
  );
}

/** A form of a page with its outcome above, and what is sent with it unseen. */
export function PageForm({
  form,
  idField,
  id,
  said,
  failure,
  children,
}: {
  form: ShownForm;
  idField: "productId" | "producerId";
  id: string;
  said: string | null;
  failure: FormFailure | undefined;
  children: ReactNode;
}) {
  const sent = failure?.values["intent"] === "send";
  return (
    <>
      {said !== null && !failure && <Notice title={said} />}
      {failure && (failure.message || !sent) && (
        <Notice kind="error" title={failure.message || Object.values(failure.errors).join(" ")} />
      )}
      <Standing form={form} />
      <form method="post" noValidate>
        <ErrorSummary errors={sent ? failure?.errors : undefined} />
        <input type="hidden" name={idField} value={id} />
        <input type="hidden" name="expectedSeq" value={form.seq} />
        {children}
        <p className="actions">
          <button name="intent" value="send">
            Gửi duyệt
          </button>
        </p>
      </form>
      <script type="module" src={form.script} />
    </>
  );
}

/** The English half of a form, folded away. */
export function English({ open, children }: { open: boolean; children: ReactNode }) {
  return (
    <details className="card" open={open}>
      <summary>Bản tiếng Anh (không bắt buộc)</summary>
      {children}
    </details>
  );
}

/** Versions that were sent before, with what became of each. */
export function History({ form }: { form: ShownForm }) {
  if (form.history.length < 2) return null;
  return (
    <details>
      <summary>Các bản đã gửi</summary>
      <ul>
        {form.history.map(({ id, seq, state, proposedAt, reason }) => (
          <li key={id}>
            Bản số {seq}, gửi lúc {instantText(new Date(proposedAt), "vi")}: {versionStates[state]}
            {reason && `. Lý do: ${reason}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
