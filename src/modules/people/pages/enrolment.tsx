import { data, Form, redirect } from "react-router";
import { qrAddress } from "#core/documents/qr.server.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import { requireSessionOwing } from "#core/session/session.ts";
import { entranceOf } from "#modules/people/request.server.ts";
import {
  confirmEnrolment,
  findEnrolment,
  replaceBackupCodes,
  startEnrolment,
} from "#modules/people/service/own-account.server.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { Notice } from "#ui/public/notice.tsx";
import { OwnPassword, SecondFactor } from "../model.ts";
import type { Route } from "./+types/enrolment.ts";

const here = "/tai-khoan/xac-thuc-hai-buoc";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const session = await requireSessionOwing(context, request, "enrolSecondFactor");
  const { ground } = entranceOf(context, request);
  const underWay = await findEnrolment(ground, session);
  return {
    isRequired: session.pending !== null,
    isOn: session.account.hasSecondFactor,
    underWay: underWay && {
      secret: (underWay.secret.match(/.{1,4}/g) ?? []).join(" "),
      picture: qrAddress(underWay.address),
    },
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const session = await requireSessionOwing(context, request, "enrolSecondFactor");
  const form = await request.formData();
  const intent = form.get("intent");
  form.delete("intent");
  const { ground, visitor } = entranceOf(context, request);
  return orBackToForm(context, form, async () => {
    if (intent === "confirm") {
      const input = parseInput(SecondFactor, formFields(form));
      const { headers, backupCodes } = await confirmEnrolment(ground, visitor, session, input);
      return data({ backupCodes }, { headers });
    }
    const { password } = parseInput(OwnPassword, formFields(form));
    if (intent === "renew")
      return { backupCodes: await replaceBackupCodes(ground, visitor, session, password) };
    await startEnrolment(ground, visitor, session, password);
    return redirect(here, 303);
  });
});

export default function EnrolmentPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const backupCodes = actionData && "backupCodes" in actionData ? actionData.backupCodes : null;
  const { isOn, isRequired, underWay } = loaderData;
  return (
    <>
      <title>Xác thực hai bước – OCOP</title>
      <h1>Xác thực hai bước</h1>
      {isRequired && !backupCodes && (
        <Notice kind="warning">
          Vai trò của bạn ký hoặc chấm thay mặt cơ quan, nên phải bật xác thực hai bước trước khi
          dùng.
        </Notice>
      )}
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      {backupCodes ? (
        <BackupCodes codes={backupCodes} />
      ) : isOn ? (
        <Renewal error={failure?.errors["password"]} />
      ) : underWay ? (
        <Confirmation {...underWay} error={failure?.errors["code"]} />
      ) : (
        <Beginning error={failure?.errors["password"]} />
      )}
    </>
  );
}

function PasswordField({ error }: { error: string | undefined }) {
  return (
    <TextField
      name="password"
      type="password"
      label="Mật khẩu đang dùng"
      error={error}
      autoComplete="current-password"
      required
    />
  );
}

function Beginning({ error }: { error: string | undefined }) {
  return (
    <Form method="post" action={here} noValidate>
      <p className="lead">
        Ngoài mật khẩu, mỗi lần đăng nhập cần thêm mã 6 chữ số do một ứng dụng trên điện thoại tạo
        ra (ứng dụng tạo mã nào theo chuẩn TOTP cũng được). Người khác biết mật khẩu vẫn không vào
        được.
      </p>
      <PasswordField error={error} />
      <p className="actions">
        <button type="submit" name="intent" value="start">
          Bắt đầu thiết lập
        </button>
      </p>
    </Form>
  );
}

function Confirmation({
  secret,
  picture,
  error,
}: {
  secret: string;
  picture: string;
  error: string | undefined;
}) {
  return (
    <>
      <ol>
        <li>
          Trong ứng dụng tạo mã, chọn thêm tài khoản và quét hình này:
          <p>
            <img
              src={picture}
              alt="Mã QR để thêm tài khoản vào ứng dụng tạo mã"
              width="200"
              height="200"
            />
          </p>
          Không quét được thì gõ khóa: <code className="code">{secret}</code>
        </li>
        <li>Nhập mã 6 chữ số đang hiện trong ứng dụng.</li>
      </ol>
      <Form method="post" action={here} noValidate>
        <TextField
          name="code"
          label="Mã 6 chữ số"
          error={error}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
        <p className="actions">
          <button type="submit" name="intent" value="confirm">
            Bật xác thực hai bước
          </button>
        </p>
      </Form>
    </>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <Notice title="Xác thực hai bước đang bật.">
        <p>
          Hãy chép các mã dự phòng này và cất nơi an toàn: mỗi mã thay được mã trên điện thoại một
          lần. Trang này chỉ hiện chúng lần này.
        </p>
      </Notice>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code className="code">{code}</code>
          </li>
        ))}
      </ul>
      <p className="actions">
        <a className="button" href="/tai-khoan">
          Đã chép xong
        </a>
      </p>
    </>
  );
}

function Renewal({ error }: { error: string | undefined }) {
  return (
    <>
      <p className="lead">Xác thực hai bước đang bật cho tài khoản này.</p>
      <Form method="post" action={here} noValidate>
        <h2>Cấp lại mã dự phòng</h2>
        <p>
          Các mã dự phòng cũ hết hiệu lực. Đổi điện thoại: nhờ người quản trị của đơn vị đặt lại.
        </p>
        <PasswordField error={error} />
        <p className="actions">
          <button type="submit" name="intent" value="renew">
            Cấp mã dự phòng mới
          </button>
        </p>
      </Form>
    </>
  );
}
