import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  NativeSelect,
  NumberInput,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { today } from "#core/calendar/today.ts";
import { hasRole } from "#core/access/actor.ts";
import { openFigures } from "#modules/planning/dashboards/pages/ground.server.ts";
import { listUnitChoices } from "#modules/planning/indicators/choice.server.ts";
import { listReports } from "#modules/planning/reports/service/list.server.ts";
import { openReport } from "#modules/planning/reports/service/write.server.ts";
import { instantText } from "#ui/dates.ts";
import { Outcome, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { figurePermissions } from "../../access.ts";
import { figurePaths } from "../../paths.ts";
import { type OpenReport, reportStates } from "../model.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openFigures(args);
  const mayReport = hasRole(actor, ...figurePermissions.report.roles);
  const day = await today(db);
  // Reports are made in today's units; of those of before only figures are looked at.
  const units = mayReport
    ? (await listUnitChoices(db, actor)).filter(({ value }) => !value.startsWith("cu-"))
    : [];
  return {
    reports: await listReports(db, actor),
    mayReport,
    units,
    year: Number(day.slice(0, 4)),
    quarter: Math.ceil(Number(day.slice(5, 7)) / 3),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openFigures(args, "report");
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { intent: _which, unit, ...fields } = formFields(form);
    const wanted = { ...fields, unit: unit === "ca-nuoc" ? "" : unit };
    const { id } = await openReport(db, actor, wanted as OpenReport);
    throw redirect(figurePaths.report(id));
  });
});

const quarters = [
  { value: "1", label: "Quý I" },
  { value: "2", label: "Quý II" },
  { value: "3", label: "Quý III" },
  { value: "4", label: "Quý IV" },
  { value: "0", label: "Cả năm" },
];

/** Reports of quarters and years, and a new one. */
export default function Reports({ loaderData, actionData }: Route.ComponentProps) {
  const { reports, mayReport, units, year, quarter } = loaderData;
  const { values, errors } = typedIn(actionData, "open");
  return (
    <OfficePage
      title="Báo cáo quý, năm"
      description="Số liệu được tính từ dữ liệu trong hệ thống; báo cáo đã gửi giữ nguyên số liệu khi gửi."
    >
      <title>Báo cáo quý, năm – OCOP</title>
      <Outcome answer={actionData} />
      {mayReport && (
        <Card withBorder component="section" mb="md">
          <Title order={2} size="h4" mb="xs">
            Lập báo cáo
          </Title>
          <Form method="post" noValidate>
            <Group align="start">
              <NativeSelect
                name="unit"
                label="Đơn vị"
                defaultValue={values["unit"] ?? units[0]?.value}
                data={units.map(({ value, label }) => ({ value, label }))}
                error={errors["unit"]}
              />
              <NativeSelect
                name="quarter"
                label="Kỳ"
                defaultValue={values["quarter"] ?? String(quarter)}
                data={quarters}
                error={errors["quarter"]}
              />
              <NumberInput
                name="year"
                label="Năm"
                hideControls
                w={110}
                defaultValue={values["year"] ?? year}
                error={errors["year"]}
              />
              <Button type="submit" name="intent" value="open" mt={25}>
                Lập báo cáo
              </Button>
            </Group>
          </Form>
        </Card>
      )}
      <Card withBorder component="section">
        {reports.length === 0 ? (
          <Text>Chưa có báo cáo nào.</Text>
        ) : (
          <ReportTable reports={reports} />
        )}
      </Card>
    </OfficePage>
  );
}

function ReportTable({ reports }: { reports: Route.ComponentProps["loaderData"]["reports"] }) {
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Báo cáo">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Kỳ báo cáo</Table.Th>
          <Table.Th>Đơn vị</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {reports.map((report) => (
          <Table.Tr key={report.id}>
            <Table.Td>
              <Anchor
                component={Link}
                to={figurePaths.report(report.id)}
                fw={600}
                underline="always"
              >
                {report.period}
                {report.edition > 1 && ` (bổ sung lần ${report.edition - 1})`}
              </Anchor>{" "}
              {report.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}{" "}
              {report.fault && <Badge color="red">Không còn như khi gửi</Badge>}
            </Table.Td>
            <Table.Td>{report.unitName}</Table.Td>
            <Table.Td>
              {reportStates[report.state]}
              {report.sentAt && ` lúc ${instantText(new Date(report.sentAt), "vi")}`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
