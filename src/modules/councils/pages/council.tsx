import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { councilPage } from "#modules/councils/pages/council.server.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { authorisedCouncil, endCouncil } from "#modules/councils/service/councils.server.ts";
import { keepDecision } from "#modules/councils/service/decision.server.ts";
import { addMember, removeMember } from "#modules/councils/service/members.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText, instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import type { AddMember, EndCouncil, RemoveMember } from "../inputs.ts";
import { councilKinds, councilLevels, sessionModes, sessionStates } from "../model.ts";
import { councilPaths } from "../paths.ts";
import "./councils.css";
import { EndForm, MemberForm, MemberTable } from "./parts/members.tsx";
import type { Route } from "./+types/council.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const search = new URL(args.request.url).searchParams.get("tim") ?? "";
  return councilPage(db, actor, args.params.council, search.slice(0, 80));
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPage(args);
  const { db, actor } = ground;
  const councilId = args.params.council;
  await authorisedCouncil(db, actor, "see", councilId);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the forms lack or add is for the services to refuse.
    if (intent === "add") {
      await addMember(db, actor, { ...fields, councilId } as AddMember);
      return { done: "Đã thêm vào danh sách." };
    }
    if (intent === "remove") {
      await removeMember(db, actor, { ...fields, councilId } as RemoveMember);
      return { done: "Đã ghi người này thôi tham gia." };
    }
    if (intent === "end") {
      await endCouncil(db, actor, { ...fields, councilId } as EndCouncil);
      return { done: "Đã kết thúc." };
    }
    const scan = form.get("scan");
    if (intent !== "decision" || !(scan instanceof File)) throw new AppError("invalid");
    await keepDecision(ground, actor, { councilId, content: scan });
    return { done: "Đã lưu bản quét quyết định." };
  });
});

/** A council or team: its people, rules and sessions. */
export default function Council({ loaderData, actionData }: Route.ComponentProps) {
  const { head, endedOn, mayEstablish, mayPlan, rules } = loaderData;
  const isCouncil = head.kind === "council";
  return (
    <OfficePage
      title={head.name}
      description={`${councilKinds[head.kind]} · ${councilLevels[head.level]}, ${head.unitName} · theo Quyết định ${head.regime}`}
      action={
        isCouncil && (
          <Group gap="xs">
            <Button component={Link} to={councilPaths.rules(head.id)} variant="default">
              Quy chế hoạt động
            </Button>
            {mayPlan && (
              <>
                <Button component={Link} to={councilPaths.assign(head.id)} variant="default">
                  Xếp sản phẩm vào phiên
                </Button>
                <Button component={Link} to={councilPaths.planSession(head.id)}>
                  Lập phiên
                </Button>
              </>
            )}
          </Group>
        )
      }
    >
      <title>{`${head.name} – OCOP`}</title>
      <Outcome answer={actionData} />
      {endedOn && <Alert mb="sm">Đã kết thúc ngày {dayText(endedOn, "vi")}.</Alert>}
      {isCouncil && rules === null && (
        <Alert color="yellow" mb="sm" title="Chưa có Quy chế hoạt động">
          Hội đồng chỉ mở phiên được khi đã ban hành Quy chế.{" "}
          <Anchor component={Link} to={councilPaths.rules(head.id)} underline="always">
            Ban hành Quy chế
          </Anchor>
        </Alert>
      )}
      <Stack>
        <Decision loaderData={loaderData} />
        <Card withBorder component="section">
          <Title order={2} size="h4" mb="xs">
            Danh sách
          </Title>
          <MemberTable members={loaderData.members} mayEstablish={mayEstablish} />
        </Card>
        {mayEstablish && <MemberForm loaderData={loaderData} answer={actionData} />}
        {isCouncil && <Sessions sessions={loaderData.sessions} />}
        {mayEstablish && <EndForm />}
      </Stack>
    </OfficePage>
  );
}

function Decision({
  loaderData: { head, hasDecision, mayEstablish },
}: Pick<Route.ComponentProps, "loaderData">) {
  return (
    <Card withBorder component="section">
      <Group justify="space-between" align="flex-end">
        <div>
          <Text>
            Quyết định thành lập {head.decisionNumber} ngày {dayText(head.decisionOn, "vi")}
          </Text>
          {hasDecision ? (
            <Anchor href={councilPaths.decision(head.id)} target="_blank">
              Xem bản quét
            </Anchor>
          ) : (
            <Text size="sm" c="dimmed">
              Chưa có bản quét
            </Text>
          )}
        </div>
        {mayEstablish && (
          <Form method="post" encType="multipart/form-data">
            <Group gap="xs">
              <input
                name="scan"
                type="file"
                accept="application/pdf,image/*"
                aria-label="Bản quét quyết định"
              />
              <Button type="submit" name="intent" value="decision" variant="default">
                {hasDecision ? "Thay bản quét" : "Gửi bản quét"}
              </Button>
            </Group>
          </Form>
        )}
      </Group>
    </Card>
  );
}

function Sessions({ sessions }: { sessions: Route.ComponentProps["loaderData"]["sessions"] }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Các phiên
      </Title>
      {sessions.length === 0 ? (
        <Text c="dimmed">Chưa có phiên nào.</Text>
      ) : (
        <Table className="stacking" aria-label="Các phiên của hội đồng">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Phiên</Table.Th>
              <Table.Th>Bắt đầu</Table.Th>
              <Table.Th>Cách làm</Table.Th>
              <Table.Th>Sản phẩm</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sessions.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Anchor component={Link} to={councilPaths.agenda(one.id)} fw={600}>
                    {one.title}
                  </Anchor>
                </Table.Td>
                <Table.Td>{instantText(one.startsAt, "vi")}</Table.Td>
                <Table.Td>
                  {sessionModes[one.mode]}
                  {one.isRecorded && ", ghi lại đợt cũ"}
                </Table.Td>
                <Table.Td>{one.items} sản phẩm</Table.Td>
                <Table.Td>
                  <Badge
                    color={
                      one.state === "open" ? "leaf" : one.state === "planned" ? "blue" : "gray"
                    }
                  >
                    {sessionStates[one.state]}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
