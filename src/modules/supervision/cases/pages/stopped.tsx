import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { Form, redirect } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { listInForce } from "#modules/recognition/service/standing.server.ts";
import { openCasePage } from "#modules/supervision/cases/pages/ground.server.ts";
import { confirmStopped } from "#modules/supervision/cases/service/open.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { casePermissions } from "../access.ts";
import type { ConfirmStopped } from "../inputs.ts";
import { casePaths } from "../paths.ts";
import type { Route } from "./+types/stopped.ts";

async function openForCommunes(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openCasePage(args);
  if (!hasRole(ground.actor, ...casePermissions.confirm.roles))
    throw new AppError("forbidden", {
      denied: "revocationCase.confirm",
      roles: casePermissions.confirm.roles,
    });
  return ground;
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openForCommunes(args);
  const paths = actor.grants.flatMap(({ role, jurisdiction }) =>
    role === "communeOfficer" && jurisdiction.kind === "unit" ? [jurisdiction.path] : [],
  );
  const rows = (await Promise.all(paths.map((path) => listInForce(db, path)))).flat();
  return {
    today: await today(db),
    products: rows.map(({ id, productName, producerName, stars }) => ({
      value: id,
      label: `${productName}, ${producerName}, ${stars} sao`,
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openForCommunes(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await confirmStopped(db, actor, formFields(form) as ConfirmStopped);
    throw redirect(casePaths.one(id));
  });
});

/** A commune confirms that a product is made no more; the province then has so many days. */
export default function Stopped({ loaderData, actionData }: Route.ComponentProps) {
  const { values, errors } = actionData ?? { values: {}, errors: {} };
  const typed = values as Readonly<Record<string, string>>;
  const wrong = errors as Readonly<Record<string, string>>;
  return (
    <OfficePage
      title="Xác nhận ngừng sản xuất"
      description="Từ ngày xã xác nhận, tỉnh có thời hạn theo quy định để quyết định thu hồi. Chủ thể và cơ quan tham mưu được báo ngay."
    >
      <title>Xác nhận ngừng sản xuất – OCOP</title>
      <Outcome answer={actionData} />
      <Form method="post" noValidate>
        <Stack gap="sm" maw={560}>
          <NativeSelect
            name="recognitionId"
            label="Sản phẩm"
            defaultValue={typed["recognitionId"] ?? ""}
            error={wrong["recognitionId"]}
            data={[{ value: "", label: "Hãy chọn" }, ...loaderData.products]}
          />
          <TextInput
            name="confirmedOn"
            type="date"
            label="Ngày xã xác nhận"
            max={loaderData.today}
            defaultValue={typed["confirmedOn"] ?? loaderData.today}
            error={wrong["confirmedOn"]}
          />
          <Textarea
            name="facts"
            label="Xã đã xác minh thế nào"
            autosize
            minRows={3}
            defaultValue={typed["facts"]}
            error={wrong["facts"]}
          />
          <Button type="submit">Xác nhận ngừng sản xuất</Button>
        </Stack>
      </Form>
    </OfficePage>
  );
}
