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
import { Form, Link, redirect, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import {
  draftsOfImports,
  dropDraft,
  listDrafts,
} from "#modules/recognition/import/drafts.server.ts";
import { requireImporter } from "#modules/recognition/import/importer.server.ts";
import { dropLayout, listLayouts } from "#modules/recognition/import/layouts-kept.server.ts";
import { listImports } from "#modules/recognition/import/list.server.ts";
import { undoImport } from "#modules/recognition/import/undo.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import {
  encodingChoices,
  layoutChoices,
  takeFile,
  textOf,
} from "#modules/recognition/pages/import/page.server.ts";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { importPaths } from "../../import/paths.ts";
import type { Route } from "./+types/import.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  const kept = await draftsOfImports(db, actor);
  const imports = await listImports(db, actor);
  return {
    layouts: await layoutChoices(db, actor),
    encodings: encodingChoices,
    drafts: await listDrafts(db, actor),
    ownLayouts: await listLayouts(db, actor),
    imports: imports.map((one) => ({ ...one, draft: kept.get(one.id) ?? null })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const [intent, id] = [textOf(form, "intent"), textOf(form, "id")];
    if (intent === "undo") {
      const gone = await undoImport(db, actor, id);
      return {
        done: `Đã hoàn tác: gỡ ${gone.products} sản phẩm, ${gone.producers} chủ thể, ${gone.recognitions} lần công nhận. Trang công khai không còn hiện những mục này.`,
      };
    }
    if (intent === "drop") {
      await dropDraft(db, actor, id);
      return { done: "Đã bỏ tệp." };
    }
    if (intent === "dropLayout") {
      await dropLayout(db, actor, id);
      return { done: "Đã xóa bố cục." };
    }
    const draft = await takeFile(db, actor, form);
    throw redirect(
      draft.isMapped ? importPaths.draft(draft.id) : importPaths.columns(draft.id),
      303,
    );
  });
});

