import { Text } from "@mantine/core";
import { redirect } from "react-router";
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
import { readAnew } from "#ui/office/act.tsx";
import { canCampaign } from "../../access.ts";
import type { ChangeMeeting, DropRecord } from "../inputs.ts";
import type { Route } from "./+types/meeting.ts";
import { MeetingFields } from "./fields.tsx";
import { campaignOf, RecordPage } from "./record.tsx";

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
      return redirect(campaignOf(row.on));
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
  const { topics, place, calledBy, attendance, women } = row.values;
  const name = `Cuộc họp ngày ${formatDay(row.on)}`;
  return (
    <RecordPage
      title={topics}
      description={name}
      name={name}
      row={row}
      answer={actionData}
      fields={mayRecord ? MeetingFields : null}
      drop={{
        label: "Bỏ cuộc họp này",
        says: "Cuộc họp không còn tính trong các con số; lý do được lưu lại.",
      }}
      read={{
        title: place,
        body: (
          <>
            <Text>{calledBy}</Text>
            <Text>
              {attendance} người dự
              {women !== "" && `, ${women} phụ nữ`}
            </Text>
          </>
        ),
      }}
    />
  );
}
