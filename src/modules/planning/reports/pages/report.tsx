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
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openFigures } from "#modules/planning/dashboards/pages/ground.server.ts";
import { describeReport } from "#modules/planning/reports/service/describe.server.ts";
import { authorisedReport } from "#modules/planning/reports/service/load.server.ts";
import { changesSince, sendReport } from "#modules/planning/reports/service/send.server.ts";
import { instantText } from "#ui/dates.ts";
import { Confirm, Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { figurePaths, withQuery } from "../../paths.ts";
import { reportFaults, reportStates, type SendReport } from "../model.ts";
import { unitText, valueText } from "../words.ts";
import type { Route } from "./+types/report.ts";
import "../../dashboards/pages/figures.css";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, query } = await openFigures(args);
  const report = await describeReport(db, actor, args.params.report);
  const compare = query.get("so-sanh") === "1";
  return { report, changes: compare ? await changesSince(db, actor, report.id) : null };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openFigures(args);
  await authorisedReport(db, actor, "report", args.params.report);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent: _which, ...fields } = formFields(form);
    await sendReport(db, actor, args.params.report, fields as SendReport);
    return { done: "Đã gửi báo cáo. Số liệu của báo cáo được giữ nguyên từ nay." };
  });
});

export const shouldRevalidate = readAnew;

