import {
  Alert,
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
import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { listImports } from "#modules/recognition/import/list.server.ts";
import { undoImport } from "#modules/recognition/import/undo.server.ts";
import {
  importForm,
  requireImporter,
  type Tried,
} from "#modules/recognition/pages/import/page.server.ts";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { mappingFields } from "../../import/mapping.ts";
import type { Route } from "./+types/import.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  return { imports: await listImports(db, actor) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const id = form.get("id");
    if (form.get("intent") !== "undo" || typeof id !== "string") return importForm(db, actor, form);
    const gone = await undoImport(db, actor, id);
    return { done: `Đã hoàn tác: gỡ ${gone.products} sản phẩm, ${gone.producers} chủ thể.` };
  });
});

/** Upload, dry run with every problem at its cell, import, undo. */
export default function ImportRegister({ loaderData, actionData }: Route.ComponentProps) {
  const tried = actionData && "tried" in actionData ? actionData.tried : null;
  return (
    <OfficePage
      title="Nhập sổ đăng ký"
      description="Đưa sổ theo dõi sản phẩm OCOP đang có vào hệ thống: xem thử trước, nhập sau, hoàn tác được cả lần nhập."
    >
      <title>Nhập sổ đăng ký – OCOP</title>
      <Outcome answer={actionData && !("tried" in actionData) ? actionData : undefined} />
      <Stack>
        <FileForm
          tried={tried}
          errors={actionData && "errors" in actionData ? actionData.errors : {}}
        />
        {tried && <Result tried={tried} />}
        <Imports imports={loaderData.imports} />
      </Stack>
    </OfficePage>
  );
}

function FileForm({
  tried,
  errors,
}: {
  tried: Tried | null;
  errors: Readonly<Record<string, string>>;
}) {
  const { state } = useNavigation();
  const [layout, setLayout] = useState("tidy");
  const isBusy = state === "submitting";
  const enters = tried ? tried.accepted + tried.corrected + tried.doubtful : 0;
  return (
    <Card withBorder component="section">
      <Form method="post" encType="multipart/form-data">
        <Stack gap="sm">
          <label>
            Tệp sổ (.xlsx hoặc .csv){" "}
            <input name="file" type="file" accept=".xlsx,.csv,.txt" required />
          </label>
          {errors["file"] && <Text c="red">{errors["file"]}</Text>}
          <NativeSelect
            name="layout"
            label="Bố cục của sổ"
            value={layout}
            onChange={(event) => setLayout(event.currentTarget.value)}
            data={[
              { value: "tidy", label: "Bảng gọn: một dòng tiêu đề, mỗi dòng một lần công nhận" },
              { value: "chi-cuc-22", label: "Sổ 22 cột của Chi cục Phát triển nông thôn" },
              { value: "mapped", label: "Bố cục khác: tự chỉ cột" },
            ]}
            error={errors["layout"]}
          />
          {layout === "mapped" && <Mapping errors={errors} />}
          <TextInput
            name="sheetProvince"
            label="Tỉnh, nếu sổ không có cột tỉnh"
            placeholder="Ví dụ: Thái Nguyên"
            maxLength={100}
          />
          <Group>
            <Button type="submit" name="intent" value="try" variant="default" loading={isBusy}>
              Xem thử
            </Button>
            {enters > 0 && (
              <Button type="submit" name="intent" value="apply" loading={isBusy}>
                Nhập {enters} dòng
              </Button>
            )}
          </Group>
          {tried && (
            <input
              type="hidden"
              name="expected"
              value={[tried.accepted, tried.corrected, tried.doubtful, tried.refused].join(",")}
            />
          )}
        </Stack>
      </Form>
    </Card>
  );
}

function Mapping({ errors }: { errors: Readonly<Record<string, string>> }) {
  return (
    <fieldset>
      <legend>Cột nào ghi gì (ghi chữ của cột, bỏ trống nếu sổ không có)</legend>
      <Group align="flex-start" gap="sm">
        <TextInput name="headerFrom" label="Dòng tiêu đề đầu" defaultValue="1" w={140} />
        <TextInput
          name="headerTo"
          label="Dòng tiêu đề cuối"
          defaultValue="1"
          w={140}
          error={errors["headerTo"]}
        />
        {Object.entries(mappingFields).map(([name, label]) => (
          <TextInput
            key={name}
            name={name}
            label={label}
            maxLength={2}
            w={200}
            error={errors[name]}
          />
        ))}
      </Group>
      <label>
        <input type="checkbox" name="fillDown" /> Ô chủ thể trống nghĩa là như dòng trên
      </label>
    </fieldset>
  );
}

function Result({ tried }: { tried: Tried }) {
  const [kind, setKind] = useState("");
  const kinds = [...new Map(tried.problems.map((one) => [one.kind, one.words]))];
  const listed = tried.problems.filter((one) => kind === "" || one.kind === kind);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Kết quả xem thử
      </Title>
      <Text>
        {tried.rows} dòng: {tried.accepted} nhận nguyên, {tried.corrected} đã sửa, {tried.doubtful}{" "}
        cần xem lại, {tried.refused} không nhận. Sẽ có {tried.producers} chủ thể, {tried.products}{" "}
        sản phẩm, {tried.recognitions} lần công nhận.
      </Text>
      {tried.problems.length === 0 ? (
        <Alert color="leaf" mt="sm">
          Không có gì phải lưu ý.
        </Alert>
      ) : (
        <>
          <NativeSelect
            label="Chỉ xem"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
            data={[
              { value: "", label: `Tất cả (${tried.problemCount})` },
              ...kinds.map(([value, label]) => ({ value, label })),
            ]}
            my="sm"
          />
          <Table className="stacking" aria-label="Điều cần lưu ý">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Ô</Table.Th>
                <Table.Th>Loại</Table.Th>
                <Table.Th>Điều thấy được</Table.Th>
                <Table.Th>Có thể là</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {listed.map((one) => (
                <Table.Tr key={`${one.row}|${one.column}|${one.kind}|${one.text}`}>
                  <Table.Td>{one.row === 0 ? "Cả tệp" : `${one.column}${one.row}`}</Table.Td>
                  <Table.Td>{one.words}</Table.Td>
                  <Table.Td>{one.text}</Table.Td>
                  <Table.Td>{one.candidates.join("; ") || "–"}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Card>
  );
}

function Imports({ imports }: Pick<Route.ComponentProps["loaderData"], "imports">) {
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
              <Table.Tr key={one.id}>
                <Table.Td>{one.fileName}</Table.Td>
                <Table.Td>
                  {new Date(one.importedAt).toLocaleString("vi-VN", {
                    timeZone: "Asia/Ho_Chi_Minh",
                  })}
                </Table.Td>
                <Table.Td>
                  {one.products} sản phẩm, {one.recognitions} lần công nhận; {one.doubtful} dòng cần
                  xem lại, {one.refused} dòng không nhận
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
                      says="Gỡ toàn bộ những gì lần nhập này đã tạo. Không gỡ được khi đã có hồ sơ, giấy tờ hoặc ai đó đã sửa."
                    />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
