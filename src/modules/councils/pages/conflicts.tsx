import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { conflictsPage } from "#modules/councils/pages/conflicts.server.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { replaceMember } from "#modules/councils/service/replace.server.ts";
import { FormMessage, formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { ReplaceMember } from "../inputs.ts";
import { conflictKinds, duties } from "../model.ts";
import { councilPaths } from "../paths.ts";
import "./councils.css";
import type { Route } from "./+types/conflicts.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const search = new URL(args.request.url).searchParams.get("tim") ?? "";
  return conflictsPage(db, actor, args.params.session, search.slice(0, 80));
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const sessionId = args.params.session;
  await conflictsPage(db, actor, sessionId, "");
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    await replaceMember(db, actor, { ...formFields(form), sessionId } as ReplaceMember);
    return { done: "Đã thay thành viên; xung đột lợi ích của người mới đã được dò." };
  });
});

/** Who is out of which product, and why; the place where a member is replaced. */
export default function Conflicts({ loaderData, actionData }: Route.ComponentProps) {
  const { session, mayReplace, rows, items } = loaderData;
  return (
    <OfficePage
      title="Xung đột lợi ích của phiên"
      description={
        <Anchor component={Link} to={councilPaths.agenda(session.id)}>
          {session.title}
        </Anchor>
      }
    >
      <title>{`Xung đột lợi ích – ${session.title} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Text mb="sm" maw={820}>
        Người có xung đột lợi ích không xem hồ sơ, không chấm và không được kể vào số thành viên của
        sản phẩm đó, kể cả Chủ tịch. Không có ngoại lệ; chỉ có thể thay người.
      </Text>
      <Stack>
        <Card withBorder component="section">
          {items.length === 0 ? (
            <Text c="dimmed">Phiên chưa có sản phẩm nào.</Text>
          ) : (
            <Matrix rows={rows} items={items} />
          )}
        </Card>
        {mayReplace && <Replace loaderData={loaderData} actionData={actionData} />}
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Matrix({ rows, items }: Pick<Loaded, "rows" | "items">) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by the keyboard
    <section className="wide" tabIndex={0} aria-label="Thành viên và sản phẩm">
      <Table withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Thành viên</Table.Th>
            {items.map((item) => (
              <Table.Th key={item.id}>
                {item.number}. {item.productName}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.userId}>
              <Table.Th scope="row">
                {row.name}
                <Text size="sm" c="dimmed">
                  {duties[row.duty]}
                </Text>
              </Table.Th>
              {row.standings.map((standing) => (
                <Cell key={standing.itemId} standing={standing} />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Cell({ standing }: { standing: Loaded["rows"][number]["standings"][number] }) {
  if (standing.reasons.length === 0)
    return (
      <Table.Td className="clean-cell">
        {standing.declared ? "Đã khai không có" : "Chưa khai"}
        {standing.isNamesake && (
          <Text size="sm" fw={600}>
            Trùng họ tên với người đại diện của chủ thể: cần hỏi lại
          </Text>
        )}
      </Table.Td>
    );
  return (
    <Table.Td className="out-cell">
      <b>Đứng ngoài</b>
      {standing.reasons.map(({ kind, source, detail }) => (
        <Text size="sm" key={`${kind} ${source}`}>
          {conflictKinds[kind]} ({source === "declared" ? "tự khai" : "hệ thống tìm thấy"})
          {detail && `: ${detail}`}
        </Text>
      ))}
    </Table.Td>
  );
}

function Replace({
  loaderData: { rows, candidates, search },
  actionData,
}: {
  loaderData: Loaded;
  actionData: Route.ComponentProps["actionData"] | undefined;
}) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { field } = formValues(failure);
  const { state } = useNavigation();
  return (
    <Card withBorder component="section" maw={760}>
      <Title order={2} size="h4" mb="xs">
        Thay thành viên trong phiên này
      </Title>
      <Form method="get">
        <Group align="end" mb="sm">
          <TextInput name="tim" label="Tìm người thay theo tên" defaultValue={search} w={280} />
          <Button type="submit" variant="default">
            Tìm
          </Button>
        </Group>
      </Form>
      {candidates.length === 0 ? (
        <Text>Không có tài khoản nào như vậy ngoài những người đang ngồi trong phiên.</Text>
      ) : (
        <Form method="post" noValidate key={rows.map(({ userId }) => userId).join()}>
          <Stack>
            <FormMessage failure={failure} />
            <NativeSelect
              size="md"
              label="Người thôi tham gia"
              {...field("outUserId")}
              data={rows.map(({ userId, name, duty }) => ({
                value: userId,
                label: `${name}, ${duties[duty].toLowerCase()}`,
              }))}
            />
            <NativeSelect
              size="md"
              label="Người thay"
              {...field("userId")}
              data={candidates.map(({ id, name, agencyName }) => ({
                value: id,
                label: agencyName ? `${name} – ${agencyName}` : name,
              }))}
            />
            <Group grow align="start" preventGrowOverflow={false}>
              <Line of={field} name="agencyName" label="Cơ quan, đơn vị của người thay" />
              <Line of={field} name="position" label="Chức vụ" />
            </Group>
            <Lines of={field} name="reason" label="Lý do, văn bản cử người" />
            <div>
              <Button type="submit" size="md" loading={state === "submitting"}>
                Thay người
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Card>
  );
}
