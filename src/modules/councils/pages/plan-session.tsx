import { Button, Card, Checkbox, Group, NativeSelect, Radio, Stack } from "@mantine/core";
import { Form, redirect, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { planPage } from "#modules/councils/pages/plan.server.ts";
import { planSession } from "#modules/councils/service/sessions.server.ts";
import { FormMessage, formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import type { PlanSession } from "../inputs.ts";
import { sessionModes } from "../model.ts";
import { councilPaths } from "../paths.ts";
import type { Route } from "./+types/plan-session.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return planPage(db, actor, args.params.council);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const form = await args.request.formData();
  await planPage(db, actor, args.params.council);
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const wanted = { ...formFields(form), councilId: args.params.council } as PlanSession;
    const { id } = await planSession(db, actor, wanted);
    return redirect(councilPaths.agenda(id));
  });
});

/** Plans a session of a council. */
export default function PlanSessionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, stages, rounds, members } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { field } = formValues(failure, {
    mode: "meeting",
    stage: stages[0]?.value,
    roundId: rounds[0]?.id,
  });
  const { state } = useNavigation();
  return (
    <OfficePage
      title="Lập phiên"
      description={`${head.name} · ${members} người sẽ được đưa vào phiên`}
    >
      <title>{`Lập phiên – ${head.name} – OCOP`}</title>
      <Card withBorder maw={680}>
        <Form method="post" noValidate>
          <Stack>
            <FormMessage failure={failure} />
            <Line of={field} name="title" label="Tên phiên" placeholder="Phiên 1, đợt 2 năm 2026" />
            <NativeSelect
              size="md"
              label="Bước đánh giá"
              {...field("stage")}
              data={stages.map(({ value, label }) => ({ value, label }))}
            />
            <NativeSelect
              size="md"
              label="Đợt đánh giá"
              {...field("roundId")}
              data={[
                ...rounds.map(({ id, code, year, heldBefore }) => ({
                  value: id,
                  label: `Đợt ${code} năm ${year} (đánh giá trước ngày ${dayText(heldBefore, "vi")})`,
                })),
                { value: "", label: "Không theo đợt" },
              ]}
            />
            <Radio.Group
              name="mode"
              label="Cách làm"
              defaultValue={field("mode").defaultValue}
              error={failure?.errors["mode"]}
            >
              <Stack gap={4} mt={4}>
                {Object.entries(sessionModes).map(([value, label]) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Stack>
            </Radio.Group>
            <Line
              of={field}
              name="place"
              label="Nơi họp"
              description="Để trống khi lấy ý kiến bằng văn bản"
            />
            <Group grow align="start" preventGrowOverflow={false}>
              <Line of={field} name="startsAt" label="Bắt đầu lúc" type="datetime-local" />
              <Line
                of={field}
                name="dueAt"
                label="Hạn gửi phiếu"
                description="Chỉ khi lấy ý kiến bằng văn bản"
                type="datetime-local"
              />
            </Group>
            <Checkbox
              name="isRecorded"
              label="Ghi lại một phiên đã họp trước đây"
              description="Phiên dùng bản Quy chế có hiệu lực vào ngày họp"
              defaultChecked={failure?.values["isRecorded"] === "on"}
            />
            <div>
              <Button type="submit" size="md" loading={state === "submitting"}>
                Lập phiên
              </Button>
            </div>
          </Stack>
        </Form>
      </Card>
    </OfficePage>
  );
}
