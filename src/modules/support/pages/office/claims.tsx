import { Anchor, Button, Table } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { formatDong } from "#core/money.ts";
import { openArea } from "#modules/support/pages/office/ground.server.ts";
import { claimYears } from "#modules/support/service/claim-book.server.ts";
import { claimsPerPage, listClaims } from "#modules/support/service/describe.server.ts";
import { listMeasures } from "#modules/support/service/measures.server.ts";
import { dayText } from "#ui/dates.ts";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { claimsAsked } from "../../inputs.ts";
import { claimStates } from "../../model.ts";
import { supportPaths } from "../../paths.ts";
import { ClaimBadge, Sample } from "./parts.tsx";
import type { Route } from "./+types/claims.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "claim");
  const url = new URL(args.request.url);
  const filter = claimsAsked(url.searchParams);
  const { claims, total, today } = await listClaims(db, actor, filter);
  const measures = await listMeasures(db, actor);
  return {
    asked: {
      "tinh-trang": filter.state ?? "",
      "bien-phap": filter.measure ?? "",
      nam: filter.year === null ? "" : String(filter.year),
    },
    measures: measures
      .filter(({ measure }) => measure.state !== "draft")
      .map(({ measure, terms }) => [measure.id, `${measure.code}. ${terms.name}`] as const),
    years: (await claimYears(db, actor)).map((year) => [String(year), String(year)] as const),
    page: filter.page,
    perPage: claimsPerPage,
    total,
    claims: claims.map((one) => ({
      id: one.id,
      state: one.state,
      producerName: one.producerName,
      measureName: one.measureName,
      asked: one.asked === null ? "–" : formatDong(one.asked),
      approved: one.approved === null ? "–" : formatDong(one.approved),
      dueOn: one.dueOn,
      isLate: one.dueOn !== null && one.dueOn < today,
      isDemo: one.isDemo,
    })),
  };
});

const { draft: _draft, ...shownStates } = claimStates;

/** Claims of the actor's offices, those whose time runs out first. */
export default function Claims({ loaderData }: Route.ComponentProps) {
  const { claims, total, page, perPage, asked, measures, years } = loaderData;
  return (
    <OfficePage
      title="Đề nghị hỗ trợ"
      description="Người duyệt và người chi trả là hai người khác nhau."
      action={
        total > 0 && (
          <Button
            component="a"
            href={`${supportPaths.claimBook}?${new URLSearchParams(asked)}`}
            variant="default"
          >
            Tải bảng tính
          </Button>
        )
      }
    >
      <title>Đề nghị hỗ trợ – OCOP</title>
      <Filter>
        <FilterSelect
          name="tinh-trang"
          label="Tình trạng"
          value={asked["tinh-trang"]}
          options={Object.entries(shownStates)}
        />
        <FilterSelect
          name="bien-phap"
          label="Biện pháp"
          value={asked["bien-phap"]}
          options={measures}
        />
        <FilterSelect name="nam" label="Năm nộp" value={asked.nam} options={years} />
      </Filter>
      {claims.length === 0 ? (
        <NoneFound what="đề nghị">Chưa có đề nghị nào.</NoneFound>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Đề nghị hỗ trợ">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Chủ thể</Table.Th>
              <Table.Th>Biện pháp</Table.Th>
              <Table.Th>Đề nghị (đồng)</Table.Th>
              <Table.Th>Được duyệt (đồng)</Table.Th>
              <Table.Th>Hạn</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {claims.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <Anchor component={Link} to={supportPaths.claim(one.id)} fw={600}>
                    {one.producerName}
                  </Anchor>{" "}
                  <Sample when={one.isDemo} />
                </Table.Td>
                <Table.Td>{one.measureName}</Table.Td>
                <Table.Td data-label="Đề nghị (đồng)">{one.asked}</Table.Td>
                <Table.Td data-label="Được duyệt (đồng)">{one.approved}</Table.Td>
                <Table.Td data-label="Hạn" {...(one.isLate ? { c: "red.9", fw: 700 } : {})}>
                  {one.dueOn ? dayText(one.dueOn, "vi") : "–"}
                  {one.isLate && " (quá hạn)"}
                </Table.Td>
                <Table.Td>
                  <ClaimBadge state={one.state} />
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
