import { Alert, Anchor, Badge, Card, Code, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { rulesPage } from "#modules/councils/pages/rules.server.ts";
import { authorisedCouncil } from "#modules/councils/service/councils.server.ts";
import { adoptRules } from "#modules/councils/service/rules.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText, instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import type { Difference } from "../operating-rules.ts";
import { councilPaths } from "../paths.ts";
import "./councils.css";
import { RulesForm } from "./parts/rules-form.tsx";
import { rulesOfForm } from "./rules-form.ts";
import type { Route } from "./+types/rules.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const asked = Number(new URL(args.request.url).searchParams.get("ban"));
  return rulesPage(
    db,
    actor,
    args.params.council,
    Number.isInteger(asked) && asked > 0 ? asked : null,
  );
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const councilId = args.params.council;
  await authorisedCouncil(db, actor, "see", councilId);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { seq } = await adoptRules(db, actor, { councilId, ...rulesOfForm(formFields(form)) });
    return { done: `Đã ban hành Quy chế, bản ${seq}.` };
  });
});

/** A council's operating rules: every version, what differs, and the form that adopts another. */
export default function Rules({ loaderData, actionData }: Route.ComponentProps) {
  const { head, versions, inForce, shown, mayAdopt } = loaderData;
  return (
    <OfficePage
      title="Quy chế hoạt động"
      description={
        <Anchor component={Link} to={councilPaths.council(head.id)}>
          {head.name}
        </Anchor>
      }
    >
      <title>{`Quy chế – ${head.name} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Text mb="sm" maw={820}>
        Quyết định của Thủ tướng không đặt các quy tắc dưới đây; Quy chế của hội đồng đặt. Phiên nào
        mở theo bản nào thì giữ bản đó đến cùng, và mọi kết quả đều ghi rõ bản đã dùng.
      </Text>
      <Stack>
        {versions.length === 0 ? (
          <Alert color="yellow">
            Hội đồng chưa ban hành Quy chế. Biểu dưới đây đã điền sẵn giá trị thường dùng.
          </Alert>
        ) : (
          <Versions head={head} versions={versions} inForce={inForce} />
        )}
        {shown && <Version shown={shown} isInForce={shown.seq === inForce} />}
        {mayAdopt && <RulesForm loaderData={loaderData} answer={actionData} />}
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Versions({ head, versions, inForce }: Pick<Loaded, "head" | "versions" | "inForce">) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Các bản đã ban hành
      </Title>
      <Table className="stacking" aria-label="Các bản Quy chế">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Bản</Table.Th>
            <Table.Th>Có hiệu lực từ</Table.Th>
            <Table.Th>Người nhập</Table.Th>
            <Table.Th>Mã kiểm tra nội dung</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.toReversed().map((one) => (
            <Table.Tr key={one.seq}>
              <Table.Td>
                <Anchor component={Link} to={`${councilPaths.rules(head.id)}?ban=${one.seq}`}>
                  Bản {one.seq}
                </Anchor>{" "}
                {one.seq === inForce && <Badge>Đang áp dụng</Badge>}
              </Table.Td>
              <Table.Td>{dayText(one.effectiveOn, "vi")}</Table.Td>
              <Table.Td>
                {one.adoptedBy}, {instantText(one.adoptedAt, "vi")}
              </Table.Td>
              <Table.Td>
                <Code>{one.digest.slice(0, 16)}</Code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Version({
  shown,
  isInForce,
}: {
  shown: NonNullable<Loaded["shown"]>;
  isInForce: boolean;
}) {
  return (
    <Card withBorder component="section">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          Bản {shown.seq}, hiệu lực từ {dayText(shown.effectiveOn, "vi")}
        </Title>
        {isInForce && <Badge>Đang áp dụng</Badge>}
      </Group>
      <Differences title="Khác bản trước" lines={shown.fromBefore} same="Giống bản trước." />
      <Differences
        title="Khác giá trị thường dùng"
        lines={shown.fromDefault}
        same="Giống giá trị thường dùng."
      />
      <div className="settings">
        {shown.lines.map(({ name, title, meaning, value, text }) => (
          <section className="setting" key={name}>
            <div>
              <Text fw={600}>{title}</Text>
              <Text>{value}</Text>
              <Text size="sm" c="dimmed">
                {meaning}
              </Text>
            </div>
            <Text component="blockquote" m={0} pl="sm" style={{ borderLeft: "3px solid #c3dccc" }}>
              {text}
            </Text>
          </section>
        ))}
      </div>
    </Card>
  );
}

function Differences({
  title,
  lines,
  same,
}: {
  title: string;
  lines: readonly Difference[] | null;
  same: string;
}) {
  if (lines === null) return null;
  if (lines.length === 0)
    return (
      <Text size="sm" mb="xs">
        {same}
      </Text>
    );
  return (
    <Alert mb="sm" title={title}>
      <ul className="tight">
        {lines.map(({ name, title: setting, from, to }) => (
          <li key={name}>
            {setting}: <s>{from}</s> → <b>{to}</b>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
