import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import type { ReactNode } from "react";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openOffice } from "#modules/tracing/areas/pages/office/ground.server.ts";
import { actOnArea, shownPage, type ShownPage } from "#modules/tracing/areas/pages/page.server.ts";
import { describeArea, newArea } from "#modules/tracing/areas/service/describe.server.ts";
import { instantText } from "#ui/dates.ts";
import { type Answer, Confirm, failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { versionStates } from "../../model.ts";
import { officePaths } from "../../paths.ts";
import { AreaForm } from "../parts/area-form.tsx";
import { VersionFacts } from "../parts/facts.tsx";
import styles from "../areas.css?url";
import type { Route } from "./+types/area.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

async function openPage(args: Route.LoaderArgs | Route.ActionArgs) {
  const { actor, db, env } = await openOffice(args);
  const query = new URL(args.request.url).searchParams;
  const text = query.get("tim") ?? "";
  const page =
    args.params.area === "moi"
      ? await newArea(db, actor, query.get("co-so") ?? "")
      : await describeArea(db, actor, args.params.area, text);
  return { actor, db, env, page, text };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { page, env, text } = await openPage(args);
  return { page: shownPage(page, env), text };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { actor, db, page } = await openPage(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const on = { id: page.id, producerId: page.producer.id };
    const { id, done } = await actOnArea(db, actor, on, form);
    if (page.id === null) return redirect(officePaths.one(id), 303);
    return { done };
  });
});

/** One growing area in the office: what waits beside what holds, the answer, and the form to draw it. */
export default function AreaPage({ loaderData, actionData }: Route.ComponentProps) {
  const { page, text } = loaderData;
  const answer: Answer | undefined = actionData;
  const { pending, standing } = page;
  const sending = failureOf(answer, "send");
  const title = page.values["name"] ?? "Khai vùng nguyên liệu";
  return (
    <OfficePage title={title} description={page.producer.name}>
      <title>{`${title} – Vùng nguyên liệu – OCOP`}</title>
      <Anchor underline="always" component={Link} to={officePaths.list} size="sm">
        Vùng nguyên liệu
      </Anchor>{" "}
      {page.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
      <Outcome answer={sending ? undefined : answer} />
      <Stack mt="sm" maw={820} className="in-office">
        {pending && (
          <Section title={versionStates.pending}>
            <VersionFacts version={pending} base={page.base} />
            <Decision page={page} versionId={pending.id} answer={answer} />
          </Section>
        )}
        {standing && (
          <Section title={versionStates.accepted}>
            <VersionFacts version={standing} base={page.base} />
            {page.may.end && <Ending versionId={standing.id} answer={answer} />}
          </Section>
        )}
        {page.may.propose && (
          <Section title={page.id === null ? "Khai vùng" : "Sửa, vẽ lại"}>
            {page.id !== null && <ProductSearch text={text} />}
            <AreaForm page={page} failure={sending} />
          </Section>
        )}
        <History rows={page.history} />
      </Stack>
    </OfficePage>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Decision({
  page: { may, tie },
  versionId,
  answer,
}: {
  page: ShownPage;
  versionId: string;
  answer: Answer | undefined;
}) {
  if (!may.decide) return <Text size="sm">Văn phòng điều phối tỉnh duyệt vùng này.</Text>;
  if (tie !== null)
    return (
      <Text size="sm">
        Bạn có quan hệ lợi ích với chủ thể này ({tie}): cán bộ khác của văn phòng duyệt.
      </Text>
    );
  const returning = failureOf(answer, "return");
  return (
    <Group align="flex-start" mt="sm">
      <Confirm
        intent="accept"
        label="Duyệt"
        says="Bản này thay bản đang dùng. Nếu cơ sở cho công khai, vùng hiện ngay trên bản đồ."
        values={{ versionId }}
      />
      <Confirm
        intent="return"
        label="Trả lại để sửa"
        says="Bản đang dùng, nếu có, vẫn giữ nguyên."
        values={{ versionId }}
        colour="red"
        open={returning !== undefined}
      >
        <Reason label="Cần sửa gì" failure={returning} />
      </Confirm>
    </Group>
  );
}

function Ending({ versionId, answer }: { versionId: string; answer: Answer | undefined }) {
  const failed = failureOf(answer, "end");
  return (
    <Confirm
      intent="end"
      label="Ngừng vùng này"
      says="Vùng không còn hiện trên bản đồ và trang sản phẩm. Chủ thể được báo lý do."
      values={{ versionId }}
      colour="red"
      open={failed !== undefined}
    >
      <Reason label="Lý do" failure={failed} />
    </Confirm>
  );
}

function Reason({ label, failure }: { label: string; failure: ReturnType<typeof failureOf> }) {
  return (
    <Textarea
      name="reason"
      label={label}
      autosize
      minRows={2}
      defaultValue={failure?.values["reason"]}
      error={failure?.errors["reason"]}
    />
  );
}

/** Finds products of other producers that the same growing area supplies. */
function ProductSearch({ text }: { text: string }) {
  return (
    <Form method="get">
      <Group align="flex-end" mb="sm">
        <TextInput
          name="tim"
          label="Vùng còn cung cấp cho sản phẩm của chủ thể khác"
          description="Tìm rồi chọn trong danh sách sản phẩm bên dưới"
          defaultValue={text}
        />
        <Button type="submit" variant="default">
          Tìm sản phẩm
        </Button>
      </Group>
    </Form>
  );
}

function History({ rows }: { rows: ShownPage["history"] }) {
  if (rows.length === 0) return null;
  return (
    <Section title="Các bản đã gửi">
      <ul className="tight">
        {rows.map(({ id, seq, state, proposedAt, reason }) => (
          <li key={id}>
            Bản số {seq}, {instantText(new Date(proposedAt), "vi")}: {versionStates[state]}
            {reason && `. Lý do: ${reason}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
