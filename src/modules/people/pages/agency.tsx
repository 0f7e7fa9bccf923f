import {
  Alert,
  Anchor,
  Badge,
  Button,
  NativeSelect,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import {
  authorisedAgency,
  keepsAgencies,
  listAgencies,
  saveAgency,
} from "#modules/people/service/agencies.server.ts";
import { VersionField } from "#ui/forms/version-field.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { requireAgencyDesk, requireAgencyKeeper } from "../access.ts";
import type { SaveAgency } from "../agencies.ts";
import { agencyKinds } from "../model.ts";
import { agencyPaths } from "../paths.ts";
import type { Route } from "./+types/agency.ts";

/** The last part of the address of an agency that is only being entered. */
const isNew = (id: string) => id === "moi";

async function open({ context, request, params }: Route.LoaderArgs | Route.ActionArgs) {
  const actor = await requireActor(context, request);
  requireAgencyDesk(actor);
  if (isNew(params.agency)) requireAgencyKeeper(actor);
  const { db } = context.get(requestContext).database;
  return { actor, db, id: isNew(params.agency) ? null : params.agency };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { actor, db, id } = await open(args);
  const row = id === null ? null : await authorisedAgency(db, actor, "see", id);
  const all = await listAgencies(db, actor);
  return {
    agency: row && {
      version: row.version,
      isDemo: row.isDemo,
      values: {
        name: row.name,
        kind: row.kind,
        otherNames: row.otherNames.join("\n"),
        since: row.since === null ? "" : formatDay(row.since),
        until: row.until === null ? "" : formatDay(row.until),
        basis: row.basis ?? "",
        successorId: row.successorId ?? "",
      },
    },
    others: all
      .filter((one) => one.id !== id)
      .map(({ id: value, name }) => ({ value, label: name })),
    mayKeep: keepsAgencies(actor),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { actor, db, id } = await open(args);
  requireAgencyKeeper(actor);
  if (id !== null) await authorisedAgency(db, actor, "keep", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    await saveAgency(db, actor, id, formFields(form) as unknown as SaveAgency);
    return redirect(agencyPaths.list, 303);
  });
});

/** One agency of the province's list: its names, since when, and what became of it. */
export default function Agency({ loaderData, actionData }: Route.ComponentProps) {
  const { agency, others, mayKeep } = loaderData;
  const title = agency?.values.name ?? "Thêm cơ quan";
  const stored: Readonly<Record<string, string>> = agency?.values ?? { kind: "department" };
  const value = (name: string) => actionData?.values[name] ?? stored[name] ?? "";
  const box = (name: string) => ({
    name,
    defaultValue: value(name),
    error: actionData?.errors[name],
  });
  return (
    <OfficePage title={title}>
      <title>{`${title} – OCOP`}</title>
      <Anchor component={Link} to={agencyPaths.list} className="back" size="sm">
        ← Cơ quan, sở, ngành
      </Anchor>{" "}
      {agency?.isDemo && <Badge color="yellow">Dữ liệu minh họa</Badge>}
      {actionData?.message && (
        <Alert color="red" role="alert" my="sm">
          {actionData.message}
        </Alert>
      )}
      <Form method="post" noValidate key={agency?.version ?? 0}>
        <fieldset className="plain-fields" disabled={!mayKeep}>
          <VersionField version={agency?.version ?? 0} />
          <Stack gap="sm" maw={640} mt="sm">
            <TextInput {...box("name")} label="Tên đầy đủ" required />
            <NativeSelect
              {...box("kind")}
              label="Loại"
              data={Object.entries(agencyKinds).map(([kind, label]) => ({ value: kind, label }))}
            />
            <Textarea
              {...box("otherNames")}
              label="Tên gọi khác trong văn bản"
              description="Mỗi dòng một tên, ví dụ: Sở NN&PTNT. Nhờ đó kinh phí trong kế hoạch được cộng đúng cơ quan."
              autosize
              minRows={2}
            />
            <TextInput
              {...box("since")}
              label="Thành lập ngày (nếu cần)"
              placeholder="ngày/tháng/năm"
            />
            <TextInput
              {...box("until")}
              label="Hoạt động đến hết ngày (khi sáp nhập, giải thể)"
              placeholder="ngày/tháng/năm"
            />
            <NativeSelect
              {...box("successorId")}
              label="Cơ quan kế thừa"
              description="Cán bộ của cơ quan kế thừa thấy tiếp việc, đề nghị đã giao cho cơ quan này."
              data={[{ value: "", label: "Không có" }, ...others]}
            />
            <TextInput {...box("basis")} label="Văn bản thành lập, sáp nhập, giải thể" />
            {mayKeep && (
              <Button type="submit" w="fit-content">
                Lưu
              </Button>
            )}
          </Stack>
        </fieldset>
      </Form>
    </OfficePage>
  );
}
