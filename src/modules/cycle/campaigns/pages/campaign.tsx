import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  List,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { parseDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import {
  addMedia,
  addMeeting,
  readCampaignYear,
  saveCampaign,
} from "#modules/cycle/campaigns/service/campaigns.server.ts";
import { openYear } from "#modules/cycle/pages-ground.server.ts";
import { type Answer, Outcome, readAnew, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { campaignPermissions, canCampaign } from "../../access.ts";
import type { AddMedia, AddMeeting, SaveCampaign } from "../inputs.ts";
import { countMonths } from "../months.ts";
import type { Route } from "./+types/campaign.ts";
import { Media, Meetings } from "./lists.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, year, provinceCode, today } = await openYear(args);
  if (provinceCode === null)
    throw new AppError("forbidden", {
      vi: "Trang này là của văn phòng điều phối tỉnh và các xã, phường trong tỉnh.",
    });
  const { campaign, meetings, media, goal } = await readCampaignYear(db, actor, {
    provinceCode,
    year,
  });
  return {
    year,
    today,
    campaign: campaign && {
      title: campaign.title,
      topics: campaign.topics,
      mediaPerMonth: campaign.mediaPerMonth,
      basis: campaign.basis,
      isDemo: campaign.isDemo,
      version: campaign.version,
    },
    // Named guests stay on the meeting's own page.
    meetings: meetings.map(({ id, on, calledBy, place, topics, attendance, women, isDemo }) => ({
      id,
      on,
      calledBy,
      place,
      topics,
      attendance,
      women,
      isDemo,
    })),
    media: media.map(({ id, on, kind, outlet, title, url, unitPath, isDemo }) => ({
      id,
      on,
      kind,
      outlet,
      title,
      url,
      isDemo,
      mayOpen: canCampaign(actor, "see", unitPath),
    })),
    goal,
    months: countMonths(media, { year, perMonth: goal.perMonth, today }),
    mayLead: canCampaign(actor, "lead", provinceCode),
    mayRecord: hasRole(actor, ...campaignPermissions.record.roles),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, year } = await openYear(args);
  if (!hasRole(actor, ...campaignPermissions.record.roles))
    throw new AppError("forbidden", {
      denied: "campaign.record",
      roles: campaignPermissions.record.roles,
    });
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What a form lacks or adds is for the service to refuse.
    if (intent === "campaign") {
      await saveCampaign(db, actor, fields as SaveCampaign);
      return { done: "Đã lưu đợt tuyên truyền của năm." };
    }
    if (intent === "meeting") {
      await addMeeting(db, actor, fields as AddMeeting);
      return { done: `Đã ghi cuộc họp${elsewhere(fields["on"], year)}.` };
    }
    if (intent !== "media") throw new AppError("invalid");
    await addMedia(db, actor, fields as AddMedia);
    return { done: `Đã ghi tin, bài${elsewhere(fields["on"], year)}.` };
  });
});

/** Where to find what was recorded for another year than the page shows. */
function elsewhere(on: string | string[] | undefined, year: number): string {
  const recorded = parseDay(String(on))?.slice(0, 4) ?? String(year);
  return recorded === String(year) ? "" : ` vào năm ${recorded}; mở trang của năm đó để xem`;
}

type Loaded = Route.ComponentProps["loaderData"];

export const shouldRevalidate = readAnew;

/** A year's campaign: what is told, at which meetings, and what the media bring each month. */
export default function CampaignPage({ loaderData, actionData }: Route.ComponentProps) {
  const { year, campaign, mayLead } = loaderData;
  return (
    <OfficePage
      title={`Tuyên truyền, vận động năm ${year}`}
      description="Cuộc họp, hội nghị và tin, bài về Chương trình."
    >
      <title>{`Tuyên truyền, vận động năm ${year} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Group gap="sm" mb="sm" component="nav" aria-label="Năm khác">
        {[year - 1, year + 1].map((other) => (
          <Anchor key={other} component={Link} to={`?nam=${other}`} size="sm">
            Năm {other}
          </Anchor>
        ))}
      </Group>
      <Stack>
        <Card withBorder component="section">
          <Group gap="xs">
            <Title order={2} size="h4">
              {campaign?.title ?? "Chưa có đợt tuyên truyền của năm"}
            </Title>
            {campaign?.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
          </Group>
          {campaign && (
            <List size="sm">
              {campaign.topics.map((topic) => (
                <List.Item key={topic}>{topic}</List.Item>
              ))}
            </List>
          )}
          {mayLead && <Lead loaderData={loaderData} answer={actionData} />}
        </Card>
        <Media loaderData={loaderData} answer={actionData} />
        <Meetings loaderData={loaderData} answer={actionData} />
      </Stack>
    </OfficePage>
  );
}

function Lead({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { year, campaign, goal } = loaderData;
  const { values, errors } = typedIn(answer, "campaign");
  return (
    <details open={Object.keys(errors).length > 0}>
      <summary>
        <Text component="span" size="sm">
          {campaign ? "Sửa đợt tuyên truyền" : "Lập đợt tuyên truyền của năm"}
        </Text>
      </summary>
      <Form method="post" noValidate aria-label="Đợt tuyên truyền">
        <input type="hidden" name="year" value={year} />
        <VersionField version={campaign?.version ?? 0} />
        <Stack gap="xs" mt="xs" maw={640}>
          <TextInput
            name="title"
            label="Tên đợt"
            defaultValue={values["title"] ?? campaign?.title}
            error={errors["title"]}
          />
          <Textarea
            name="topics"
            label="Nội dung tuyên truyền"
            description="Mỗi dòng một nội dung."
            autosize
            minRows={3}
            defaultValue={values["topics"] ?? campaign?.topics.join("\n")}
            error={errors["topics"]}
          />
          <TextInput
            name="mediaPerMonth"
            label="Số tin, bài mỗi tháng cần đạt"
            inputMode="numeric"
            defaultValue={values["mediaPerMonth"] ?? String(goal.perMonth)}
            error={errors["mediaPerMonth"]}
          />
          <TextInput
            name="basis"
            label="Văn bản đặt chỉ tiêu (không bắt buộc)"
            defaultValue={values["basis"] ?? campaign?.basis ?? ""}
            error={errors["basis"]}
          />
          <div>
            <Button type="submit" name="intent" value="campaign">
              Lưu
            </Button>
          </div>
        </Stack>
      </Form>
    </details>
  );
}
