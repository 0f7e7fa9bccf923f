import { Form, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import { findSession, pendingPath } from "#core/session/session.ts";
import { entranceOf } from "#modules/people/request.server.ts";
import { signUp } from "#modules/people/service/sign-up.server.ts";
import { findCommune, findCommunes } from "#modules/places/service/communes.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { Notice } from "#ui/public/notice.tsx";
import { SignUp } from "../model.ts";
import { leastLength } from "../password.ts";
import { signUpPath } from "../paths.ts";
import type { Route } from "./+types/sign-up.ts";

const searchParameter = "tim";
const communeParameter = "xa";
/** The first thing to do with a new account: its producer. */
const firstPage = "/co-so/moi";

async function refuseSignedIn(context: Route.LoaderArgs["context"]): Promise<void> {
  const session = await findSession(context);
  if (session) throw redirect(session.pending ? pendingPath[session.pending] : "/bat-dau");
}

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  await refuseSignedIn(context);
  const { db } = context.get(requestContext).database;
  const search = new URL(request.url).searchParams;
  const text = search.get(searchParameter) ?? "";
  const chosen = search.get(communeParameter);
  return {
    text,
    commune: chosen === null ? undefined : await findCommune(db, chosen),
    options: await findCommunes(db, text),
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  await refuseSignedIn(context);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { ground, visitor } = entranceOf(context, request);
    const headers = await signUp(ground, visitor, parseInput(SignUp, formFields(form)));
    return redirect(firstPage, { headers });
  });
});

/** Two steps, so that what is typed survives a wrong guess of the commune: where, then who. */
export default function SignUpPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { commune } = loaderData;
  return (
    <>
      <title>Mở tài khoản chủ thể – OCOP</title>
      <h1>Mở tài khoản chủ thể</h1>
      {commune ? (
        <Person commune={commune} failure={failure} />
      ) : (
        <Place text={loaderData.text} options={loaderData.options} />
      )}
      <p className="small">
        Đã có tài khoản? <a href="/dang-nhap">Đăng nhập</a>
      </p>
    </>
  );
}

type Option = { value: string; label: string };

function Place({ text, options }: { text: string; options: readonly Option[] }) {
  return (
    <>
      <p className="lead">
        Bước 1/2. Cơ sở ở xã, phường nào? Ủy ban nhân dân nơi đó là nơi nhận hồ sơ của bạn.
      </p>
      <form method="get" action={signUpPath}>
        <TextField
          name={searchParameter}
          label="Xã, phường, đặc khu"
          hint="Gõ tên hiện nay hoặc tên trước năm 2025, có dấu hay không dấu, ví dụ: dong hy"
          defaultValue={text}
          autoComplete="off"
          required
        />
        <p className="actions">
          <button type="submit">Tìm</button>
        </p>
      </form>
      {text !== "" && options.length === 0 && (
        <Notice kind="warning" title="Không tìm thấy xã, phường nào như vậy">
          <p>Hãy gõ tên hiện nay hoặc tên trước năm 2025, hoặc chỉ gõ một phần của tên.</p>
        </Notice>
      )}
      {options.length > 0 && (
        <>
          <h2>Chọn xã, phường</h2>
          <ul className="row-list">
            {options.map(({ value, label }) => (
              <li key={value}>
                <a href={`${signUpPath}?${new URLSearchParams({ [communeParameter]: value })}`}>
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

function Person({
  commune,
  failure,
}: {
  commune: Option;
  failure:
    | {
        message: string;
        errors: Readonly<Record<string, string>>;
        values: Readonly<Record<string, string>>;
      }
    | undefined;
}) {
  const typed = (name: string) => failure?.values[name] ?? "";
  return (
    <>
      <p className="lead">
        Bước 2/2. Cơ sở ở {commune.label} (<a href={signUpPath}>đổi</a>).
      </p>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="commune" value={commune.value} />
        <TextField
          name="name"
          label="Họ tên của bạn"
          defaultValue={typed("name")}
          error={failure?.errors["name"]}
          autoComplete="name"
          required
        />
        <TextField
          name="contact"
          label="Số điện thoại di động hoặc thư điện tử"
          hint="Dùng để đăng nhập những lần sau. Không công khai."
          defaultValue={typed("contact")}
          error={failure?.errors["contact"]}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <TextField
          name="next"
          type="password"
          label="Đặt mật khẩu"
          hint={`Ít nhất ${leastLength.producer} ký tự; có thể là vài từ ghép lại, có dấu và khoảng trắng.`}
          error={failure?.errors["next"]}
          autoComplete="new-password"
          required
        />
        <TextField
          name="again"
          type="password"
          label="Nhập lại mật khẩu"
          error={failure?.errors["again"]}
          autoComplete="new-password"
          required
        />
        <p className="small">
          Ủy ban nhân dân xã thấy tài khoản này và có thể liên hệ để xác nhận. Mỗi người chỉ cần một
          tài khoản; một tài khoản dùng được cho nhiều cơ sở.
        </p>
        <p className="actions">
          <button type="submit">Mở tài khoản</button>
        </p>
      </Form>
    </>
  );
}
