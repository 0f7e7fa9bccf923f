import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { roundsPage, type RoundLine } from "#modules/dossiers/pages/office/rounds.server.ts";
import { openExtraRound } from "#modules/dossiers/service/province.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { dossierStates, type DossierState } from "../../model.ts";
import { provinceOfDesk, requireDesk } from "./desk.ts";
import "./office.css";
import { officePaths } from "./paths.ts";
import type { Route } from "./+types/rounds.ts";

async function openedOffice({ context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const provinceCode = provinceOfDesk(actor);
  if (provinceCode === null)
    throw new AppError("forbidden", {
      denied: "dossier.planRounds",
      vi: "Các đợt đánh giá do văn phòng điều phối tỉnh quản lý.",
    });
  return { db: context.get(requestContext).database.db, actor, provinceCode };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, provinceCode } = await openedOffice(args);
  const asked = Number(new URL(args.request.url).searchParams.get("nam"));
  const year = Number.isInteger(asked) && asked >= 2019 && asked <= 2100 ? asked : null;
  return roundsPage(db, actor, { provinceCode, year });
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, provinceCode } = await openedOffice(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { regime, stage } = await roundsPage(db, actor, { provinceCode, year: null });
    const text = (name: string) => String(formFields(form)[name] ?? "");
    await openExtraRound(db, actor, {
      provinceCode,
      regime,
      stage,
      code: text("code"),
      requestedBefore: text("requestedBefore"),
      heldBefore: text("heldBefore"),
      basis: text("basis"),
    });
    return { done: "Đã mở đợt bổ sung." };
  });
});

export default function RoundsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { year, lines, article } = loaderData;
  return (
    <OfficePage
      title={`Các đợt đánh giá năm ${year}`}
      description={article ? `Theo ${article}` : undefined}
      action={
        <Group>
          <Anchor component={Link} to={`?nam=${year - 1}`}>
            ← {year - 1}
          </Anchor>
          <Anchor component={Link} to={`?nam=${year + 1}`}>
            {year + 1} →
          </Anchor>
        </Group>
      }
    >
      <title>Các đợt đánh giá – OCOP</title>
      <Outcome answer={actionData} />
      {lines.length === 0 && <Text mb="md">Quyết định áp dụng không đặt đợt nào cho năm này.</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} mb="lg">
        {lines.map((line) => (
          <Round key={line.code} line={line} />
        ))}
      </SimpleGrid>
      <ExtraRound actionData={actionData} />
    </OfficePage>
  );
}

const standings = {
  open: { label: "Đang nhận đề nghị", color: "leaf" },
  closed: { label: "Hết hạn đề nghị, đang đánh giá", color: "blue" },
  over: { label: "Đã qua", color: "gray" },
} as const;

function Round({ line }: { line: RoundLine }) {
  const { label, color } = standings[line.standing];
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Title order={2} size="h4">
          Đợt {line.code}
        </Title>
        <Badge color={color}>{label}</Badge>
      </Group>
      <Text size="sm">
        Đề nghị trước ngày {dayText(line.requestedBefore, "vi")}, đánh giá trước ngày{" "}
        {dayText(line.heldBefore, "vi")}
      </Text>
      {line.basis && <Text size="sm">Đợt bổ sung: {line.basis}</Text>}
      {line.dossiers.length === 0 ? (
        <Text size="sm" c="dimmed" mt="xs">
          Chưa có hồ sơ nào.
        </Text>
      ) : (
        <ul className="tight">
          {line.dossiers.map((dossier) => (
            <li key={dossier.id}>
              <Anchor component={Link} to={officePaths.dossier(dossier.id)} size="sm">
                {dossier.productName}
              </Anchor>{" "}
              <Text span size="sm">
                – {dossier.producerName},{" "}
                {dossierStates[dossier.state as DossierState].toLowerCase()}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ExtraRound({
  actionData,
}: {
  actionData: Route.ComponentProps["actionData"] | undefined;
}) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { state } = useNavigation();
  const box = (name: string) => ({
    name,
    defaultValue: failure?.values[name] ?? "",
    error: failure?.errors[name],
  });
  return (
    <Card withBorder maw={640}>
      <details open={failure !== undefined}>
        <summary>
          <b>Mở đợt bổ sung</b>
        </summary>
        <Form method="post" noValidate key={actionData && "done" in actionData ? "done" : "open"}>
          <Stack gap="sm" mt="sm">
            <Text size="sm">
              Chỉ mở thêm khi Quy chế hoạt động của hội đồng cho phép và có kế hoạch.
            </Text>
            <TextInput label="Tên đợt" placeholder="Bổ sung 1" {...box("code")} />
            <Group grow align="start" preventGrowOverflow={false}>
              <TextInput type="date" label="Đề nghị trước ngày" {...box("requestedBefore")} />
              <TextInput type="date" label="Đánh giá trước ngày" {...box("heldBefore")} />
            </Group>
            <Textarea
              label="Căn cứ"
              description="Điều của Quy chế, số và ngày của kế hoạch"
              rows={2}
              {...box("basis")}
            />
            <div>
              <Button type="submit" loading={state === "submitting"}>
                Mở đợt
              </Button>
            </div>
          </Stack>
        </Form>
      </details>
    </Card>
  );
}