/** Send a file in, go on with one, take an import back. */
export default function ImportRegister({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <OfficePage
      title="Nhập sổ đăng ký"
      description="Đưa sổ theo dõi sản phẩm OCOP đang có vào hệ thống: xem thử và quyết định những chỗ chưa rõ trước, nhập sau, hoàn tác được cả lần nhập."
    >
      <title>Nhập sổ đăng ký – OCOP</title>
      <Outcome answer={actionData} />
      <Stack>
        <FileForm
          loaded={loaderData}
          errors={failure?.errors ?? {}}
          values={failure?.values ?? {}}
        />
        <Text>
          <Anchor component={Link} to={importPaths.waiting} underline="always">
            Lần công nhận chưa có ngày, số quyết định
          </Anchor>
          : bổ sung để tính được thời hạn 36 tháng.
        </Text>
        <Drafts drafts={loaderData.drafts} />
        <Imports imports={loaderData.imports} />
        <Layouts layouts={loaderData.ownLayouts} />
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];
type Texts = Readonly<Record<string, string>>;

function FileForm({ loaded, errors, values }: { loaded: Loaded; errors: Texts; values: Texts }) {
  const { state } = useNavigation();
  return (
    <Card withBorder component="section">
      <Form method="post" encType="multipart/form-data" noValidate>
        <Stack gap="sm" maw={620}>
          <div>
            <label htmlFor="register-file">
              <Text component="span" size="sm" fw={500}>
                Tệp sổ (.xlsx hoặc .csv, nhiều nhất 20 MB)
              </Text>
            </label>
            <br />
            <input
              id="register-file"
              name="file"
              type="file"
              accept=".xlsx,.csv,.txt"
              required
              aria-describedby={errors["file"] ? "register-file-error" : undefined}
              style={{ maxWidth: "100%" }}
            />
            {errors["file"] && (
              <Text id="register-file-error" c="red.9" size="sm">
                {errors["file"]}
              </Text>
            )}
          </div>
          <NativeSelect
            name="layout"
            label="Bố cục của sổ"
            defaultValue={values["layout"] ?? "tidy"}
            data={loaded.layouts}
            error={errors["layout"]}
          />
          <TextInput
            name="sheetProvince"
            label="Tỉnh, nếu sổ không có cột tỉnh"
            placeholder="Ví dụ: Thái Nguyên"
            defaultValue={values["sheetProvince"]}
            maxLength={100}
          />
          <NativeSelect
            name="encoding"
            label="Bảng mã của tệp CSV"
            description="Chỉ chọn khi hệ thống báo chưa nhận ra."
            defaultValue={values["encoding"] ?? ""}
            data={loaded.encodings}
          />
          <Group>
            <Button type="submit" name="intent" value="try" loading={state === "submitting"}>
              Xem thử
            </Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}

const when = (at: string) => new Date(at).toLocaleString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" });

function Drafts({ drafts }: { drafts: Loaded["drafts"] }) {
  if (drafts.length === 0) return null;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Tệp đang xem, chưa nhập
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Chỉ người gửi thấy; tự xóa sau 30 ngày không dùng đến.
      </Text>
      <Table className="stacking" aria-label="Tệp đang xem, chưa nhập">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Tệp</Table.Th>
            <Table.Th>Sửa lần cuối</Table.Th>
            <Table.Th>Việc</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {drafts.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Anchor
                  component={Link}
                  underline="always"
                  to={one.isMapped ? importPaths.draft(one.id) : importPaths.columns(one.id)}
                >
                  {one.fileName}
                </Anchor>
              </Table.Td>
              <Table.Td>{when(one.updatedAt)}</Table.Td>
              <Table.Td>
                <Confirm
                  intent="drop"
                  label="Bỏ tệp"
                  colour="red"
                  values={{ id: one.id }}
                  says="Xóa tệp này và những gì đã quyết định cho nó. Chưa có gì được nhập vào hệ thống."
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Imports({ imports }: { imports: Loaded["imports"] }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Các lần đã nhập
      </Title>
      {imports.length === 0 ? (
        <Text c="dimmed">Chưa nhập sổ nào.</Text>
      ) : (
        <Table className="stacking" aria-label="Các lần đã nhập">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tệp</Table.Th>
              <Table.Th>Lúc nhập</Table.Th>
              <Table.Th>Đã nhập</Table.Th>
              <Table.Th>Việc</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map((one) => (
              <ImportRow key={one.id} one={one} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}

function ImportRow({ one }: { one: Loaded["imports"][number] }) {
  return (
    <Table.Tr>
      <Table.Td>{one.fileName}</Table.Td>
      <Table.Td>{when(one.importedAt)}</Table.Td>
      <Table.Td>
        {one.products} sản phẩm, {one.recognitions} lần công nhận; {one.doubtful} dòng còn chỗ chưa
        rõ, {one.refused} dòng không nhận
        {one.refused > 0 && one.draft !== null && !one.isUndone && (
          <>
            {" "}
            (
            <Anchor href={importPaths.refused(one.draft)} underline="always">
              tải về để sửa
            </Anchor>
            )
          </>
        )}
      </Table.Td>
      <Table.Td>
        {one.isUndone ? (
          "Đã hoàn tác"
        ) : (
          <Confirm
            intent="undo"
            label="Hoàn tác"
            colour="red"
            values={{ id: one.id }}
            says="Gỡ toàn bộ những gì lần nhập này đã tạo, cả những lần công nhận đã bổ sung ngày; trang công khai thôi hiện chúng. Không gỡ được khi đã có hồ sơ, giấy tờ hoặc ai đó đã sửa."
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Layouts({ layouts }: { layouts: Loaded["ownLayouts"] }) {
  if (layouts.length === 0) return null;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Bố cục đã lưu
      </Title>
      <Stack gap="xs">
        {layouts.map(({ id, title }) => (
          <Group key={id} justify="space-between" align="flex-start">
            <Text>{title}</Text>
            <Confirm
              intent="dropLayout"
              label={`Xóa bố cục ${title}`}
              colour="red"
              values={{ id }}
              says="Xóa bố cục này khỏi danh sách. Những sổ đã nhập theo nó không thay đổi."
            />
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
