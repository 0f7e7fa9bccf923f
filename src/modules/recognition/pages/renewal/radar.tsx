import {
  Anchor,
  Box,
  Button,
  Card,
  Group,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { readRadar } from "#modules/recognition/service/radar.server.ts";
import { extendRecognition } from "#modules/recognition/service/renewal.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { stopReasons } from "../../model.ts";
import type { ExtendRecognition } from "../../renewal-inputs.ts";
import type { Route } from "./+types/radar.ts";
import { MonthChart } from "./chart.tsx";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  return readRadar(context.get(requestContext).database.db, actor);
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await readRadar(db, actor);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    await extendRecognition(db, actor, formFields(form) as ExtendRecognition);
    return { done: "Đã kéo dài hiệu lực; trang tra cứu cho thấy ngay." };
  });
});

/** What lapses within a year, by commune and month; who lapsed without renewing, and why. */
export default function RadarPage({ loaderData, actionData }: Route.ComponentProps) {
  const { months, communes, ending, lapsed } = loaderData;
  const counts = months.map((_month, at) =>
    communes.reduce((sum, commune) => sum + (commune.counts[at] ?? 0), 0),
  );
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <OfficePage
      title="Giấy chứng nhận sắp hết hạn"
      description="Trong 12 tháng tới, theo xã và theo tháng; và những sản phẩm đã hết hạn mà không đánh giá lại."
    >
      <title>Giấy chứng nhận sắp hết hạn – OCOP</title>
      <Stack>
        {actionData && "done" in actionData && <Text component="output">{actionData.done}</Text>}
        {failure && (
          <Text role="alert" c="red.9">
            {failure.message || Object.values(failure.errors).join(" ")}
          </Text>
        )}
        <Card withBorder component="section">
          <Title order={2} size="h4" mb="xs">
            {ending.length} giấy chứng nhận hết hạn trong 12 tháng tới
          </Title>
          {/* On a phone its words would be too small to read: the table says the same. */}
          <Box visibleFrom="sm">
            <MonthChart months={months} counts={counts} />
          </Box>
          <Communes months={months} communes={communes} />
        </Card>
        <Rows
          title="Sắp hết hạn"
          none="Không có giấy chứng nhận nào sắp hết hạn."
          rows={ending}
          failure={failure}
        />
        <Rows
          title="Đã hết hạn mà không đánh giá lại (2 năm gần đây)"
          none="Không có sản phẩm nào."
          rows={lapsed}
          failure={failure}
        />
      </Stack>
    </OfficePage>
  );
}

type Data = Route.ComponentProps["loaderData"];

/** A month as the head of a narrow column has it: `11/26`. */
const shortMonth = (month: string) => `${Number(month.slice(5))}/${month.slice(2, 4)}`;

function Communes({ months, communes }: Pick<Data, "months" | "communes">) {
  if (communes.length === 0) return null;
  return (
    <Table withTableBorder className="stacking">
      <Table.Caption>Số giấy chứng nhận hết hạn theo xã và theo tháng</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Xã, phường</Table.Th>
          {months.map((month) => (
            <Table.Th key={month}>{shortMonth(month)}</Table.Th>
          ))}
          <Table.Th>Cộng</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {communes.map(({ name, counts, total }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            {counts.map((count, at) => (
              <Table.Td key={months[at]} data-label={`Tháng ${shortMonth(months[at] ?? "")}`}>
                {count === 0 ? "" : count}
              </Table.Td>
            ))}
            <Table.Td data-label="Cộng">{total}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Failure =
  | {
      readonly values: Readonly<Record<string, string>>;
      readonly errors: Readonly<Record<string, string>>;
    }
  | undefined;

function Rows({
  title,
  none,
  rows,
  failure,
}: {
  title: string;
  none: string;
  rows: Data["ending"];
  failure: Failure;
}) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {rows.length === 0 && <Text>{none}</Text>}
      <Stack component="ul" gap="sm" style={{ listStyle: "none", padding: 0 }}>
        {rows.map((row) => (
          <li key={row.id}>
            <Text fw={600}>
              {row.productName} ({row.stars} sao), {row.producerName}
            </Text>
            <Text size="sm">
              Hết hạn {dayText(row.expiresOn, "vi")}
              {row.extendedUntil && `, kéo dài đến ${dayText(row.extendedUntil, "vi")}`}. {why(row)}
            </Text>
            <Anchor component={Link} to={producerPaths.home(row.producerId)} size="sm">
              Chủ thể, cách liên hệ
            </Anchor>
            {row.mayExtend && <Extend row={row} failure={failure} />}
          </li>
        ))}
      </Stack>
    </Card>
  );
}

function why({ underWay, reason, note }: Data["ending"][number]): string {
  if (underWay !== null) return "Đang có hồ sơ.";
  if (reason === null) return "Chưa có hồ sơ, chưa rõ lý do.";
  return `Không làm tiếp: ${stopReasons[reason]}${note === null ? "" : ` (${note})`}.`;
}

function Extend({ row, failure }: { row: Data["ending"][number]; failure: Failure }) {
  const mine = failure?.values["recognitionId"] === row.id ? failure : undefined;
  return (
    <details open={mine !== undefined}>
      <summary>Kéo dài hiệu lực (chuyển tiếp)</summary>
      <Form method="post">
        <input type="hidden" name="recognitionId" value={row.id} />
        <Group align="end" my="xs">
          <TextInput
            type="date"
            name="until"
            label="Đến hết ngày"
            required
            defaultValue={mine?.values["until"]}
            error={mine?.errors["until"]}
          />
          <Textarea
            name="basis"
            label="Căn cứ"
            required
            autosize
            maxLength={1000}
            w={360}
            defaultValue={mine?.values["basis"]}
            error={mine?.errors["basis"]}
          />
          <Button type="submit" variant="default">
            Kéo dài
          </Button>
        </Group>
      </Form>
    </details>
  );
}
