import {
  Anchor,
  Button,
  Card,
  Checkbox,
  Group,
  Radio,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useState } from "react";
import { Form, Link, useNavigation } from "react-router";
import { today } from "#core/calendar/today.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import {
  completeEntries,
  type CompleteEntries,
} from "#modules/recognition/import/complete.server.ts";
import {
  entriesPageSize,
  EntriesFilter,
  listWaitingEntries,
} from "#modules/recognition/import/entries.server.ts";
import { requireImporter } from "#modules/recognition/import/importer.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { authorityOf } from "#modules/recognition/service/drafts.server.ts";
import { dayText } from "#ui/dates.ts";
import { Outcome } from "#ui/office/act.tsx";
import { Filter, FilterSelect } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { importPaths } from "../../import/paths.ts";
import type { Route } from "./+types/waiting.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, session } = await openPage(args);
  requireImporter(actor);
  const query = new URL(args.request.url).searchParams;
  const filter = EntriesFilter.parse({
    text: query.get("q") ?? "",
    year: query.get("nam") || null,
    stars: query.get("sao") || null,
    page: query.get("trang") ?? 1,
  });
  const { entries, total } = await listWaitingEntries(db, actor, filter);
  const { provinceCode } = session;
  return {
    filter,
    entries,
    total,
    perPage: entriesPageSize,
    today: await today(db),
    issuer: provinceCode === null ? "" : (await authorityOf(db, "province", provinceCode)).issuer,
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  requireImporter(actor);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { completed } = await completeEntries(db, actor, formFields(form) as CompleteEntries);
    return { done: `Đã bổ sung quyết định cho ${completed} dòng; thời hạn 36 tháng đã tính.` };
  });
});

