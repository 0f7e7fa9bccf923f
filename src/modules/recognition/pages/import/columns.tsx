import {
  Anchor,
  Button,
  Card,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireImporter } from "#modules/recognition/import/importer.server.ts";
import { columnsPage, tellColumns } from "#modules/recognition/pages/import/columns.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { fieldNames, roundFieldNames } from "../../import/layouts.ts";
import { importPaths } from "../../import/paths.ts";
import type { Route } from "./+types/columns.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  return columnsPage(db, actor, args.params.draft, new URL(args.request.url).searchParams);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    await tellColumns(db, actor, args.params.draft, form);
    throw redirect(importPaths.draft(args.params.draft), 303);
  });
});

/** Which column tells what, beside the first rows of the sheet. */
export default function ColumnsPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <OfficePage
      title="Chỉ các cột của sổ"
      description={`${loaderData.draft.fileName}: cho biết cột nào ghi gì. Hệ thống đã đoán theo tiêu đề; hãy xem lại.`}
    >
      <title>Chỉ các cột của sổ – OCOP</title>
      <Anchor component={Link} to={importPaths.home} underline="always" size="sm">
        Nhập sổ đăng ký
      </Anchor>
      <Outcome answer={failure} />
      <Stack mt="sm">
        <Preview loaded={loaderData} />
        <Choices
          key={`${loaderData.sheet ?? ""}|${loaderData.headerFrom}|${loaderData.headerTo}`}
          loaded={loaderData}
          values={failure?.values}
          errors={failure?.errors ?? {}}
        />
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Preview({ loaded }: { loaded: Loaded }) {
  const { preview, headerFrom, headerTo } = loaded;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Những dòng đầu của trang
      </Title>
      <Form method="get">
        <Group align="flex-end" mb="sm">
          {loaded.sheets.length > 1 && (
            <NativeSelect
              name="trang"
              label="Trang tính"
              defaultValue={loaded.sheet ?? ""}
              data={loaded.sheets}
            />
          )}
          <TextInput
            name="tu"
            label="Tiêu đề từ dòng"
            inputMode="numeric"
            defaultValue={String(headerFrom)}
            w={140}
          />
          <TextInput
            name="den"
            label="đến dòng"
            inputMode="numeric"
            defaultValue={String(headerTo)}
            w={140}
          />
          <Button type="submit" variant="default">
            Xem lại theo lựa chọn này
          </Button>
        </Group>
      </Form>
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table withTableBorder withColumnBorders fz="xs">
          <Table.Caption>Dòng tiêu đề in đậm</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Dòng</Table.Th>
              {preview.letters.map((letter) => (
                <Table.Th key={letter} scope="col">
                  {letter}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.rows.map((row, at) => {
              const isHeader = at + 1 >= headerFrom && at + 1 <= headerTo;
              return (
                <Table.Tr key={at} style={isHeader ? { fontWeight: 700 } : undefined}>
                  <Table.Th scope="row">{at + 1}</Table.Th>
                  {row.map((text, column) => (
                    <Table.Td key={preview.letters[column]} style={{ minWidth: 110 }}>
                      {text}
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

function Choices({
  loaded,
  values,
  errors,
}: {
  loaded: Loaded;
  values: Readonly<Record<string, string>> | undefined;
  errors: Readonly<Record<string, string>>;
}) {
  const columns = [{ value: "", label: "Sổ không có" }, ...loaded.columns];
  const choose = (name: string, label: string) => (
    <NativeSelect
      key={name}
      name={name}
      label={label}
      data={columns}
      defaultValue={values?.[name] ?? loaded.letters[name] ?? ""}
      error={errors[name]}
    />
  );
  const grid = { cols: { base: 1, xs: 2, md: 3 }, spacing: "sm" } as const;
  return (
    <Card withBorder component="section">
      <Form method="post" noValidate>
        <input type="hidden" name="sheet" value={loaded.sheet ?? ""} />
        <input type="hidden" name="headerFrom" value={loaded.headerFrom} />
        <input type="hidden" name="headerTo" value={loaded.headerTo} />
        <Stack>
          <Title order={2} size="h4">
            Cột nào ghi gì
          </Title>
          {errors["headerTo"] && <Text c="red.9">{errors["headerTo"]}</Text>}
          <SimpleGrid {...grid}>
            {Object.entries(fieldNames).map(([name, label]) => choose(name, label))}
          </SimpleGrid>
          <Title order={3} size="h5">
            Lần công nhận thứ nhất
          </Title>
          <SimpleGrid {...grid}>
            {Object.entries(roundFieldNames).map(([name, label]) => choose(name, label))}
          </SimpleGrid>
          <Title order={3} size="h5">
            Lần công nhận thứ hai trên cùng dòng (nếu sổ có)
          </Title>
          <SimpleGrid {...grid}>
            {Object.entries(roundFieldNames).map(([name, label]) =>
              choose(`${name}2`, `${label}, lần hai`),
            )}
          </SimpleGrid>
          <Checkbox
            name="fillDown"
            label="Ô chủ thể trống nghĩa là như dòng trên (ô gộp)"
            defaultChecked={values ? values["fillDown"] === "on" : loaded.fillDown}
          />
          <Group>
            <Button type="submit">Xem thử theo các cột này</Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}
