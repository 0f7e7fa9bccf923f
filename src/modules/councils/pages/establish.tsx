import { Button, Card, NativeSelect, Radio, Stack, Text } from "@mantine/core";
import { Form, redirect, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { homeOf, placeOptions, regimeOptions } from "#modules/councils/pages/establish.server.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { establishCouncil } from "#modules/councils/service/councils.server.ts";
import { keepDecision } from "#modules/councils/service/decision.server.ts";
import { FormMessage, formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { fieldId } from "#ui/forms/errors.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import type { EstablishCouncil } from "../inputs.ts";
import { councilKinds } from "../model.ts";
import { councilPaths } from "../paths.ts";
import type { Route } from "./+types/establish.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return {
    places: await placeOptions(db, actor),
    regimes: regimeOptions().map(({ value, label, levels }) => ({ value, label, levels })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPage(args);
  homeOf(ground.actor);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { place, scan: _file, ...fields } = formFields(form);
    const [level = "", unit = ""] = String(place ?? "").split("/");
    // What the form lacks or adds is for the service to refuse.
    const wanted = { ...fields, level, unit } as EstablishCouncil;
    const { id } = await establishCouncil(ground.db, ground.actor, wanted);
    const scan = form.get("scan");
    if (scan instanceof File && scan.size > 0)
      await keepDecision(ground, ground.actor, { councilId: id, content: scan });
    return redirect(councilPaths.council(id));
  });
});

/** Sets up a council or team by a decision. */
export default function Establish({ loaderData, actionData }: Route.ComponentProps) {
  const { places, regimes } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { field } = formValues(failure, { kind: "council", regime: regimes[0]?.value });
  const { state } = useNavigation();
  return (
    <OfficePage title="Lập hội đồng, tổ tư vấn">
      <title>Lập hội đồng, tổ tư vấn – OCOP</title>
      <Card withBorder maw={680}>
        <Form method="post" encType="multipart/form-data" noValidate>
          <Stack>
            <FormMessage failure={failure} />
            <Radio.Group
              name="kind"
              label="Lập"
              defaultValue={field("kind").defaultValue}
              error={failure?.errors["kind"]}
            >
              <Stack gap={4} mt={4}>
                {Object.entries(councilKinds).map(([value, label]) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Stack>
            </Radio.Group>
            <NativeSelect
              size="md"
              label="Của đơn vị"
              {...field("place")}
              id={fieldId("unit")}
              error={failure?.errors["unit"] ?? failure?.errors["level"]}
              data={places.map(({ group, items }) => ({ group, items: [...items] }))}
            />
            <NativeSelect
              size="md"
              label="Đánh giá theo quyết định"
              description="Quyết định 26/2026/QĐ-TTg không còn hội đồng cấp huyện; chọn quyết định cũ khi ghi lại các đợt trước."
              {...field("regime")}
              data={regimes.map(({ value, label }) => ({ value, label }))}
            />
            <Line of={field} name="name" label="Tên hội đồng, tổ" autoComplete="off" />
            <Line
              of={field}
              name="decisionNumber"
              label="Số quyết định thành lập"
              placeholder="1234/QĐ-UBND"
              autoComplete="off"
            />
            <Line of={field} name="decisionOn" label="Ngày quyết định" type="date" />
            <div>
              <Text component="label" htmlFor="scan" fw={500}>
                Bản quét quyết định
              </Text>
              <Text size="sm" c="dimmed">
                PDF hoặc ảnh chụp; có thể gửi sau.
              </Text>
              <input id="scan" name="scan" type="file" accept="application/pdf,image/*" />
            </div>
            <div>
              <Button type="submit" size="md" loading={state === "submitting"}>
                Lập
              </Button>
            </div>
          </Stack>
        </Form>
      </Card>
    </OfficePage>
  );
}
