import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import { listInspections } from "#modules/supervision/service/describe.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { inspectionPaths } from "../../paths.ts";
import { cellsOf, type InspectionCells, InspectionTable } from "./table.tsx";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, mayPlan } = await openPage(args);
  const rows = await listInspections(db, actor);
  const isMine = ({ leadId, state }: (typeof rows)[number]) =>
    leadId === actor.userId && (state === "planned" || state === "visited");
  return {
    mayPlan,
    mine: rows.filter(isMine).map(cellsOf),
    open: rows.filter(({ open }) => open > 0).map(cellsOf),
    others: rows.filter((row) => !isMine(row) && row.open === 0).map(cellsOf),
  };
});

/** Whoever inspects begins here: own visits, what waits to be remedied, everything else. */
export default function Inspections({ loaderData }: Route.ComponentProps) {
  const { mayPlan, mine, open, others } = loaderData;
  return (
    <OfficePage
      title="Kiểm tra, giám sát"
      description="Sản phẩm đã được công nhận: kế hoạch, kiểm tra tại cơ sở, khắc phục."
      action={
        <Group gap="xs">
          <Button component={Link} to={inspectionPaths.plans} variant="default">
            Kế hoạch kiểm tra
          </Button>
          {mayPlan && (
            <Button component={Link} to={inspectionPaths.outside} variant="default">
              Kiểm tra ngoài kế hoạch
            </Button>
          )}
        </Group>
      }
    >
      <title>Kiểm tra, giám sát – OCOP</title>
      <Stack>
        <Section title="Tôi phụ trách" none="Bạn không có lần kiểm tra nào phải làm." rows={mine} />
        <Section title="Đang khắc phục" none="Không có nội dung nào đang khắc phục." rows={open} />
        <Section
          title="Các lần kiểm tra khác"
          none="Chưa có lần kiểm tra nào khác."
          rows={others}
        />
      </Stack>
    </OfficePage>
  );
}

function Section({
  title,
  none,
  rows,
}: {
  title: string;
  none: string;
  rows: readonly InspectionCells[];
}) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {rows.length === 0 ? <Text>{none}</Text> : <InspectionTable label={title} rows={rows} />}
    </Card>
  );
}
