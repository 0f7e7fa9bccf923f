import { Alert, Anchor, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireImporter } from "#modules/recognition/import/importer.server.ts";
import { actOnDraft, draftPage } from "#modules/recognition/pages/import/draft-page.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { importPaths } from "../../import/paths.ts";
import type { Route } from "./+types/draft.ts";
import { ApplyButton } from "./parts/apply.tsx";
import { Questions, Settled } from "./parts/questions.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  const { draft } = args.params;
  const page = await draftPage(db, actor, draft, new URL(args.request.url).searchParams);
  if (page === null) throw redirect(importPaths.columns(draft));
  return page;
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, session } = await openPage(args);
  requireImporter(actor);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnDraft(db, session, args.params.draft, form));
});

/** What an import of a file would do, and what is left to settle before it is done. */
export default function DraftPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, fault, result, isCustom, entered } = loaderData;
  return (
    <OfficePage
      title="Xem thử trước khi nhập"
      description={`${head.fileName} – ${head.layoutTitle}`}
    >
      <title>Xem thử trước khi nhập – OCOP</title>
      <Anchor component={Link} to={importPaths.home} underline="always" size="sm">
        Nhập sổ đăng ký
      </Anchor>
      <Outcome answer={actionData} />
      <Stack mt="sm">
        {entered && (
          <Alert color="leaf" title="Tệp này đã được nhập">
            <output>{entered.text}</output> Hoàn tác ở trang Nhập sổ đăng ký.{" "}
            {entered.refused > 0 && (
              <Anchor href={importPaths.refused(head.id)} underline="always">
                Tải các dòng không nhận để sửa
              </Anchor>
            )}
          </Alert>
        )}
        {fault !== null && (
          <Alert color="red" role="alert" title="Chưa đọc được tệp">
            {fault}{" "}
            <Anchor component={Link} to={importPaths.columns(head.id)} underline="always">
              Tự chỉ các cột
            </Anchor>
          </Alert>
        )}
        {result && (
          <>
            <Summary result={result} head={head} />
            {result.view === "settled" ? (
              <Settled result={result} />
            ) : (
              <Questions
                key={`${result.view}|${result.kind}|${result.page}|${result.expected}|${result.tabs.at(-1)?.count}`}
                result={result}
              />
            )}
            {isCustom && <KeepLayout id={head.id} failure={failureOf(actionData, "keepLayout")} />}
          </>
        )}
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Summary({
  result,
  head,
}: {
  result: NonNullable<Loaded["result"]>;
  head: Loaded["head"];
}) {
  const { counts, notes } = result;
  const enters = counts.accepted + counts.corrected + counts.doubtful;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Kết quả xem thử
      </Title>
      <Text>
        {counts.rows} dòng: {counts.accepted} nhận nguyên, {counts.corrected} đã tự sửa,{" "}
        {counts.doubtful} cần xem lại, {counts.refused} không nhận.
      </Text>
      <Text mb="xs">
        Sẽ có {counts.producers} chủ thể, {counts.products} sản phẩm, {counts.recognitions} lần công
        nhận.
      </Text>
      {notes.length > 0 && (
        <ul className="tight">
          {notes.map((note) => (
            <li key={note}>
              <Text size="sm">{note}</Text>
            </li>
          ))}
        </ul>
      )}
      <Text size="sm" c="dimmed" my="xs">
        Dòng cần xem lại vẫn nhập được: phần chưa rõ để trống (xã chưa rõ thì ghi ở cấp tỉnh). Quyết
        định trước thì đúng ngay từ đầu.
      </Text>
      <Group align="flex-start">
        {enters > 0 && <ApplyButton id={head.id} enters={enters} expected={result.expected} />}
        {counts.refused > 0 && (
          <Button component="a" href={importPaths.refused(head.id)} variant="default">
            Tải {counts.refused} dòng không nhận (.xlsx)
          </Button>
        )}
        <Button component={Link} to={importPaths.columns(head.id)} variant="default">
          Chỉ lại các cột
        </Button>
      </Group>
    </Card>
  );
}

function KeepLayout({ id, failure }: { id: string; failure: ReturnType<typeof failureOf> }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Lưu bố cục cho lần sau
      </Title>
      <Form method="post" noValidate>
        <Group align="flex-end">
          <TextInput
            name="title"
            label="Tên bố cục"
            placeholder="Ví dụ: Sổ của huyện Đồng Hỷ"
            maxLength={100}
            defaultValue={failure?.values["title"]}
            error={failure?.errors["title"]}
          />
          <Button type="submit" name="intent" value="keepLayout" variant="default">
            Lưu bố cục
          </Button>
        </Group>
      </Form>
      <Text size="sm" mt="xs">
        <Anchor href={importPaths.layout(id)} underline="always">
          Tải bố cục (JSON)
        </Anchor>{" "}
        để dùng với lệnh <code>ocop import register</code>.
      </Text>
    </Card>
  );
}
