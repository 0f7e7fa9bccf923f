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
import { changePassword, rankOfSession } from "#modules/people/service/own-account.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { ChangePassword } from "../model.ts";
import { leastLength } from "../password.ts";
import type { Route } from "./+types/new-password.ts";

const targetOf = (request: Request) =>
  safeTarget(new URL(request.url).searchParams.get(targetParameter) ?? "/bat-dau");

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const session = await requireSessionOwing(context, request, "newPassword");
  return {
    action: withTarget("/doi-mat-khau", targetOf(request)),
    isFirst: session.pending !== null,
    username: session.account.username,
    least: leastLength[rankOfSession(session)],
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const session = await requireSessionOwing(context, request, "newPassword");
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { ground, visitor } = entranceOf(context, request);
    await changePassword(ground, visitor, session, parseInput(ChangePassword, formFields(form)));
    return redirect(targetOf(request));
  });
});

export default function NewPasswordPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { isFirst, least, username } = loaderData;
  return (
    <>
      <title>Đổi mật khẩu – OCOP</title>
      <h1>{isFirst ? "Đặt mật khẩu của riêng bạn" : "Đổi mật khẩu"}</h1>
      {isFirst && (
        <p className="lead">
          Mật khẩu vừa dùng do người khác cấp và chỉ dùng một lần. Hãy đặt mật khẩu chỉ mình bạn
          biết.
        </p>
      )}
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <Form method="post" action={loaderData.action} noValidate>
        <input type="text" value={username} autoComplete="username" readOnly hidden />
        <TextField
          name="current"
          type="password"
          label={isFirst ? "Mật khẩu dùng một lần" : "Mật khẩu đang dùng"}
          error={failure?.errors["current"]}
          autoComplete="current-password"
          required
        />
        <TextField
          name="next"
          type="password"
          label="Mật khẩu mới"
          hint={`Ít nhất ${least} ký tự; có thể là vài từ ghép lại, có dấu và khoảng trắng. Không dùng mật khẩu phổ biến hay tên của bạn.`}
          error={failure?.errors["next"]}
          autoComplete="new-password"
          required
        />
        <TextField
          name="again"
          type="password"
          label="Nhập lại mật khẩu mới"
          error={failure?.errors["again"]}
          autoComplete="new-password"
          required
        />
        <p className="actions">
          <button type="submit">Lưu mật khẩu</button>
        </p>
      </Form>
    </>
  );
}
