import { Anchor, Button, Card, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import {
  changeMeeting,
  dropRecord,
  getMeeting,
} from "#modules/cycle/campaigns/service/campaigns.server.ts";
import { openYear } from "#modules/cycle/pages-ground.server.ts";
import { Confirm, Outcome, readAnew, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { canCampaign } from "../../access.ts";
import { cyclePaths } from "../../paths.ts";
import type { ChangeMeeting, DropRecord } from "../inputs.ts";
import type { Route } from "./+types/meeting.ts";
import { MeetingFields } from "./fields.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openYear(args);
  const row = await getMeeting(db, actor, "see", args.params.meeting);
  const mayRecord = canCampaign(actor, "record", row.unitPath);
  // Who only looks is not sent the names of guests.
  return { row: shown(mayRecord ? row : { ...row, guests: [] }), mayRecord };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openYear(args);
  const id = args.params.meeting;
  const row = await getMeeting(db, actor, "record", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const on: unknown = { ...fields, id };
    if (intent === "drop") {
      await dropRecord(db, actor, "meeting", on as DropRecord);
      return redirect(`${cyclePaths.campaign}?nam=${row.on.slice(0, 4)}`);
    }
    await changeMeeting(db, actor, on as ChangeMeeting);
    return { done: "Đã lưu." };
  });
});

/** What the page shows; names of guests as lines of a box. */
function shown(row: Awaited<ReturnType<typeof getMeeting>>) {
  const { on, calledBy, place, topics, attendance, women, guests, version } = row;
  return {
    version,
    on,
    values: {
      on,
      calledBy,
      place,
      topics,
      attendance: String(attendance),
      women: women === null ? "" : String(women),
      guests: guests.map(({ name, from }) => (from === "" ? name : `${name} – ${from}`)).join("\n"),
    },
  };
}

export const shouldRevalidate = readAnew;

/** One meeting, with who came. */
export default function MeetingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { row, mayRecord } = loaderData;
  const typed = typedIn(actionData, "save");
  const isTyped = Object.keys(typed.values).length > 0;
  return (
    <OfficePage title={row.values.topics} description={`Cuộc họp ngày ${formatDay(row.on)}`}>
      <title>{`Cuộc họp ngày ${formatDay(row.on)} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Anchor
        className="back"
        component={Link}
        to={`${cyclePaths.campaign}?nam=${row.on.slice(0, 4)}`}
        size="sm"
      >
        ← Tuyên truyền, vận động
      </Anchor>
      {mayRecord ? (
        <Stack mt="xs" maw={640}>
          <Form method="post" noValidate key={row.version}>
            <VersionField version={row.version} />
            <Stack gap="xs">
              <MeetingFields values={isTyped ? typed.values : row.values} errors={typed.errors} />
              <div>
                <Button type="submit" name="intent" value="save">
                  Lưu
                </Button>
              </div>
            </Stack>
          </Form>
          <Confirm
            intent="drop"
            label="Bỏ cuộc họp này"
            colour="red"
            says="Cuộc họp không còn tính trong các con số; lý do được lưu lại."
            values={{ expectedVersion: String(row.version) }}
          >
            <TextInput name="reason" label="Lý do" />
          </Confirm>
        </Stack>
      ) : (
        <Card withBorder component="section" mt="xs">
          <Title order={2} size="h4">
            {row.values.place}
          </Title>
          <Text>{row.values.calledBy}</Text>
          <Text>
            {row.values.attendance} người dự
            {row.values.women !== "" && `, ${row.values.women} phụ nữ`}
          </Text>
        </Card>
      )}
    </OfficePage>
  );
}
