import { requestContext } from "#core/http/context.ts";
import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { actOnOwnClaim, doneWords, ownClaimPage } from "#modules/support/pages/own/claim.server.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { Field, TextField } from "#ui/forms/text-field.tsx";
import { Crumbs, Notice, Tag } from "#ui/public/notice.tsx";
import { claimStates } from "../../model.ts";
import { ownSupportPaths, supportPaths } from "../../paths.ts";
import { nextClaimState } from "../../states.ts";
import { tagOf } from "./tags.ts";
import type { Route } from "./+types/claim.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  return {
    ...(await ownClaimPage(db, actor, params.claim)),
    said: saidOf(request, doneWords),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await ownClaimPage(db, actor, params.claim);
  const form = await request.formData();
  return orBackToForm(context, form, async () =>
    backSaying(
      ownSupportPaths.claim(params.claim),
      await actOnOwnClaim(db, actor, params.claim, form),
    ),
  );
});

type Loaded = Route.ComponentProps["loaderData"];
type Failure =
  | {
      readonly message: string;
      readonly values: Readonly<Record<string, string>>;
      readonly errors: Readonly<Record<string, string>>;
    }
  | undefined;

/** One claim for its producer: what may be asked, the papers to bring, what the office said and paid. */
export default function OwnClaim({ loaderData, actionData }: Route.ComponentProps) {
  const { said, claim } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const isOpen = nextClaimState("file", claim.state) !== null;
  return (
    <>
      <title>{`Đề nghị: ${claim.measure.name} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: ownSupportPaths.home, name: "Hỗ trợ" }]} />
      <h1>{claim.measure.name}</h1>
      {said !== null && !failure && <Notice title={said} />}
      {failure && (
        <Notice kind="error" title={failure.message || Object.values(failure.errors).join(" ")} />
      )}
      <p>
        <Tag kind={tagOf[claim.state]}>{claimStates[claim.state]}</Tag>{" "}
        {claim.isDemo && <Tag kind="warning">Dữ liệu minh họa</Tag>}
      </p>
      {claim.reason && (
        <Notice kind="warning" title="Cơ quan xét duyệt trả lời">
          <p className="typed">{claim.reason}</p>
        </Notice>
      )}
      <Terms claim={claim} />
      {isOpen ? (
        <>
          <Amounts claim={claim} failure={failure} />
          <Papers loaded={loaderData} />
          <FileForm claim={claim} />
        </>
      ) : (
        <Sent claim={claim} />
      )}
      <Money claim={claim} />
      <Log claim={claim} />
      {nextClaimState("withdraw", claim.state) !== null && <Withdraw claim={claim} />}
    </>
  );
}

type Of = Pick<Loaded, "claim">;

function Terms({ claim: { measure, right } }: Of) {
  return (
    <div className="card">
      <p>{right?.reason}</p>
      <p>{measure.what}</p>
      <p>
        {measure.rate !== null && <>Hỗ trợ {measure.rate}% chi phí. </>}
        {measure.ceiling !== null && <>Nhiều nhất {measure.ceiling} đồng. </>}
        {measure.legalBasis && <>Căn cứ: {measure.legalBasis}.</>}
      </p>
      {right?.until && <p>Hạn đề nghị: hết ngày {dayText(right.until, "vi")}.</p>}
    </div>
  );
}

function Amounts({ claim, failure }: Of & { failure: Failure }) {
  const mine = failure?.values["intent"] === "save" ? failure : undefined;
  const value = (name: "cost" | "asked" | "purpose") => mine?.values[name] ?? claim[name] ?? "";
  return (
    <section aria-labelledby="amounts">
      <h2 id="amounts">1. Số tiền</h2>
      <form method="post" noValidate>
        <VersionField version={claim.version} />
        <TextField
          name="cost"
          label="Chi phí cả việc (đồng)"
          hint="Gõ được 40.000.000 hoặc 40 triệu."
          defaultValue={value("cost")}
          error={mine?.errors["cost"]}
          autoComplete="off"
          required
        />
        <TextField
          name="asked"
          label="Đề nghị hỗ trợ (đồng)"
          hint={
            claim.most === null
              ? "Lưu chi phí xong sẽ biết mức nhiều nhất."
              : `Với chi phí đã lưu, nhiều nhất ${claim.most} đồng.`
          }
          defaultValue={value("asked")}
          error={mine?.errors["asked"]}
          autoComplete="off"
          required
        />
        <Field name="purpose" label="Dùng vào việc gì" error={mine?.errors["purpose"]}>
          {(control) => <textarea {...control} rows={3} defaultValue={value("purpose")} required />}
        </Field>
        <button type="submit" name="intent" value="save">
          Lưu số tiền
        </button>
      </form>
    </section>
  );
}

function Papers({ loaded: { claim, vault } }: { loaded: Loaded }) {
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">2. Giấy tờ</h2>
      {vault.length === 0 && (
        <Notice title="Tủ giấy tờ chưa có gì">
          <p>
            <a href={`/co-so/${claim.producerId}/giay-to`}>Chụp hoặc tải giấy tờ lên tủ</a>, rồi
            quay lại chọn ở đây.
          </p>
        </Notice>
      )}
      {claim.papers.map((one) => (
        <form key={one.key} method="post" className="card">
          <input type="hidden" name="key" value={one.key} />
          <div className="field">
            <label htmlFor={`paper-${one.key}`}>{one.label}</label>
            <select id={`paper-${one.key}`} name="paperId" defaultValue={one.paperId ?? ""}>
              <option value="">Chưa có</option>
              {vault.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          <p>
            {one.paperId === null ? (
              <Tag kind="error">Còn thiếu</Tag>
            ) : (
              <Tag>Đã có: {one.title}</Tag>
            )}
          </p>
          <button type="submit" name="intent" value="attach" className="second">
            Lưu giấy tờ này
          </button>
        </form>
      ))}
      {vault.length > 0 && (
        <p>
          <a href={`/co-so/${claim.producerId}/giay-to`}>Thêm giấy tờ vào tủ</a>
        </p>
      )}
    </section>
  );
}

function FileForm({ claim }: Of) {
  return (
    <section aria-labelledby="file">
      <h2 id="file">3. Nộp</h2>
      {claim.missing.length > 0 ? (
        <Notice kind="warning" title="Chưa nộp được, còn thiếu:">
          <ul>
            {claim.missing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <form method="post">
          <VersionField version={claim.version} />
          <label className="choice">
            <input type="checkbox" name="sure" value="1" required /> Tôi cam kết nội dung và giấy tờ
            là đúng, chưa nhận hỗ trợ từ nguồn khác cho cùng việc này.
          </label>
          <button type="submit" name="intent" value="file">
            Nộp đề nghị
          </button>
        </form>
      )}
    </section>
  );
}

function Sent({ claim }: Of) {
  return (
    <section aria-labelledby="sent">
      <h2 id="sent">Đã đề nghị</h2>
      <p>
        Chi phí {claim.cost ?? "–"} đồng, đề nghị <strong>{claim.asked ?? "–"} đồng</strong>.
      </p>
      <p className="typed">{claim.purpose}</p>
      <ul>
        {claim.papers.map((one) => (
          <li key={one.key}>
            {one.label}:{" "}
            {one.hasFile ? (
              <a href={supportPaths.paper(claim.id, one.key)}>{one.title}</a>
            ) : (
              (one.title ?? "chưa có")
            )}
          </li>
        ))}
      </ul>
      {claim.state === "filed" && claim.dueOn && (
        <p>Cơ quan xét duyệt trả lời trước hết ngày {dayText(claim.dueOn, "vi")}.</p>
      )}
    </section>
  );
}

function Money({ claim }: Of) {
  if (claim.approved === null) return null;
  const lines = claim.payments.filter(({ isVoid }) => !isVoid);
  return (
    <section aria-labelledby="money">
      <h2 id="money">Tiền hỗ trợ</h2>
      <p>
        Được duyệt <strong>{claim.approved} đồng</strong> ({claim.sourceName}). Đã nhận{" "}
        <strong>{claim.paid} đồng</strong>.
      </p>
      <ul>
        {lines.map((one) => (
          <li key={one.id}>
            {dayText(one.paidOn, "vi")}: {one.amount} đồng, chứng từ {one.voucher}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Log({ claim }: Of) {
  if (claim.log.length === 0) return null;
  return (
    <section aria-labelledby="log">
      <h2 id="log">Diễn biến</h2>
      <ul>
        {claim.log.map((one) => (
          <li key={one.id}>
            {instantText(new Date(one.at), "vi")}: {one.words}
            {one.amount && `, ${one.amount} đồng`}
            {one.note && `. ${one.note}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Withdraw({ claim }: Of) {
  return (
    <details>
      <summary>Rút đề nghị</summary>
      <p>Rút rồi có thể lập đề nghị khác cho quyền lợi này.</p>
      <form method="post">
        <VersionField version={claim.version} />
        <button type="submit" name="intent" value="withdraw" className="second">
          Đồng ý rút đề nghị
        </button>
      </form>
    </details>
  );
}
