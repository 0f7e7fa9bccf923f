import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { openArea } from "#modules/support/pages/office/ground.server.ts";
import { listMeasures } from "#modules/support/service/measures.server.ts";
import { listRights, rightsPerPage } from "#modules/support/service/rights.server.ts";
import { dayText } from "#ui/dates.ts";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { ClaimFilter } from "../../inputs.ts";
import { measureForms } from "../../model.ts";
import { supportPaths } from "../../paths.ts";
import { ClaimBadge, Sample } from "./parts.tsx";
import type { Route } from "./+types/rights.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "claim");
  const url = new URL(args.request.url);
  const page = pageAsked(url.searchParams);
  const { measure } = ClaimFilter.parse({ measure: url.searchParams.get("bien-phap"), page });
  const { rights, total } = await listRights(db, actor, { measure, page });
  const measures = await listMeasures(db, actor);
  return {
    rights,
    total,
    page,
    perPage: rightsPerPage,
    measure: measure ?? "",
    measures: measures
      .filter((one) => one.measure.state !== "draft")
      .map((one) => [one.measure.id, `${one.measure.code}. ${one.terms.name}`] as const),
  };
});

/** Who is entitled to what, with what became of each right. */
export default function Rights({ loaderData }: Route.ComponentProps) {
  const { rights, total, page, perPage, measures, measure } = loaderData;
  return (
    <OfficePage
      title="Ai được hưởng gì"
      description="Quyền lợi tự ghi khi chủ thể đủ điều kiện của biện pháp đang áp dụng, kèm lý do."
    >
      <title>Ai được hưởng gì – OCOP</title>
      <Filter>
        <FilterSelect name="bien-phap" label="Biện pháp" value={measure} options={measures} />
      </Filter>
      {rights.length === 0 ? (
        <NoneFound what="quyền lợi">
          Chưa có quyền lợi nào. Hãy áp dụng ít nhất một biện pháp hỗ trợ.
        </NoneFound>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Ai được hưởng gì">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Chủ thể</Table.Th>
              <Table.Th>Biện pháp</Table.Th>
              <Table.Th>Vì sao</Table.Th>
              <Table.Th>Hạn đề nghị</Table.Th>
              <Table.Th>Đã làm gì</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rights.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  {one.producerName} <Sample when={one.isDemo} />
                </Table.Td>
                <Table.Td>
                  {one.measureName}
                  <Text size="sm" c="dimmed">
                    {measureForms[one.form]}
                  </Text>
                </Table.Td>
                <Table.Td data-label="Vì sao">{one.reason}</Table.Td>
                <Table.Td data-label="Hạn đề nghị">
                  {one.until ? dayText(one.until, "vi") : "không hạn"}
                </Table.Td>
                <Table.Td>
                  {one.claimId && one.claimState && one.claimState !== "draft" ? (
                    <Anchor component={Link} to={supportPaths.claim(one.claimId)}>
                      <ClaimBadge state={one.claimState} />
                    </Anchor>
                  ) : one.form === "service" ? (
                    "Văn phòng mời tham gia"
                  ) : one.isOver ? (
                    "Hết hạn hoặc đã ngừng"
                  ) : (
                    "Chưa đề nghị"
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Pager page={page} perPage={perPage} total={total} />
    </OfficePage>
  );
}
