import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { declareMany } from "#modules/councils/conflicts/declare.server.ts";
import { ownAgenda } from "#modules/councils/sheets/agenda.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Crumbs, Notice, Tag } from "#ui/public/notice.tsx";
import { type ConflictKind, conflictKinds } from "../../model.ts";
import { councilPaths } from "../../paths.ts";
import type { Route } from "./+types/declare.ts";

const none = "none";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { session, items } = await ownAgenda(db, actor, params.session);
  return {
    id: session.id,
    title: session.title,
    isOpen: session.state === "planned" || session.state === "open",
    items: items
      .filter(({ state }) => state !== "postponed")
      .map(({ id, seq, product, producer, standing }) => ({
        id,
        seq,
        product,
        producer,
        standing,
      })),
  };
});

/** One button says "none with any"; the other takes what is chosen product by product. */
export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { items } = await ownAgenda(db, actor, params.session);
    const open = items.filter(({ standing }) => standing === "undeclared");
    const all = form.get("all") === "1";
    const declarations = open.flatMap(({ id }) => {
      const said = all ? none : form.get(`conflict.${id}`);
      if (typeof said !== "string" || said === "") return [];
      const note = form.get(`note.${id}`);
      return [
        {
          itemId: id,
          conflict: said === none ? null : (said as ConflictKind),
          note: typeof note === "string" && !all ? note : null,
        },
      ];
    });
    if (declarations.length > 0)
      await declareMany(db, actor, { sessionId: params.session, declarations });
    const isDone = declarations.length === open.length;
    throw redirect(
      isDone ? councilPaths.ownSheets(params.session) : councilPaths.declare(params.session),
      303,
    );
  });
});

export default function DeclarePage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, items, isOpen } = loaderData;
  const open = items.filter(({ standing }) => standing === "undeclared");
  const done = items.filter(({ standing }) => standing !== "undeclared");
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`Khai báo xung đột lợi ích – ${loaderData.title}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: councilPaths.sessions, name: "Các phiên của tôi" },
          { href: councilPaths.ownSheets(id), name: loaderData.title },
        ]}
      />
      <h1>Khai báo xung đột lợi ích</h1>
      <p className="lead">
        Hồ sơ của từng sản phẩm chỉ mở ra sau khi bạn khai. Nếu có xung đột, bạn không xem và không
        chấm sản phẩm đó; hội đồng tính kết quả trên các phiếu còn lại.
      </p>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      {!isOpen && <Notice>Phiên đã kết thúc, không khai thêm được.</Notice>}
      {isOpen && open.length > 0 && (
        <>
          <form method="post" className="card">
            <h2>Không có xung đột với sản phẩm nào dưới đây</h2>
            <p>
              Tôi, người thân và cơ quan của tôi không sở hữu, quản lý, tư vấn, cung cấp dịch vụ hay
              nhận lợi ích từ chủ thể nào trong danh sách; tôi không tham gia lập hồ sơ nào trong số
              đó.
            </p>
            <button name="all" value="1">
              Cam kết và mở {open.length} hồ sơ
            </button>
          </form>
          <form method="post" noValidate>
            <h2>Hoặc khai từng sản phẩm</h2>
            {open.map((item) => (
              <Declaration key={item.id} item={item} values={failure?.values ?? {}} />
            ))}
            <p className="actions">
              <button>Gửi khai báo</button>
            </p>
          </form>
        </>
      )}
      {done.length > 0 && (
        <section>
          <h2>Đã khai</h2>
          <ul className="row-list plain">
            {done.map(({ id: item, seq, product, producer, standing }) => (
              <li key={item}>
                <p>
                  {seq}. {product} <small className="soft">{producer}</small>{" "}
                  {standing === "ready" ? (
                    <Tag>Không có xung đột</Tag>
                  ) : (
                    <Tag kind="past">Có xung đột: không tham gia</Tag>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Declaration({
  item,
  values,
}: {
  item: { id: string; seq: number; product: string; producer: string };
  values: Readonly<Record<string, string>>;
}) {
  const name = `conflict.${item.id}`;
  const said = values[name] ?? "";
  return (
    <div className="declaration">
      <fieldset>
        <legend>
          {item.seq}. {item.product} <small className="soft">của {item.producer}</small>
        </legend>
        <label className="choice">
          <input type="radio" name={name} value={none} defaultChecked={said === none} />
          <span>Không có xung đột lợi ích</span>
        </label>
        <details open={said !== "" && said !== none}>
          <summary>Có xung đột lợi ích</summary>
          <div className="either">
            {Object.entries(conflictKinds).map(([kind, words]) => (
              <label className="choice" key={kind}>
                <input type="radio" name={name} value={kind} defaultChecked={said === kind} />
                <span>{words}</span>
              </label>
            ))}
          </div>
          <p className="field">
            <label htmlFor={`note-${item.id}`}>Nói rõ thêm (không bắt buộc)</label>
            <input
              type="text"
              id={`note-${item.id}`}
              name={`note.${item.id}`}
              maxLength={500}
              defaultValue={values[`note.${item.id}`] ?? ""}
            />
          </p>
        </details>
      </fieldset>
    </div>
  );
}
