import { Alert, Anchor, Badge, Button, Card, Group, Table, Text, Title } from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { withUnitNames } from "#modules/dossiers/pages/office/units.server.ts";
import { listInbox } from "#modules/dossiers/service/boards.server.ts";
import { receiveDossier } from "#modules/dossiers/service/commune.server.ts";
import { type Conflict, findConflicts } from "#modules/dossiers/service/conflicts.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { provinceOfDesk, requireDesk } from "./desk.ts";
import "./office.css";
import { ClockBadge } from "./parts/clock.tsx";
import { Conflicts } from "./parts/conflicts.tsx";
import { DossierTable, lineOf, selfScoreText } from "./parts/dossier-table.tsx";
import { officePaths } from "./paths.ts";
import type { Route } from "./+types/intake.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { db } = context.get(requestContext).database;
  const { items } = await listInbox(db, actor);
  const named = await withUnitNames(db, items);
  const arriving = named.filter(({ state }) =>
    ["filed", "forwarded", "forwardedUp"].includes(state),
  );
  const conflicts: Conflict[][] = [];
  for (const { id } of arriving) conflicts.push(await findConflicts(db, actor, id));
  return {
    mayPlan: provinceOfDesk(actor) !== null,
    arriving: arriving.map((item, at) => ({ ...lineOf(item), conflicts: conflicts[at] ?? [] })),
    unplaced: named
      .filter(({ state, roundId }) => state === "checking" && roundId === null)
      .map(lineOf),
    checking: named
      .filter(({ state, roundId }) => state === "checking" && roundId !== null)
      .map(lineOf),
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const dossierId = String(formFields(form)["dossierId"] ?? "");
    const { numberText } = await receiveDossier(db, actor, { dossierId });
    return { done: numberText === null ? "Đã tiếp nhận." : `Đã tiếp nhận: ${numberText}.` };
  });
});

export default function IntakePage({ loaderData, actionData }: Route.ComponentProps) {
  const { arriving, unplaced, checking, mayPlan } = loaderData;
  return (
    <OfficePage
      title="Tiếp nhận hồ sơ"
      description="Nhận, cấp số, xem điểm trùng lặp rồi kiểm tra và xếp đợt"
      action={
        mayPlan && (
          <Button component={Link} to={officePaths.rounds} variant="default">
            Các đợt đánh giá
          </Button>
        )
      }
    >
      <title>Tiếp nhận hồ sơ – OCOP</title>
      <Outcome answer={actionData} />
      <Title order={2} size="h4" mb="xs">
        Mới đến ({arriving.length})
      </Title>
      {arriving.length === 0 ? (
        <Alert color="leaf" mb="lg">
          Không có hồ sơ nào chờ nhận. Hồ sơ cấp dưới chuyển lên sẽ hiện ở đây, kèm những điểm trùng
          lặp hệ thống tìm thấy.
        </Alert>
      ) : (
        <Arriving lines={arriving} />
      )}
      {unplaced.length > 0 && (
        <>
          <Title order={2} size="h4" mt="xl" mb="xs">
            Đang kiểm tra, chưa xếp đợt ({unplaced.length})
          </Title>
          <DossierTable lines={unplaced} label="Hồ sơ chưa xếp đợt" />
        </>
      )}
      {checking.length > 0 && (
        <>
          <Title order={2} size="h4" mt="xl" mb="xs">
            Đang kiểm tra, đã xếp đợt ({checking.length})
          </Title>
          <DossierTable lines={checking} label="Hồ sơ đang kiểm tra" />
        </>
      )}
    </OfficePage>
  );
}

function Arriving({ lines }: { lines: Route.ComponentProps["loaderData"]["arriving"] }) {
  const navigation = useNavigation();
  const sending = navigation.formData?.get("dossierId");
  return (
    <Card withBorder p={0}>
      <Table className="stacking" aria-label="Hồ sơ mới đến">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Sản phẩm, chủ thể</Table.Th>
            <Table.Th>Từ xã, phường</Table.Th>
            <Table.Th>Tự chấm</Table.Th>
            <Table.Th w="38%">Điểm cần xem lại</Table.Th>
            <Table.Th>Nhận</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>
                <Anchor component={Link} to={officePaths.dossier(line.id)} fw={600}>
                  {line.productName}
                </Anchor>
                <Text size="sm">{line.producerName}</Text>
                {line.clock && line.clock.state !== "unlimited" && (
                  <ClockBadge clock={line.clock} />
                )}
              </Table.Td>
              <Table.Td>{line.unitName}</Table.Td>
              <Table.Td>{selfScoreText(line.selfTotal, line.selfStars)}</Table.Td>
              <Table.Td>
                {line.conflicts.length === 0 ? (
                  <Badge color="leaf">Không thấy trùng lặp</Badge>
                ) : (
                  <Conflicts dossierId={line.id} conflicts={line.conflicts} />
                )}
              </Table.Td>
              <Table.Td>
                <Form method="post">
                  <Group>
                    <Button
                      type="submit"
                      name="dossierId"
                      value={line.id}
                      size="xs"
                      loading={sending === line.id}
                      aria-label={`Nhận, cấp số hồ sơ ${line.productName}`}
                    >
                      Nhận, cấp số
                    </Button>
                  </Group>
                </Form>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
