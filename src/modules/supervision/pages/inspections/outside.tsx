import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { today } from "#core/calendar/today.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { openPlanning } from "#modules/supervision/pages/inspections/ground.server.ts";
import { planningUnit } from "#modules/supervision/service/plans.server.ts";
import { openInspection, possibleLeads } from "#modules/supervision/service/schedule.server.ts";
import { searchTargets } from "#modules/supervision/service/targets.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { OpenInspection } from "../../inputs.ts";
import { inspectionKinds } from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import { returned, VisitFields } from "./visit-fields.tsx";
import type { Route } from "./+types/outside.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPlanning(args);
  const unitPath = planningUnit(actor);
  const text = new URL(args.request.url).searchParams.get("tim") ?? "";
  const found = await searchTargets(db, actor, { unitPath, text });
  const leads = await possibleLeads(db, provinceOf(unitPath));
  return {
    text,
    today: await today(db),
    found: found.map(({ id, productName, producerName, stars }) => ({
      id,
      productName,
      producerName,
      stars,
    })),
    leads: leads.map(({ id, name, agencyName }) => ({ id, name, agencyName })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPlanning(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await openInspection(db, actor, formFields(form) as OpenInspection);
    throw redirect(inspectionPaths.one(id));
  });
});

/** A visit outside any plan: unannounced, after a complaint, or a post-check. */
export default function Outside({ loaderData, actionData }: Route.ComponentProps) {
  const { text, found, leads, today: now } = loaderData;
  const form = returned(actionData);
  return (
    <OfficePage
      title="Kiểm tra ngoài kế hoạch"
      description="Kiểm tra đột xuất và theo phản ánh không báo trước cho chủ thể."
    >
      <title>Kiểm tra ngoài kế hoạch – OCOP</title>
      <Anchor className="back" component={Link} to={inspectionPaths.list} size="sm">
        ← Kiểm tra, giám sát
      </Anchor>
      <Outcome answer={actionData} />
      <Stack mt="xs" maw={760}>
        <Form method="get">
          <Group align="end">
            <TextInput name="tim" label="Tìm sản phẩm, chủ thể" defaultValue={text} />
            <Button type="submit" variant="default">
              Tìm
            </Button>
          </Group>
        </Form>
        <Form method="post" noValidate>
          <Stack gap="sm">
            <Card withBorder component="section">
              <Title order={2} size="h4" mb="xs">
                Sản phẩm
              </Title>
              {found.length === 0 && <Text>Không tìm thấy sản phẩm còn hiệu lực nào.</Text>}
              <Stack gap={6}>
                {found.map((one) => (
                  <Radio
                    key={one.id}
                    name="recognitionId"
                    value={one.id}
                    defaultChecked={form.values["recognitionId"] === one.id}
                    label={`${one.productName} (${one.stars} sao)`}
                    description={one.producerName}
                  />
                ))}
              </Stack>
              {form.errors["recognitionId"] && (
                <Text c="red.9" size="sm">
                  Hãy chọn sản phẩm.
                </Text>
              )}
            </Card>
            <Group align="start">
              <NativeSelect
                name="kind"
                label="Hình thức"
                defaultValue={form.values["kind"] ?? "unannounced"}
                error={form.errors["kind"]}
                data={(["unannounced", "complaint", "postCheck"] as const).map((value) => ({
                  value,
                  label: inspectionKinds[value],
                }))}
              />
              <VisitFields leads={leads} form={form} plannedOn={now} />
            </Group>
            <Textarea
              name="note"
              label="Vì sao kiểm tra"
              required
              autosize
              minRows={2}
              maxLength={2000}
              defaultValue={form.values["note"]}
              error={form.errors["note"]}
            />
            <Group>
              <Button type="submit">Mở lần kiểm tra</Button>
            </Group>
          </Stack>
        </Form>
      </Stack>
    </OfficePage>
  );
}
