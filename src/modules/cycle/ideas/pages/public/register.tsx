import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { newIdempotencyKey } from "#core/idempotency/form.ts";
import { formFields } from "#core/input/parse.ts";
import { registerPublic } from "#modules/cycle/ideas/service/register.server.ts";
import { findCommune, findCommunes } from "#modules/places/service/communes.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { SelectField, TextField } from "#ui/forms/text-field.tsx";
import { Notice } from "#ui/public/notice.tsx";
import { applicantKindNames, applicantKinds } from "../../../model.ts";
import { publicIdeaPaths } from "../../../paths.ts";
import type { RegisterIdea } from "../../inputs.ts";
import { IdeaFields } from "../fields.tsx";
import type { Route } from "./+types/register.ts";

/** Every form has a key of its own, so no cache may keep the page. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store" };
}

const searchParameter = "tim";
const communeParameter = "xa";

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const query = new URL(request.url).searchParams;
  const text = (query.get(searchParameter) ?? "").slice(0, 120);
  const chosen = query.get(communeParameter);
  const commune = chosen === null ? undefined : await findCommune(db, chosen.slice(0, 5));
  return {
    formKey: newIdempotencyKey(),
    text,
    commune: commune ? { value: commune.value, label: commune.label } : null,
    options: await findCommunes(db, text),
  };
});

export const action = forPage(async ({ request, context }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { code } = await registerPublic(database.db, formFields(form) as RegisterIdea, { ip });
    return redirect(`${publicIdeaPaths.ask}?${new URLSearchParams({ ma: code, moi: "1" })}`, 303);
  });
});

/** Two steps, both plain forms: where, then what. Needs no script and no account. */
export default function RegisterIdeaPage({ loaderData, actionData }: Route.ComponentProps) {
  const { commune } = loaderData;
  return (
    <>
      <title>Đăng ký ý tưởng sản phẩm OCOP</title>
      <h1>Đăng ký ý tưởng sản phẩm</h1>
      {commune ? (
        <Idea commune={commune} formKey={loaderData.formKey} failure={actionData} />
      ) : (
        <Where text={loaderData.text} options={loaderData.options} />
      )}
      <p className="small">
        Đã gửi rồi? <a href={publicIdeaPaths.ask}>Tra cứu bằng mã</a>
      </p>
    </>
  );
}

type Option = { value: string; label: string };

function Where({ text, options }: { text: string; options: readonly Option[] }) {
  return (
    <>
      <p className="lead">
        Có sản phẩm hay của nhà, của làng, hoặc mới chỉ là ý tưởng? Ai cũng đăng ký được, không cần
        tài khoản. Bước 1/2: ở xã, phường nào? Cán bộ nơi đó sẽ xem và gọi lại.
      </p>
      <form method="get" action={publicIdeaPaths.register}>
        <TextField
          name={searchParameter}
          label="Xã, phường, đặc khu"
          hint="Gõ tên hiện nay, có dấu hay không dấu, ví dụ: dong hy"
          defaultValue={text}
          autoComplete="off"
          maxLength={120}
          required
        />
        <p className="actions">
          <button type="submit">Tìm</button>
        </p>
      </form>
      {text !== "" && options.length === 0 && (
        <Notice kind="warning" title="Không tìm thấy xã, phường nào như vậy">
          <p>Hãy gõ tên sau khi sắp xếp năm 2025, hoặc chỉ gõ một phần của tên.</p>
        </Notice>
      )}
      {options.length > 0 && (
        <>
          <h2>Chọn xã, phường</h2>
          <ul className="row-list">
            {options.map(({ value, label }) => (
              <li key={value}>
                <a
                  href={`${publicIdeaPaths.register}?${new URLSearchParams({ [communeParameter]: value })}`}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type Failure = {
  message: string;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
};

function Idea({
  commune,
  formKey,
  failure,
}: {
  commune: Option;
  formKey: string;
  failure: Failure | undefined;
}) {
  const values = failure?.values ?? {};
  const errors = failure?.errors ?? {};
  const box = (name: string) => ({ name, error: errors[name], defaultValue: values[name] });
  return (
    <>
      <p className="lead">
        Bước 2/2. {commune.label} (<a href={publicIdeaPaths.register}>đổi</a>).
      </p>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <form method="post" className="card" noValidate>
        <input type="hidden" name="formKey" value={values["formKey"] ?? formKey} />
        <input type="hidden" name="communeCode" value={commune.value} />
        <IdeaFields values={values} errors={errors} />
        <h2>Người đăng ký</h2>
        <TextField
          {...box("applicantName")}
          label="Họ tên, hoặc tên cơ sở"
          autoComplete="name"
          maxLength={120}
        />
        <SelectField
          {...box("applicantKind")}
          label="Đăng ký với tư cách"
          options={applicantKindNames.map((value) => ({ value, label: applicantKinds[value] }))}
        />
        <TextField
          {...box("phone")}
          label="Số điện thoại"
          hint="Cán bộ xã gọi lại số này. Không công khai."
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={20}
        />
        <TextField
          {...box("address")}
          label="Thôn, xóm, tổ dân phố (không bắt buộc)"
          autoComplete="off"
          maxLength={300}
        />
        <p className="small">
          Tên, số điện thoại, địa chỉ chỉ cán bộ xem xét ý tưởng thấy, dùng để liên hệ với bạn.
        </p>
        <p className="actions">
          <button type="submit">Gửi ý tưởng</button>
        </p>
      </form>
    </>
  );
}
