import { Anchor, Badge, Button, Group, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { mayKeep, openArea } from "#modules/support/pages/office/ground.server.ts";
import { listPartners } from "#modules/support/partners/service/list.server.ts";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { partnerKinds, sectors, skills } from "../../partners/model.ts";
import { supportPaths } from "../../paths.ts";
import { Sample } from "./parts.tsx";
import type { Route } from "./+types/partners.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "partner");
  const skill = new URL(args.request.url).searchParams.get("chuyen-mon") ?? "";
  const partners = await listPartners(db, actor, skill);
  return {
    skill,
    mayKeep: mayKeep(actor, "partner"),
    partners: partners.map(({ partner, contracts, advised }) => ({
      id: partner.id,
      name: partner.name,
      kind: partner.kind,
      skills: partner.skills,
      sectors: partner.sectors,
      areas: partner.areas,
      isActive: partner.isActive,
      isDemo: partner.isDemo,
      contracts,
      advised,
    })),
  };
});

/** The network of consultants and partners. */
export default function Partners({ loaderData }: Route.ComponentProps) {
  const { partners, skill, mayKeep: keeps } = loaderData;
  return (
    <OfficePage
      title="Tư vấn, đối tác"
      action={
        <Group gap="xs">
          <Button component={Link} to={supportPaths.meetings} variant="default">
            Họp đối tác
          </Button>
          {keeps && (
            <Button component={Link} to={supportPaths.newPartner}>
              Thêm tư vấn, đối tác
            </Button>
          )}
        </Group>
      }
    >
      <title>Tư vấn, đối tác – OCOP</title>
      <Filter>
        <FilterSelect
          name="chuyen-mon"
          label="Chuyên môn"
          value={skill}
          options={Object.entries(skills)}
        />
      </Filter>
      {partners.length === 0 ? (
        <NoneFound what="tư vấn, đối tác">Chưa có tư vấn, đối tác nào.</NoneFound>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Tư vấn, đối tác">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tên</Table.Th>
              <Table.Th>Chuyên môn</Table.Th>
              <Table.Th>Ngành hàng, địa bàn</Table.Th>
              <Table.Th ta="right">Hợp đồng</Table.Th>
              <Table.Th ta="right">Chủ thể đã tư vấn</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {partners.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Anchor component={Link} to={supportPaths.partner(one.id)} fw={600}>
                    {one.name}
                  </Anchor>{" "}
                  <Sample when={one.isDemo} />
                  {!one.isActive && <Badge color="gray">Đã thôi hợp tác</Badge>}
                  <Text size="sm" c="dimmed">
                    {partnerKinds[one.kind]}
                  </Text>
                </Table.Td>
                <Table.Td>{one.skills.map((key) => skills[key]).join("; ") || "–"}</Table.Td>
                <Table.Td>
                  {one.sectors.map((key) => sectors[key]).join("; ")}
                  {one.areas && (
                    <Text size="sm" c="dimmed">
                      {one.areas}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" data-label="Hợp đồng">
                  {one.contracts}
                </Table.Td>
                <Table.Td ta="right" data-label="Chủ thể đã tư vấn">
                  {one.advised}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
