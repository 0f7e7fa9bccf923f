import { Badge, Button, Card, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Form } from "react-router";
import { formatDay } from "#core/input/day.ts";
import { Choice, formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { type Answer, failureOf } from "#ui/office/act.tsx";
import { inspectionResults, moneySources } from "../../points/model.ts";
import type { Kept } from "./keeping.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

type Part = { kept: Kept; answer: Answer | undefined };

/** Help that the point had, with the sum of what counts. */
export function Supports({ kept, answer }: Part) {
  const { supports, supportInAll, mayKeep } = kept;
  const failure = failureOf(answer, "support");
  const { field } = formValues(failure);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Kinh phí hỗ trợ
      </Title>
      {supports.length === 0 ? (
        <Text size="sm">Chưa ghi khoản hỗ trợ nào.</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Kinh phí hỗ trợ">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Năm</Table.Th>
              <Table.Th ta="right">Số tiền (đồng)</Table.Th>
              <Table.Th>Nguồn, căn cứ</Table.Th>
              <Table.Th>Việc</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {supports.map((one) => (
              <SupportRow key={one.id} one={one} mayKeep={mayKeep} answer={answer} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>Cộng</Table.Th>
              <Table.Th ta="right" data-label="Số tiền">
                {supportInAll}
              </Table.Th>
              <Table.Td />
              <Table.Td />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      )}
      {mayKeep && (
        <details open={failure !== undefined}>
          <summary>Ghi khoản hỗ trợ</summary>
          <Form method="post" noValidate>
            <Stack gap="sm" mt="sm" maw={520}>
              <Line of={field} name="year" label="Năm" inputMode="numeric" required />
              <Line
                of={field}
                name="amount"
                label="Số tiền (đồng)"
                description="Ví dụ: 60.000.000 hoặc 60 triệu"
                required
              />
              <Choice of={field} name="source" label="Nguồn kinh phí" options={moneySources} />
              <Line of={field} name="legalBasis" label="Văn bản làm căn cứ: số, ngày" required />
              <Line of={field} name="purpose" label="Hỗ trợ việc gì" required />
              <div>
                <Button type="submit" name="intent" value="support">
                  Lưu khoản hỗ trợ
                </Button>
              </div>
            </Stack>
          </Form>
        </details>
      )}
    </Card>
  );
}

function SupportRow({
  one,
  mayKeep,
  answer,
}: {
  one: Kept["supports"][number];
  mayKeep: boolean;
  answer: Answer | undefined;
}) {
  const failure = failureOf(answer, "strike");
  const mine = failure?.values["supportId"] === one.id ? failure : undefined;
  const { field } = formValues(mine);
  const of = (name: string) => ({ ...field(name), id: `${field(name).id}-${one.id}` });
  const isStruck = one.struckReason !== null;
  return (
    <Table.Tr>
      <Table.Td>{one.year}</Table.Td>
      <Table.Td ta="right" data-label="Số tiền">
        {isStruck ? <s>{one.amount}</s> : one.amount}
      </Table.Td>
      <Table.Td>
        {moneySources[one.source]}
        <Text size="sm" c="dimmed">
          {one.legalBasis}
        </Text>
      </Table.Td>
      <Table.Td>
        {one.purpose}
        {isStruck && (
          <Text size="sm" c="dimmed">
            Ghi nhầm, không tính: {one.struckReason}
          </Text>
        )}
        {mayKeep && !isStruck && (
          <details open={mine !== undefined}>
            <summary>Ghi nhầm?</summary>
            <Form method="post" noValidate>
              <input type="hidden" name="supportId" value={one.id} />
              <Stack gap="xs" mt="xs">
                <Line of={of} name="reason" label="Vì sao gạch khoản này" />
                <div>
                  <Button
                    type="submit"
                    name="intent"
                    value="strike"
                    size="compact-sm"
                    variant="default"
                  >
                    Gạch khoản này
                  </Button>
                </div>
              </Stack>
            </Form>
          </details>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Inspections of the point, the open ones with the form that closes them. */
export function Inspections({ kept, answer }: Part) {
  const { inspections, mayInspect } = kept;
  const failure = failureOf(answer, "inspect");
  const { field } = formValues(failure);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Kiểm tra
      </Title>
      {inspections.length === 0 && <Text size="sm">Chưa kiểm tra lần nào.</Text>}
      <Stack gap="sm">
        {inspections.map((one) => (
          <div key={one.id}>
            <Group gap="xs">
              <Text fw={600}>{formatDay(one.inspectedOn)}</Text>
              <Badge color={colours[one.result]}>{inspectionResults[one.result]}</Badge>
              <Text size="sm">{one.inspectors}</Text>
            </Group>
            <Text size="sm" className="typed">
              {one.finding}
            </Text>
            {one.remedyBy && <Text size="sm">Hạn khắc phục: {formatDay(one.remedyBy)}</Text>}
            {one.closedOn && (
              <Text size="sm" className="typed">
                Kiểm tra lại {formatDay(one.closedOn)}: {one.closing}
              </Text>
            )}
            {mayInspect && one.result === "toRemedy" && <Close one={one} answer={answer} />}
          </div>
        ))}
      </Stack>
      {mayInspect && (
        <details open={failure !== undefined}>
          <summary>Ghi lần kiểm tra mới</summary>
          <Form method="post" noValidate>
            <Stack gap="sm" mt="sm" maw={520}>
              <Line of={field} name="inspectedOn" label="Ngày kiểm tra" type="date" required />
              <Line of={field} name="inspectors" label="Đoàn kiểm tra" required />
              <Lines of={field} name="finding" label="Kết quả kiểm tra" required />
              <Line
                of={field}
                name="remedyBy"
                label="Hạn khắc phục"
                description="Để trống nếu không phải khắc phục"
                type="date"
              />
              <div>
                <Button type="submit" name="intent" value="inspect">
                  Lưu lần kiểm tra
                </Button>
              </div>
            </Stack>
          </Form>
        </details>
      )}
    </Card>
  );
}

const colours = {
  passed: "leaf",
  toRemedy: "yellow",
  remedied: "leaf",
  notRemedied: "red",
} as const;

function Close({ one, answer }: { one: Kept["inspections"][number]; answer: Answer | undefined }) {
  const failure = failureOf(answer, "close");
  const mine = failure?.values["inspectionId"] === one.id ? failure : undefined;
  const { field } = formValues(mine);
  const of = (name: string) => ({ ...field(name), id: `${field(name).id}-${one.id}` });
  const { remedied, notRemedied } = inspectionResults;
  return (
    <details open={mine !== undefined}>
      <summary>Ghi kết quả khắc phục</summary>
      <Form method="post" noValidate>
        <input type="hidden" name="inspectionId" value={one.id} />
        <VersionField version={one.version} />
        <Stack gap="sm" mt="sm" maw={520}>
          <Choice of={of} name="result" label="Kết quả" options={{ remedied, notRemedied }} />
          <Line of={of} name="closedOn" label="Ngày kiểm tra lại" type="date" required />
          <Lines of={of} name="closing" label="Đã thấy gì" required />
          <div>
            <Button type="submit" name="intent" value="close">
              Lưu kết quả khắc phục
            </Button>
          </div>
        </Stack>
      </Form>
    </details>
  );
}
