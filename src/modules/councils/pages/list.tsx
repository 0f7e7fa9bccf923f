import { Anchor, Badge, Button, Card, Table, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { listCouncils } from "#modules/councils/service/councils.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { mayAnywhere } from "../access.ts";
import { councilKinds, councilLevels } from "../model.ts";
import { councilPaths } from "../paths.ts";
import "./councils.css";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const { regimes } = loadProcedures();
  const councils = await listCouncils(db, actor);
  return {
    mayEstablish: mayAnywhere(actor, "establish"),
    councils: councils.map((one) => ({
      id: one.id,
      kind: one.kind,
      level: one.level,
      name: one.name,
      regime: regimes[one.regime]?.decision ?? one.regime,
      decision: one.decisionNumber,
      decisionOn: one.decisionOn,
      endedOn: one.endedOn,
      members: one.members,
    })),
  };
});

/** Councils and consult teams. */
export default function Councils({ loaderData: { councils, mayEstablish } }: Route.ComponentProps) {
  const groups = (["council", "consultTeam"] as const).map((kind) => ({
    kind,
    lines: councils.filter((one) => one.kind === kind),
  }));
  return (
    <OfficePage
      title="Hội đồng, tổ tư vấn"
      action={
        mayEstablish && (
          <Button component={Link} to={councilPaths.establish}>
            Lập hội đồng, tổ tư vấn
          </Button>
        )
      }
    >
      <title>Hội đồng, tổ tư vấn – OCOP</title>
      {groups.map(({ kind, lines }) => (
        <Card withBorder mb="md" key={kind} component="section">
          <Title order={2} size="h4" mb="xs">
            {councilKinds[kind]}
          </Title>
          {lines.length === 0 ? (
            <Text c="dimmed">
              {mayEstablish
                ? "Chưa có. Lập theo quyết định của Ủy ban nhân dân."
                : "Chưa có hội đồng hoặc tổ nào mà bạn tham gia."}
            </Text>
          ) : (
            <Lines label={councilKinds[kind]} lines={lines} />
          )}
        </Card>
      ))}
    </OfficePage>
  );
}

function Lines({
  label,
  lines,
}: {
  label: string;
  lines: Route.ComponentProps["loaderData"]["councils"];
}) {
  return (
    <Table className="stacking" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Tên</Table.Th>
          <Table.Th>Cấp</Table.Th>
          <Table.Th>Đánh giá theo</Table.Th>
          <Table.Th>Quyết định thành lập</Table.Th>
          <Table.Th>Số người</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Anchor component={Link} to={councilPaths.council(one.id)} fw={600}>
                {one.name}
              </Anchor>
              {one.endedOn && <Badge color="gray">Đã kết thúc</Badge>}
            </Table.Td>
            <Table.Td>{councilLevels[one.level]}</Table.Td>
            <Table.Td>Quyết định {one.regime}</Table.Td>
            <Table.Td>
              {one.decision}, {dayText(one.decisionOn, "vi")}
            </Table.Td>
            <Table.Td>{one.members} người</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
