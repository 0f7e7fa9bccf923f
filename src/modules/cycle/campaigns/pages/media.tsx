import { Anchor, Text } from "@mantine/core";
import { redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import {
  changeMedia,
  dropRecord,
  getMedia,
} from "#modules/cycle/campaigns/service/campaigns.server.ts";
import { openYear } from "#modules/cycle/pages-ground.server.ts";
import { readAnew } from "#ui/office/act.tsx";
import { canCampaign } from "../../access.ts";
import { mediaKinds } from "../../model.ts";
import type { ChangeMedia, DropRecord } from "../inputs.ts";
import type { Route } from "./+types/media.ts";
import { MediaFields } from "./fields.tsx";
import { campaignOf, RecordPage } from "./record.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openYear(args);
  const row = await getMedia(db, actor, "see", args.params.piece);
  return { row: shown(row), mayRecord: canCampaign(actor, "record", row.unitPath) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openYear(args);
  const id = args.params.piece;
  const row = await getMedia(db, actor, "record", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const on: unknown = { ...fields, id };
    if (intent === "drop") {
      await dropRecord(db, actor, "media", on as DropRecord);
      return redirect(campaignOf(row.on));
    }
    await changeMedia(db, actor, on as ChangeMedia);
    return { done: "Đã lưu." };
  });
});

function shown(row: Awaited<ReturnType<typeof getMedia>>) {
  const { on, kind, outlet, title, url, version } = row;
  return { version, on, values: { on, kind, outlet, title, url: url ?? "" } };
}

export const shouldRevalidate = readAnew;

/** One piece in the media. */
export default function MediaPage({ loaderData, actionData }: Route.ComponentProps) {
  const { row, mayRecord } = loaderData;
  const { kind, outlet, title, url } = row.values;
  return (
    <RecordPage
      title={title}
      description={`${outlet}, ${formatDay(row.on)}`}
      name={title}
      row={row}
      answer={actionData}
      fields={mayRecord ? MediaFields : null}
      drop={{
        label: "Bỏ tin, bài này",
        says: "Tin, bài không còn tính trong các con số; lý do được lưu lại.",
      }}
      read={{
        title: outlet,
        body: (
          <>
            <Text>{mediaKinds[kind]}</Text>
            {url !== "" && (
              <Anchor href={url} rel="noopener noreferrer nofollow" underline="always">
                {url}
              </Anchor>
            )}
          </>
        ),
      }}
    />
  );
}
