import { Anchor, Button, Card, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
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
import { Confirm, Outcome, readAnew, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { canCampaign } from "../../access.ts";
import { mediaKinds } from "../../model.ts";
import { cyclePaths } from "../../paths.ts";
import type { ChangeMedia, DropRecord } from "../inputs.ts";
import type { Route } from "./+types/media.ts";
import { MediaFields } from "./fields.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

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
      return redirect(`${cyclePaths.campaign}?nam=${row.on.slice(0, 4)}`);
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
  const typed = typedIn(actionData, "save");
  const isTyped = Object.keys(typed.values).length > 0;
  return (
    <OfficePage title={row.values.title} description={`${row.values.outlet}, ${formatDay(row.on)}`}>
      <title>{`${row.values.title} – OCOP`}</title>
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
              <MediaFields values={isTyped ? typed.values : row.values} errors={typed.errors} />
              <div>
                <Button type="submit" name="intent" value="save">
                  Lưu
                </Button>
              </div>
            </Stack>
          </Form>
          <Confirm
            intent="drop"
            label="Bỏ tin, bài này"
            colour="red"
            says="Tin, bài không còn tính trong các con số; lý do được lưu lại."
            values={{ expectedVersion: String(row.version) }}
          >
            <TextInput name="reason" label="Lý do" />
          </Confirm>
        </Stack>
      ) : (
        <Card withBorder component="section" mt="xs">
          <Title order={2} size="h4">
            {row.values.outlet}
          </Title>
          <Text>{mediaKinds[row.values.kind]}</Text>
          {row.values.url !== "" && (
            <Anchor href={row.values.url} rel="noopener noreferrer nofollow" underline="always">
              {row.values.url}
            </Anchor>
          )}
        </Card>
      )}
    </OfficePage>
  );
}
