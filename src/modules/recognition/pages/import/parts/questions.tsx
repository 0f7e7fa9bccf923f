import {
  Button,
  Card,
  Checkbox,
  Group,
  NativeSelect,
  Radio,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import type { Ask, Item, Option } from "#modules/recognition/pages/import/draft.server.ts";
import type { draftPage, View } from "#modules/recognition/pages/import/draft-page.server.ts";
import { Pager } from "#ui/office/pager.tsx";

type Result = NonNullable<NonNullable<Awaited<ReturnType<typeof draftPage>>>["result"]>;

const abouts: Readonly<Record<View, string>> = {
  doubtful: "Chọn hoặc sửa cho đúng, rồi ghi lại. Một tên xã viết giống nhau chỉ hỏi một lần.",
  refused: "Sửa ô tại đây, hoặc tải các dòng này về, sửa trong bảng tính rồi gửi lại.",
  corrected: "Hệ thống đã hiểu như dưới đây; sửa ô nếu chưa đúng.",
  settled: "",
};

/** Tabs over what was found, as links. */
function Tabs({ result }: { result: Result }) {
  return (
    <nav aria-label="Điều cần lưu ý">
      <Group gap="xs">
        {result.tabs.map(({ value, label, count }) => (
          <Button
            key={value}
            component={Link}
            to={`?xem=${value}`}
            preventScrollReset
            size="compact-sm"
            variant={value === result.view ? "filled" : "default"}
            aria-current={value === result.view ? "page" : undefined}
          >
            {label} ({count})
          </Button>
        ))}
      </Group>
    </nav>
  );
}

/** One kind of finding at a time; those that may all stay are left so by one press. */
function Kinds({ result }: { result: Result }) {
  if (result.kinds.length < 2 && result.kind === "") return null;
  return (
    <Group align="flex-end" gap="sm">
      <Form method="get" preventScrollReset>
        <input type="hidden" name="xem" value={result.view} />
        <Group align="flex-end" gap="sm">
          <NativeSelect
            name="loai"
            label="Chỉ xem loại"
            defaultValue={result.kind}
            data={[{ value: "", label: "Tất cả" }, ...result.kinds]}
          />
          <Button type="submit" variant="default">
            Xem
          </Button>
        </Group>
      </Form>
      {result.mayStay > 0 && (
        <Form method="post">
          <input type="hidden" name="kind" value={result.kind} />
          <Button type="submit" name="intent" value="settleKind" variant="light">
            Để cả {result.mayStay} chỗ như hệ thống hiểu
          </Button>
        </Form>
      )}
    </Group>
  );
}

/** What was found in a file, each with what can be settled about it. */
export function Questions({ result }: { result: Result }) {
  const { state } = useNavigation();
  const hasAsk = result.items.some(({ ask }) => ask !== null);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Điều cần lưu ý
      </Title>
      <Stack gap="sm">
        <Tabs result={result} />
        <Text size="sm">{abouts[result.view]}</Text>
        <Kinds result={result} />
        {result.items.length === 0 && <Text>Không có gì ở mục này.</Text>}
        <Form method="post" noValidate>
          <Stack gap="sm">
            {result.items.map((item, n) => (
              <One key={item.key} item={item} n={n} communes={result.communes} />
            ))}
            {hasAsk && (
              <Group>
                <Button type="submit" name="intent" value="settle" loading={state === "submitting"}>
                  Ghi các quyết định trên trang này
                </Button>
              </Group>
            )}
          </Stack>
        </Form>
        <Pager page={result.page} perPage={result.perPage} total={result.total} />
      </Stack>
    </Card>
  );
}

function One({
  item,
  n,
  communes,
}: {
  item: Item;
  n: number;
  communes: Readonly<Record<string, readonly Option[]>>;
}) {
  const { ask, rows, rowCount } = item;
  const more = rowCount > rows.length ? ", …" : "";
  const where = rowCount > 1 ? `${rowCount} dòng: ${rows.join(", ")}${more}` : `Ô ${item.cell}`;
  return (
    <Card withBorder p="sm" component="fieldset" style={{ minWidth: 0 }}>
      <Text component="legend" size="sm" fw={600} px={4}>
        {item.words} · {where}
      </Text>
      <Stack gap={8}>
        {item.about !== "" && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {item.about}
          </Text>
        )}
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {item.text}
        </Text>
        {ask?.kind === "cell" && item.candidates.length > 0 && (
          <Text size="sm" c="dimmed">
            Có thể là: {item.candidates.join("; ")}
          </Text>
        )}
        {ask && <input type="hidden" name={`q.${n}`} value={ask.question} />}
        {ask?.kind === "cell" && <CellAsk ask={ask} n={n} cell={item.cell} />}
        {ask?.kind === "producer" && (
          <Choice
            n={n}
            label="Hai chủ thể này"
            options={[...ask.options, { value: "own", label: "Là hai chủ thể khác nhau" }]}
          />
        )}
        {ask?.kind === "commune" && (
          <>
            {ask.options.length > 0 && <Choice n={n} label="Là xã" options={ask.options} />}
            <NativeSelect
              name={`b.${n}`}
              label={ask.options.length > 0 ? "Hoặc xã khác của tỉnh" : "Là xã"}
              data={[{ value: "", label: "Chưa chọn" }, ...(communes[ask.provinceCode] ?? [])]}
              maw={360}
            />
          </>
        )}
      </Stack>
    </Card>
  );
}

function Choice({ n, label, options }: { n: number; label: string; options: readonly Option[] }) {
  return (
    <Radio.Group name={`a.${n}`} label={label} defaultValue="">
      <Stack gap={6} mt={4}>
        {options.map(({ value, label: text }) => (
          <Radio key={value} value={value} label={text} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function CellAsk({
  ask,
  n,
  cell,
}: {
  ask: Extract<Ask, { readonly kind: "cell" }>;
  n: number;
  cell: string;
}) {
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        name={`a.${n}`}
        label={`Ô ${cell} ghi`}
        defaultValue={ask.text}
        maxLength={1000}
        style={{ flex: "1 1 240px" }}
        maw={480}
      />
      {ask.mayStay && <Checkbox name={`ok.${n}`} label="Để như hệ thống hiểu" mb={8} />}
    </Group>
  );
}

/** What was settled, each to be taken back. */
export function Settled({ result }: { result: Result }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Điều cần lưu ý
      </Title>
      <Stack gap="sm">
        <Tabs result={result} />
        {result.settled.length === 0 && <Text>Chưa quyết định gì.</Text>}
        {result.settled.map(({ question, text }) => (
          <Form method="post" key={question}>
            <input type="hidden" name="question" value={question} />
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                {text}
              </Text>
              <Button
                type="submit"
                name="intent"
                value="unsettle"
                size="compact-sm"
                variant="default"
                aria-label={`Bỏ quyết định: ${text}`}
              >
                Bỏ
              </Button>
            </Group>
          </Form>
        ))}
        <Pager page={result.page} perPage={result.perPage} total={result.total} />
      </Stack>
    </Card>
  );
}
