import { Form, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import {
  findSession,
  pendingPath,
  safeTarget,
  targetParameter,
  withTarget,
} from "#core/session/session.ts";
import { entranceOf } from "#modules/people/request.server.ts";
import { signIn } from "#modules/people/service/sign-in.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { Notice } from "#ui/public/notice.tsx";
import { SignIn } from "../model.ts";
import { signUpPath } from "../paths.ts";
import type { Route } from "./+types/sign-in.ts";

/** What the national login's refusals mean for people; the library gives the codes. */
const refusals: Readonly<Record<string, string>> = {
  signup_disabled:
    "Danh tính này chưa được gắn với tài khoản nào. Hãy nhờ người quản trị của đơn vị gắn vào tài khoản của bạn.",
  access_denied: "Bạn đã dừng việc đăng nhập.",
};
const otherRefusal = "Chưa đăng nhập được. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const search = new URL(request.url).searchParams;
  const target = safeTarget(search.get(targetParameter));
  const session = await findSession(context);
  if (session)
    throw redirect(session.pending ? withTarget(pendingPath[session.pending], target) : target);
  const { env } = context.get(requestContext);
  const error = search.get("error");
  return {
    refusal: error === null ? null : (refusals[error] ?? otherRefusal),
    national: env.OIDC_ISSUER
      ? { name: env.OIDC_NAME, href: withTarget("/dang-nhap/quoc-gia", target) }
      : null,
    action: withTarget("/dang-nhap", target),
  };
});

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { ground, visitor } = entranceOf(context, request);
    const headers = await signIn(ground, visitor, parseInput(SignIn, formFields(form)));
    const target = new URL(request.url).searchParams.get(targetParameter);
    return redirect(target === null ? "/bat-dau" : safeTarget(target), { headers });
  });
}

export default function SignInPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { national, refusal } = loaderData;
  return (
    <>
      <title>Đăng nhập – OCOP</title>
      <h1>Đăng nhập</h1>
      {refusal && <Notice kind="error">{refusal}</Notice>}
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <Form method="post" action={loaderData.action} noValidate>
        <TextField
          name="identifier"
          label="Số điện thoại, thư điện tử hoặc tên đăng nhập"
          defaultValue={failure?.values["identifier"] ?? ""}
          error={failure?.errors["identifier"]}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <TextField
          name="password"
          type="password"
          label="Mật khẩu"
          error={failure?.errors["password"]}
          autoComplete="current-password"
          required
        />
        <p className="actions">
          <button type="submit">Đăng nhập</button>
          {national && (
            <a className="button second" href={national.href}>
              Đăng nhập bằng {national.name}
            </a>
          )}
        </p>
      </Form>
      <h2>Chưa có tài khoản?</h2>
      <p>
        Chủ thể tự mở tài khoản bằng số điện thoại hoặc thư điện tử, mất khoảng hai phút. Tài khoản
        của cán bộ do người quản trị của đơn vị mở.
      </p>
      <p className="actions">
        <a className="button second" href={signUpPath}>
          Mở tài khoản chủ thể
        </a>
      </p>
      <h2>Quên mật khẩu?</h2>
      <p>
        Chủ thể: liên hệ cán bộ phụ trách OCOP của Ủy ban nhân dân xã. Cán bộ: liên hệ người quản
        trị của đơn vị. Sau khi xác nhận đúng người, nơi đó cấp một mật khẩu dùng một lần; đăng nhập
        xong bạn tự đặt mật khẩu mới.
      </p>
    </>
  );
}
