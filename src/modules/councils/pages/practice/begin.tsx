import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { Form, redirect, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openedFor } from "#modules/councils/pages/practice/ground.server.ts";
import { beginCase } from "#modules/councils/practice/cases.server.ts";
import { listRegimeEntries, getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { BeginCase } from "../../practice/inputs.ts";
import { practicePaths } from "../../practice/paths.ts";
import "../councils.css";
import type { Route } from "./+types/begin.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db } = await openedFor(args, "keepPractice");
  const entries = await listRegimeEntries(db);
  const present = entries.find((entry) => entry.present) ?? entries[0];
  const regime = present?.regime ?? "";
  return {
    regime,
    decision: present?.decision ?? "",
    sets: [...getBook(regime).sets.values()].map(({ code, title }) => ({ code, title })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openedFor(args, "keepPractice");
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await beginCase(db, actor, formFields(form) as BeginCase);
    return redirect(practicePaths.edit(id));
  });
});

export default function BeginCasePage({ loaderData, actionData }: Route.ComponentProps) {
  const { regime, decision, sets } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { state } = useNavigation();
  return (
    <OfficePage
      title="Soạn hồ sơ mẫu"
      description="Hồ sơ mẫu là hư cấu hoặc đã bỏ tên; đừng dùng hồ sơ đang đánh giá."
    >
      <title>Soạn hồ sơ mẫu – OCOP</title>
      <Outcome answer={failure} />
      <Form method="post" noValidate>
        <input type="hidden" name="regime" value={regime} />
        <Stack maw={640}>
          <NativeSelect
            name="setCode"
            label={`Bộ sản phẩm (Quyết định ${decision})`}
            data={[
              { value: "", label: "Chọn bộ" },
              ...sets.map(({ code, title }) => ({ value: code, label: `${code}. ${title}` })),
            ]}
            defaultValue={failure?.values["setCode"] ?? ""}
            error={failure?.errors["setCode"]}
          />
          <TextInput
            name="title"
            label="Tên hồ sơ mẫu"
            defaultValue={failure?.values["title"]}
            error={failure?.errors["title"]}
          />
          <Textarea
            name="description"
            label="Mô tả sản phẩm và cơ sở"
            autosize
            minRows={4}
            defaultValue={failure?.values["description"]}
            error={failure?.errors["description"]}
          />
          <div>
            <Button type="submit" loading={state === "submitting"}>
              Tạo, rồi ghi đáp án
            </Button>
          </div>
        </Stack>
      </Form>
    </OfficePage>
  );
}
