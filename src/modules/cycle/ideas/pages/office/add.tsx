import { Alert, Button, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { Form, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { newIdempotencyKey } from "#core/idempotency/form.ts";
import { formFields } from "#core/input/parse.ts";
import { openRegister } from "#modules/cycle/ideas/pages/office/ground.server.ts";
import { registerFor } from "#modules/cycle/ideas/service/register.server.ts";
import { homePathOf } from "#modules/people/service/holders.server.ts";
import {
  findCommune,
  findCommunes,
  meantCommune,
} from "#modules/places/service/communes.server.ts";
import { fieldId } from "#ui/forms/errors.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { applicantKindNames, applicantKinds } from "../../../model.ts";
import { cyclePaths } from "../../../paths.ts";
import type { RegisterFor } from "../../inputs.ts";
import type { Route } from "./+types/add.ts";
import { IdeaBoxes } from "./boxes.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openRegister(args);
  const code = (await homePathOf(db, actor.userId)).split("/").at(-1) ?? "";
  const commune = await findCommune(db, code);
  return {
    formKey: newIdempotencyKey(),
    commune: commune ? { value: commune.value, label: commune.label } : null,
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openRegister(args);
  const form = await args.request.formData();
  const { communeText = "", ...fields } = formFields(form);
  const found = () => findCommunes(db, String(communeText));
  return orBackToForm(
    args.context,
    form,
    async () => {
      const chosen = fields["communeCode"];
      const code = await meantCommune(db, {
        typed: String(communeText),
        chosen: typeof chosen === "string" ? chosen : undefined,
      });
      const sent = { ...fields, communeCode: code ?? "" };
      // What the form lacks or adds is for the service to refuse.
      const { id } = await registerFor(db, actor, sent as RegisterFor);
      return redirect(cyclePaths.idea(id));
    },
    async () => ({ options: await found() }),
  );
});

/** An idea of somebody who called or came to the office. */
export default function AddIdea({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { commune, formKey } = loaderData;
  const values = failure?.values ?? {};
  const box = (name: string) => ({
    name,
    id: fieldId(name),
    defaultValue: values[name] ?? "",
    error: failure?.errors[name],
  });
  const found = failure?.options ?? [];
  const own = commune && found.every(({ value }) => value !== commune.value) ? [commune] : [];
  const options = [...found, ...own];
  const lines = failure ? [failure.message, failure.errors["form"]].filter(Boolean) : [];
  return (
    <OfficePage
      title="Nhập ý tưởng"
      description="Cho người gọi điện hoặc đến trực tiếp. Hãy đọc lại cho họ nghe trước khi lưu."
    >
      <title>Nhập ý tưởng – OCOP</title>
      <Form method="post" noValidate>
        <input type="hidden" name="formKey" value={values["formKey"] ?? formKey} />
        <Stack maw={640}>
          {lines.map((line) => (
            <Alert key={line} color="red" role="alert">
              {line}
            </Alert>
          ))}
          <IdeaBoxes box={box} />
          <TextInput {...box("applicantName")} label="Họ tên, hoặc tên cơ sở" />
          <NativeSelect
            {...box("applicantKind")}
            label="Đăng ký với tư cách"
            data={applicantKindNames.map((value) => ({ value, label: applicantKinds[value] }))}
          />
          <TextInput
            {...box("phone")}
            label="Số điện thoại"
            description="Người không có điện thoại thì để trống và ghi thôn, xóm bên dưới."
            type="tel"
          />
          <TextInput
            {...box("address")}
            label="Thôn, xóm, tổ dân phố (bắt buộc khi không có điện thoại)"
          />
          <TextInput
            {...box("communeText")}
            label="Xã, phường, đặc khu"
            description={
              commune
                ? "Để trống nếu đúng là nơi đã chọn bên dưới; nếu không, gõ tên hiện nay hoặc tên trước năm 2025."
                : "Gõ tên hiện nay hoặc tên trước năm 2025, có dấu hay không dấu, ví dụ: dong hy"
            }
            error={options.length === 0 ? failure?.errors["communeCode"] : undefined}
            autoComplete="off"
          />
          {options.length > 0 && (
            <Radio.Group
              // Other communes to choose from: what was chosen among the ones before counts no more.
              key={options.map(({ value }) => value).join()}
              name="communeCode"
              label="Xã, phường nào?"
              error={failure?.errors["communeCode"]}
              defaultValue={failure ? stillChosen(values, found) : (commune?.value ?? "")}
            >
              <Stack gap={6} mt={4}>
                {options.map(({ value, label }) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <div>
            <Button type="submit">Lưu ý tưởng</Button>
          </div>
        </Stack>
      </Form>
    </OfficePage>
  );
}

/** The choice of a form that came back; none while a typed name may not mean it. */
function stillChosen(
  { communeText, communeCode }: Readonly<Record<string, string>>,
  found: readonly { readonly value: string }[],
): string {
  const isMeant =
    (communeText ?? "").trim() === "" || found.some(({ value }) => value === communeCode);
  return isMeant ? (communeCode ?? "") : "";
}
