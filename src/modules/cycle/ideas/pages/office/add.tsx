import { Alert, Button, NativeSelect, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { Form, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { newIdempotencyKey } from "#core/idempotency/form.ts";
import { formFields } from "#core/input/parse.ts";
import { openRegister } from "#modules/cycle/ideas/pages/office/ground.server.ts";
import { registerFor } from "#modules/cycle/ideas/service/register.server.ts";
import { homePathOf } from "#modules/people/service/holders.server.ts";
import { findCommune, findCommunes } from "#modules/places/service/communes.server.ts";
import { fieldId } from "#ui/forms/errors.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import {
  applicantKindNames,
  applicantKinds,
  ideaKindNames,
  ideaKinds,
  ideaTrackNames,
  ideaTracks,
} from "../../../model.ts";
import { cyclePaths } from "../../../paths.ts";
import type { RegisterIdea } from "../../inputs.ts";
import type { Route } from "./+types/add.ts";

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
      const options = await found();
      const only = options.length === 1 ? options[0]?.value : undefined;
      const sent = { ...fields, communeCode: fields["communeCode"] ?? only ?? "" };
      // What the form lacks or adds is for the service to refuse.
      const { id } = await registerFor(db, actor, sent as RegisterIdea);
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
          <TextInput {...box("title")} label="Tên sản phẩm hoặc ý tưởng" />
          <NativeSelect
            {...box("kind")}
            label="Đã làm đến đâu?"
            data={ideaKindNames.map((value) => ({ value, label: ideaKinds[value] }))}
          />
          <Textarea {...box("story")} label="Kể về sản phẩm" autosize minRows={3} />
          <NativeSelect
            {...box("track")}
            label="Nhóm khởi nghiệp"
            data={ideaTrackNames.map((value) => ({ value, label: ideaTracks[value] }))}
          />
          <Textarea {...box("market")} label="Ai mua? (không bắt buộc)" autosize />
          <Textarea
            {...box("materials")}
            label="Nguyên liệu lấy ở đâu? (không bắt buộc)"
            autosize
          />
          <Textarea {...box("labour")} label="Ai làm? (không bắt buộc)" autosize />
          <Textarea
            {...box("investment")}
            label="Có thể đầu tư những gì? (không bắt buộc)"
            autosize
          />
          <TextInput {...box("applicantName")} label="Họ tên, hoặc tên cơ sở" />
          <NativeSelect
            {...box("applicantKind")}
            label="Đăng ký với tư cách"
            data={applicantKindNames.map((value) => ({ value, label: applicantKinds[value] }))}
          />
          <TextInput {...box("phone")} label="Số điện thoại" type="tel" />
          <TextInput {...box("address")} label="Thôn, xóm, tổ dân phố (không bắt buộc)" />
          <TextInput
            {...box("communeText")}
            label="Xã, phường, đặc khu"
            description={
              commune
                ? "Để trống nếu đúng là nơi đã chọn bên dưới; nếu không, gõ tên hiện nay."
                : "Gõ tên hiện nay, có dấu hay không dấu, ví dụ: dong hy"
            }
            error={options.length === 0 ? failure?.errors["communeCode"] : undefined}
            autoComplete="off"
          />
          {options.length > 0 && (
            <Radio.Group
              name="communeCode"
              label="Xã, phường nào?"
              error={failure?.errors["communeCode"]}
              defaultValue={values["communeCode"] ?? commune?.value ?? ""}
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
