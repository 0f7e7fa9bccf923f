import {
  Button,
  Card,
  Fieldset,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useState } from "react";
import { useFetcher } from "react-router";
import { recognitionPaths } from "../../../paths.ts";
import type { Choice, recordPage } from "#modules/recognition/pages/office/record.server.ts";

type Loaded = Awaited<ReturnType<typeof recordPage>>;
type Texts = Readonly<Record<string, string | undefined>>;

/** The lines of a form that came back, without a script too. */
export function rowsIn(values: Texts): Choice[] {
  const rows: Choice[] = [];
  for (let at = 0; values[`items.${at}.productId`] !== undefined; at++) {
    const value = (name: string) => values[`items.${at}.${name}`] ?? "";
    rows.push({
      productId: value("productId"),
      dossierId: value("dossierId") || null,
      name: value("name"),
      producerName: value("producerName"),
      stars: null,
    });
  }
  return rows;
}

/** The products of the decision: found by name, or from the results that wait. */
export function ItemFields({
  loaded,
  start,
  values,
  errors,
}: {
  loaded: Loaded;
  start: readonly Choice[];
  values: Texts;
  errors: Texts;
}) {
  const [rows, setRows] = useState(start);
  const has = ({ productId }: Choice) => rows.some((row) => row.productId === productId);
  const add = (choice: Choice) => setRows([...rows, choice]);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Sản phẩm được công nhận
      </Title>
      {errors["items"] !== undefined && (
        <Text c="red" size="sm" role="alert">
          {errors["items"]}
        </Text>
      )}
      <Stack>
        {rows.map((row, at) => (
          <Line
            key={row.productId}
            row={row}
            at={at}
            values={values}
            errors={errors}
            drop={() => setRows(rows.filter((one) => one !== row))}
          />
        ))}
        <Finder loaded={loaded} has={has} add={add} />
      </Stack>
    </Card>
  );
}

function Line({
  row,
  at,
  values,
  errors,
  drop,
}: {
  row: Choice;
  at: number;
  values: Texts;
  errors: Texts;
  drop: () => void;
}) {
  const field = (name: string) => `items.${at}.${name}`;
  const fault = errors[field("productId")] ?? errors[field("dossierId")];
  const hidden = {
    productId: row.productId,
    dossierId: row.dossierId ?? "",
    name: row.name,
    producerName: row.producerName,
  };
  // A line keeps what was typed for its own product only.
  const typed = values[field("productId")] === row.productId ? values : {};
  return (
    <Fieldset
      legend={`${row.name}, ${row.producerName}${row.dossierId === null ? "" : " (kết quả hội đồng trên hệ thống)"}`}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={field(name)} value={value} />
      ))}
      {fault !== undefined && (
        <Text c="red" size="sm" role="alert">
          {fault}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
        <NativeSelect
          name={field("stars")}
          label="Hạng"
          data={[
            { value: "", label: "Chọn" },
            ...[3, 4, 5].map((stars) => ({ value: String(stars), label: `${stars} sao` })),
          ]}
          defaultValue={typed[field("stars")] ?? (row.stars === null ? "" : String(row.stars))}
          error={errors[field("stars")]}
        />
        <TextInput
          name={field("certificateNumber")}
          label="Số giấy chứng nhận"
          defaultValue={typed[field("certificateNumber")]}
          error={errors[field("certificateNumber")]}
        />
        <TextInput
          name={field("productCode")}
          label="Mã sản phẩm"
          defaultValue={typed[field("productCode")]}
          error={errors[field("productCode")]}
        />
        <TextInput
          name={field("expiresOn")}
          type="date"
          label="Có giá trị đến hết ngày"
          description="Để trống: tính theo quyết định."
          defaultValue={typed[field("expiresOn")]}
          error={errors[field("expiresOn")]}
        />
      </SimpleGrid>
      <Button variant="subtle" size="compact-sm" mt={4} onClick={drop}>
        Bỏ sản phẩm này
      </Button>
    </Fieldset>
  );
}

function Finder({
  loaded,
  has,
  add,
}: {
  loaded: Loaded;
  has: (choice: Choice) => boolean;
  add: (choice: Choice) => void;
}) {
  const fetcher = useFetcher<Loaded>();
  const [text, setText] = useState("");
  const { found, total, text: searched } = fetcher.data ?? loaded;
  const search = () =>
    void fetcher.load(`${recognitionPaths.record}?${new URLSearchParams({ tim: text })}`);
  const waiting = loaded.waiting.filter((choice) => !has(choice));
  const offered = found.filter((choice) => !has(choice));
  return (
    <Stack gap="sm">
      {waiting.length > 0 && (
        <Choices label="Kết quả của hội đồng đang chờ quyết định" choices={waiting} add={add} />
      )}
      <Group align="flex-end">
        <TextInput
          label="Tìm sản phẩm trong danh sách của tỉnh"
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            search();
          }}
        />
        <Button variant="default" onClick={search} loading={fetcher.state !== "idle"}>
          Tìm
        </Button>
      </Group>
      <output style={{ display: "block" }}>
        {searched !== "" && offered.length === 0 && (
          <Text size="sm" c="dimmed">
            Không có sản phẩm nào khác tên “{searched}”. Sản phẩm chưa có thì thêm ở trang của chủ
            thể trước.
          </Text>
        )}
        {offered.length < total && offered.length > 0 && (
          <Text size="sm" c="dimmed">
            Có {total} sản phẩm; gõ thêm để thu hẹp.
          </Text>
        )}
      </output>
      {offered.length > 0 && <Choices label="Tìm thấy" choices={offered} add={add} />}
    </Stack>
  );
}

function Choices({
  label,
  choices,
  add,
}: {
  label: string;
  choices: readonly Choice[];
  add: (choice: Choice) => void;
}) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <ul className="tight">
        {choices.map((choice) => (
          <li key={choice.dossierId ?? choice.productId}>
            {choice.name}, {choice.producerName}
            {choice.stars !== null && `, ${choice.stars} sao`}{" "}
            <Button
              variant="light"
              size="compact-sm"
              aria-label={`Thêm ${choice.name}, ${choice.producerName}`}
              onClick={() => add(choice)}
            >
              Thêm
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
