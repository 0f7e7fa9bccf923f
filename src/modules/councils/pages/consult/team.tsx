import {
  Anchor,
  Badge,
  Button,
  Card,
  Checkbox,
  Group,
  NumberInput,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { assignDossiers, reassign } from "#modules/councils/consult/assign.server.ts";
import { describeTeamBoard } from "#modules/councils/consult/board.server.ts";
import { offices, openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { consultPaths } from "../../consult/paths.ts";
import "../councils.css";
import "./consult.css";
import { presentTeam, readAssignments } from "./team-data.ts";
import type { Route } from "./+types/team.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, offices);
  const asked = Number(new URL(args.request.url).searchParams.get("moi") ?? "2");
  const each = Number.isInteger(asked) && asked >= 1 && asked <= 5 ? asked : 2;
  return {
    each,
    ...presentTeam(await describeTeamBoard(db, actor, { teamId: args.params.team, each })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openedFor(args, offices);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const taken = form.get("take");
    if (typeof taken === "string") {
      await reassign(db, actor, { assignmentId: taken, userId: null });
      return { done: "Đã rút hồ sơ khỏi người được giao. Phần đã ghi vẫn được lưu." };
    }
    const { given } = await assignDossiers(db, actor, readAssignments(args.params.team, form));
    return { done: given === 0 ? "Không có phân công mới." : `Đã giao ${given} lượt thẩm tra.` };
  });
});

type Data = Route.ComponentProps["loaderData"];

export default function TeamPage({ loaderData, actionData }: Route.ComponentProps) {
  const { team, people, dossiers, each } = loaderData;
  const { state } = useNavigation();
  return (
    <OfficePage
      title={team.name}
      description={
        <>
          <Anchor className="back" component={Link} to={consultPaths.teams} size="sm">
            ← Tổ tư vấn
          </Anchor>
          {" · "}
          {team.decisionNumber}, {dayText(team.decisionOn, "vi")}
        </>
      }
    >
      <title>{`${team.name} – OCOP`}</title>
      <Outcome answer={actionData} />
      <div className="two-columns">
        <div>
          <Title order={2} size="h4" mb="xs">
            Hồ sơ ở bước thẩm tra ({dossiers.length})
          </Title>
          {dossiers.length === 0 ? (
            <Text>Chưa có hồ sơ nào được chuyển sang tổ tư vấn.</Text>
          ) : (
            <Form method="post" key={JSON.stringify([each, actionData])}>
              <Text size="sm" mb="xs">
                Ô đã đánh dấu là đề xuất của hệ thống: đúng bộ sản phẩm trước, rồi người đang ít
                việc; người có xung đột lợi ích không chọn được. Sửa theo ý bạn rồi xác nhận.
              </Text>
              <Table className="stacking" aria-label="Phân công thẩm tra">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w="32%">Hồ sơ</Table.Th>
                    <Table.Th>Người thẩm tra</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {dossiers.map((dossier) => (
                    <Dossier key={dossier.id} dossier={dossier} people={people} />
                  ))}
                </Table.Tbody>
              </Table>
              <Group mt="md" align="flex-end">
                <TextInput type="date" name="dueOn" label="Hạn nộp bản thẩm tra" />
                <Button type="submit" loading={state === "submitting"}>
                  Xác nhận phân công
                </Button>
              </Group>
            </Form>
          )}
        </div>
        <Card withBorder>
          <Title order={2} size="h5">
            Thành viên
          </Title>
          <ul className="tight">
            {people.map(({ userId, name, duty, fields, load }) => (
              <li key={userId}>
                {name} ({duty}): đang giữ {load} hồ sơ
                {fields.length > 0 && `; bộ ${fields.join(", ")}`}
              </li>
            ))}
          </ul>
          <Form method="get">
            <Group align="flex-end" gap="xs">
              <NumberInput
                name="moi"
                label="Số người mỗi hồ sơ"
                defaultValue={each}
                min={1}
                max={5}
                w={150}
              />
              <Button type="submit" variant="default">
                Đề xuất lại
              </Button>
            </Group>
          </Form>
        </Card>
      </div>
    </OfficePage>
  );
}

function Dossier({
  dossier,
  people,
}: {
  dossier: Data["dossiers"][number];
  people: Data["people"];
}) {
  const { id, holders } = dossier;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={consultPaths.dossier(id)} fw={600}>
          {dossier.product}
        </Anchor>
        <Text size="sm">
          {dossier.producer} · bộ {dossier.setCode}
        </Text>
        {dossier.isReported && <Badge size="sm">Tổ đã báo cáo</Badge>}
        {dossier.lacking > 0 && (
          <Text size="sm" className="late-day">
            Còn thiếu {dossier.lacking} người: tổ không còn ai phù hợp.
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {holders.map((holder) => (
          <Group key={holder.assignmentId} gap="xs">
            <Text size="sm">
              <b>{holder.name}</b>
              {holder.isIn ? ": đã nộp" : ": đang làm"}
              {holder.dueOn !== null && `, hạn ${dayText(holder.dueOn, "vi")}`}
            </Text>
            {!dossier.isReported && (
              <Button
                type="submit"
                name="take"
                value={holder.assignmentId}
                size="compact-xs"
                variant="subtle"
                color="red"
                aria-label={`Rút hồ sơ ${dossier.product} khỏi ${holder.name}`}
              >
                Rút
              </Button>
            )}
          </Group>
        ))}
        {!dossier.isReported && (
          <Group gap="sm" mt={4}>
            {people
              .filter(({ userId }) => holders.every((holder) => holder.userId !== userId))
              .map(({ userId, name }) => {
                const why = dossier.conflicted[userId];
                const pick = dossier.picks[userId];
                return (
                  <Checkbox
                    key={userId}
                    size="sm"
                    name={`give:${id}`}
                    value={userId}
                    disabled={why !== undefined}
                    defaultChecked={pick !== undefined}
                    label={name}
                    description={why ? `Xung đột: ${why}` : pick}
                  />
                );
              })}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