/** One report: its words and figures, and what can be done with it. */
export default function Report({
  loaderData: { report, changes },
  actionData,
}: Route.ComponentProps) {
  const { state, sentAt, digest } = report;
  return (
    <OfficePage
      title={`Báo cáo ${report.period.charAt(0).toLowerCase()}${report.period.slice(1)}`}
      description={`${report.unitName}${report.edition > 1 ? `, bản bổ sung lần ${report.edition - 1}` : ""}`}
      action={<Downloads id={report.id} />}
    >
      <title>{`Báo cáo ${report.period} – OCOP`}</title>
      <Anchor component={Link} to={figurePaths.reports} size="sm" underline="always">
        ← Báo cáo quý, năm
      </Anchor>
      <Outcome answer={actionData} />
      <Stack mt="xs">
        {report.fault && <Tampered fault={report.fault} />}
        <Card withBorder component="section">
          <Group gap="xs" mb="xs">
            <Title order={2} size="h4">
              {reportStates[state]}
            </Title>
            {report.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
          </Group>
          {sentAt ? (
            <Text>
              Gửi lúc {instantText(new Date(sentAt), "vi")}. Mã kiểm tra của bộ số liệu:{" "}
              <code>{digest?.slice(0, 16)}</code>.
              {report.fault === null && " Đã đối chiếu: báo cáo vẫn đúng như khi gửi."}
            </Text>
          ) : (
            <Text>Số liệu dưới đây tính theo dữ liệu hiện nay và được chốt khi gửi.</Text>
          )}
          <Group mt="sm">
            {report.mayWrite && (
              <Confirm
                intent="send"
                label="Gửi báo cáo"
                says="Số liệu được chốt theo dữ liệu lúc này. Báo cáo đã gửi không sửa được; nếu cần, lập bản bổ sung."
                values={{ version: String(report.version) }}
              />
            )}
            {sentAt && changes === null && (
              <Button component={Link} to="?so-sanh=1" variant="default" size="compact-md">
                So với dữ liệu hiện nay
              </Button>
            )}
            {report.mayFollow && (
              <Form method="post" action={figurePaths.reports}>
                <input type="hidden" name="unit" value={report.unit} />
                <input type="hidden" name="year" value={report.year} />
                <input type="hidden" name="quarter" value={report.quarter ?? 0} />
                <Button
                  type="submit"
                  name="intent"
                  value="open"
                  variant="default"
                  size="compact-md"
                >
                  Lập bản bổ sung
                </Button>
              </Form>
            )}
          </Group>
        </Card>
        {changes && <Changes changes={changes} />}
        <Texts report={report} />
        <Figures report={report} />
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

/** Somebody reached past the program: the office must know, and must not pass the report on. */
function Tampered({ fault }: { fault: keyof typeof reportFaults }) {
  return (
    <Alert color="red" title="Báo cáo không còn như khi gửi">
      {reportFaults[fault]} Không dùng bản này. Hãy báo quản trị hệ thống đối chiếu với bản sao lưu,
      và giữ bản đã phát hành có chữ ký làm gốc.
    </Alert>
  );
}

function Downloads({ id }: { id: string }) {
  return (
    <Group gap="xs">
      {(["docx", "pdf", "xlsx"] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={figurePaths.document(id, format)}
          variant="default"
          size="compact-md"
        >
          {{ docx: "Word", pdf: "PDF", xlsx: "Excel" }[format]}
        </Button>
      ))}
    </Group>
  );
}

function Changes({ changes }: { changes: NonNullable<Loaded["changes"]> }) {
  if (changes.length === 0)
    return <Alert color="leaf">Dữ liệu hiện nay vẫn khớp với số liệu của báo cáo.</Alert>;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Khác với dữ liệu hiện nay
      </Title>
      <Text mb="xs">Báo cáo giữ nguyên số liệu khi gửi. Từ đó đến nay dữ liệu đã đổi:</Text>
      <Table className="stacking" verticalSpacing={4} aria-label="Khác với dữ liệu hiện nay">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Chỉ số</Table.Th>
            <Table.Th>Khi gửi</Table.Th>
            <Table.Th>Hiện nay</Table.Th>
            <Table.Th>Dòng thêm, bớt</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map(({ indicatorId, name, unit, before, after, added, removed }) => (
            <Table.Tr key={indicatorId}>
              <Table.Td>{name}</Table.Td>
              <Table.Td data-label="Khi gửi">{valueText(before, unit)}</Table.Td>
              <Table.Td data-label="Hiện nay">{valueText(after, unit)}</Table.Td>
              <Table.Td data-label="Dòng thêm, bớt">
                +{added}, −{removed}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Texts({ report }: { report: Loaded["report"] }) {
  return (
    <Card withBorder component="section">
      <Stack gap="md">
        {report.texts.map(({ block, name, text, isOwn }) => (
          <div key={block}>
            <Group justify="space-between">
              <Title order={2} size="h5">
                {name}
              </Title>
              {report.mayWrite && (
                <Anchor
                  component={Link}
                  to={figurePaths.block(report.id, block)}
                  underline="always"
                >
                  Sửa<span className="hidden-words"> phần {name}</span>
                </Anchor>
              )}
            </Group>
            <Text style={{ whiteSpace: "pre-wrap" }}>{text === "" ? "Để trống" : text}</Text>
            {!isOwn && text !== "" && report.state === "draft" && (
              <Text size="sm" c="dimmed">
                Lời đề xuất từ số liệu.
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function Figures({ report }: { report: Loaded["report"] }) {
  const { unit, year, quarter } = report;
  return (
    <Card withBorder component="section" className="figures">
      <Title order={2} size="h4" mb="xs">
        Các chỉ số
      </Title>
      <Table className="stacking" verticalSpacing={4} aria-label="Các chỉ số">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Chỉ số</Table.Th>
            <Table.Th className="number">Kết quả</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.figures.map((figure) => (
            <Table.Tr key={figure.indicatorId}>
              <Table.Td>
                <Anchor
                  component={Link}
                  underline="always"
                  to={withQuery(figurePaths.rows(figure.indicatorId), { unit, year, quarter })}
                >
                  {figure.name}
                </Anchor>
              </Table.Td>
              <Table.Td className="number">
                {figure.value === null
                  ? figure.reason
                  : `${valueText(figure.value, figure.unit)}${figure.whole === null ? "" : `/${figure.whole}`} ${unitText(figure.unit)}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