/** Recognitions that a register tells of without their day, and the decision that completes them. */
export default function WaitingPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { total, entries } = loaderData;
  return (
    <OfficePage
      title="Lần công nhận chưa có ngày"
      description="Sổ chỉ ghi năm, hoặc không ghi: sổ công khai nêu khoảng thời hạn. Có số, ngày quyết định thì bổ sung để tính đúng 36 tháng."
    >
      <title>Lần công nhận chưa có ngày – OCOP</title>
      <Anchor component={Link} to={importPaths.home} underline="always" size="sm">
        Nhập sổ đăng ký
      </Anchor>
      <Outcome answer={actionData} />
      <Stack mt="sm">
        <Filters filter={loaderData.filter} />
        <Text component="output">{total} dòng chưa có ngày.</Text>
        {entries.length > 0 && (
          <Complete
            key={entries.map(({ id }) => id).join()}
            loaded={loaderData}
            values={failure?.values ?? {}}
            errors={failure?.errors ?? {}}
          />
        )}
        <Pager page={loaderData.filter.page} perPage={loaderData.perPage} total={total} />
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Filters({ filter }: { filter: Loaded["filter"] }) {
  return (
    <Filter>
      <TextInput name="q" label="Sản phẩm, chủ thể" defaultValue={filter.text} />
      <TextInput
        name="nam"
        label="Năm"
        inputMode="numeric"
        w={110}
        defaultValue={filter.year === null ? "" : String(filter.year)}
      />
      <FilterSelect
        name="sao"
        label="Hạng sao"
        value={filter.stars === null ? "" : String(filter.stars)}
        options={["3", "4", "5"].map((stars) => [stars, `${stars} sao`])}
      />
    </Filter>
  );
}

function bounds({ expiresFrom, expiresTo }: Loaded["entries"][number]): string {
  if (expiresFrom === null || expiresTo === null) return "Chưa biết hạn";
  const [from, to] = [dayText(expiresFrom, "vi"), dayText(expiresTo, "vi")];
  return expiresFrom === expiresTo ? `Hết hạn ${from}` : `Hết hạn từ ${from} đến ${to}`;
}

function Complete({
  loaded,
  values,
  errors,
}: {
  loaded: Loaded;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ids = loaded.entries.map(({ id }) => id);
  const isAll = chosen.length === ids.length;
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Form method="post" noValidate>
      <Stack>
        <Card withBorder component="section">
          <Group justify="space-between" mb="xs">
            <Title order={2} size="h4">
              Chọn các dòng của một quyết định
            </Title>
            <Button
              type="button"
              variant="default"
              size="compact-sm"
              onClick={() => setChosen(isAll ? [] : ids)}
            >
              {isAll ? "Bỏ chọn cả trang" : "Chọn cả trang"}
            </Button>
          </Group>
          {errors["entryIds"] && <Text c="red.9">{errors["entryIds"]}</Text>}
          <Table className="stacking" aria-label="Lần công nhận chưa có ngày">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Sản phẩm</Table.Th>
                <Table.Th>Sao</Table.Th>
                <Table.Th>Năm</Table.Th>
                <Table.Th>Sổ ghi quyết định</Table.Th>
                <Table.Th>Thời hạn</Table.Th>
                <Table.Th>Từ</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {loaded.entries.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>
                    <Checkbox
                      name="entryIds"
                      value={one.id}
                      checked={chosen.includes(one.id)}
                      onChange={() => toggle(one.id)}
                      label={one.product}
                      description={one.producer}
                    />
                  </Table.Td>
                  <Table.Td>{one.stars} sao</Table.Td>
                  <Table.Td>{one.year === null ? "Không ghi năm" : `Năm ${one.year}`}</Table.Td>
                  <Table.Td>
                    {[one.decision, one.issuer].filter(Boolean).join(", ") || "Không ghi"}
                  </Table.Td>
                  <Table.Td>{bounds(one)}</Table.Td>
                  <Table.Td style={{ overflowWrap: "anywhere" }}>
                    {one.fileName}, dòng {one.row}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Card>
        <DecisionFields loaded={loaded} values={values} errors={errors} count={chosen.length} />
      </Stack>
    </Form>
  );
}

const levels = [
  ["province", "Tỉnh"],
  ["district", "Huyện (trước tháng 7/2025)"],
  ["central", "Trung ương"],
] as const;

function DecisionFields({
  loaded,
  values,
  errors,
  count,
}: {
  loaded: Loaded;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  count: number;
}) {
  const { state } = useNavigation();
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Quyết định công nhận
      </Title>
      <Stack gap="sm" maw={620}>
        <Group grow align="flex-start">
          <TextInput
            name="numberText"
            label="Số, ký hiệu"
            placeholder="512/QĐ-UBND"
            required
            defaultValue={values["numberText"]}
            error={errors["numberText"]}
          />
          <TextInput
            name="signedOn"
            type="date"
            label="Ngày ký"
            required
            max={loaded.today}
            defaultValue={values["signedOn"]}
            error={errors["signedOn"]}
          />
        </Group>
        <Radio.Group
          name="level"
          label="Cấp ban hành"
          defaultValue={values["level"] ?? "province"}
          error={errors["level"]}
        >
          <Group mt={4}>
            {levels.map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Group>
        </Radio.Group>
        <TextInput
          name="issuer"
          label="Cơ quan, người ban hành"
          description="Ghi đúng như đầu quyết định."
          required
          defaultValue={values["issuer"] ?? loaded.issuer}
          error={errors["issuer"]}
        />
        <Checkbox
          name="isOtherYear"
          label="Năm trong sổ khác ngày ký: lấy theo ngày ký"
          error={errors["isOtherYear"]}
        />
        <Text size="sm">
          Các dòng đã chọn thành lần công nhận theo quyết định này. Điều sổ đã ghi vẫn được giữ;
          hoàn tác lần nhập sổ thì phần bổ sung cũng được gỡ.
        </Text>
        <Group>
          <Button type="submit" loading={state === "submitting"}>
            Bổ sung cho {count} dòng đã chọn
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
