import { Form, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import {
  requireSessionOwing,
  safeTarget,
  targetParameter,
  withTarget,
} from "#core/session/session.ts";
import { entranceOf } from "#modules/people/request.server.ts";
import { showSecondFactor } from "#modules/people/service/sign-in.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { SecondFactor } from "../model.ts";
import type { Route } from "./+types/second-factor.ts";

const here = "/dang-nhap/xac-thuc";
const targetOf = (request: Request) =>
  safeTarget(new URL(request.url).searchParams.get(targetParameter) ?? "/bat-dau");

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const session = await requireSessionOwing(context, request, "secondFactor");
  if (!session.account.hasSecondFactor) throw redirect(targetOf(request));
  return { action: withTarget(here, targetOf(request)), isAgain: session.pending === null };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const session = await requireSessionOwing(context, request, "secondFactor");
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { ground, visitor } = entranceOf(context, request);
    const input = parseInput(SecondFactor, formFields(form));
    const headers = await showSecondFactor(ground, visitor, session, input);
    return redirect(targetOf(request), { headers });
  });
});

export default function SecondFactorPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>Xác thực hai bước – OCOP</title>
      <h1>Xác thực hai bước</h1>
      <p className="lead">
        {loaderData.isAgain ? "Việc sắp làm cần xác thực lại. " : "Mật khẩu đã đúng. "}
        Hãy mở ứng dụng tạo mã trên điện thoại và nhập mã 6 chữ số đang hiện.
      </p>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <Form method="post" action={loaderData.action} noValidate>
        <TextField
          name="code"
          label="Mã"
          hint="Mất điện thoại? Nhập một mã dự phòng, dạng abcde-fghij."
          error={failure?.errors["code"]}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <p className="actions">
          <button type="submit">Xác nhận</button>
        </p>
      </Form>
      <Form method="post" action="/dang-xuat">
        <p className="actions">
          <button type="submit" className="second">
            Thoát
          </button>
        </p>
      </Form>
      <p>Không còn mã nào? Người quản trị của đơn vị đặt lại được sau khi gặp bạn.</p>
    </>
  );
}
