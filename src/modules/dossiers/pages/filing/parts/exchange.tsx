import { instantText } from "#ui/dates.ts";
import { Field } from "#ui/forms/text-field.tsx";
import { filingPaths } from "../../../paths.ts";

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
