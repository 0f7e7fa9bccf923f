import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Radio,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { mayWrite, openArea } from "#modules/market/pages/office/ground.server.ts";
import { actOnPoint, pointPage } from "#modules/market/pages/office/point.server.ts";
import { authorisedPoint } from "#modules/market/service/load.server.ts";
import { findCommunes } from "#modules/places/service/communes.server.ts";
import { Choice, type Fields, formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { pointKinds, pointLevels, pointStates } from "../../model.ts";
import { pointPaths } from "../../paths.ts";
import { Sold } from "./sold.tsx";
import type { Route } from "./+types/point.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The last part of the address of a point that is only being registered. */
const isNew = (id: string) => id === "moi";

async function openPoint(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openArea(args, "point");
  const { point } = args.params;
  if (isNew(point) && !mayWrite(ground.actor, "point"))
    throw new AppError("forbidden", { denied: "point.keep" });
  return { ...ground, id: isNew(point) ? null : point };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, id } = await openPoint(args);
  const text = new URL(args.request.url).searchParams.get("tim") ?? "";
  return { point: id === null ? null : await pointPage(db, actor, id, text) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, id } = await openPoint(args);
  if (id !== null) await authorisedPoint(db, actor, "see", id);
  const form = await args.request.formData();
  return orBackToForm(
    args.context,
    form,
    async () => {
      const { done, ...saved } = await actOnPoint(db, actor, id, form);
      if (id === null) return redirect(pointPaths.one(saved.id), 303);
      return { done };
    },
    async () => {
      const typed = form.get("communeText");
      return { options: typeof typed === "string" ? await findCommunes(db, typed) : [] };
    },
  );
});

const labels = <Key extends string>(table: Readonly<Record<Key, { vi: string }>>) =>
  Object.fromEntries(
    Object.entries<{ vi: string }>(table).map(([value, { vi }]) => [value, vi]),
  ) as Record<Key, string>;

/** One point of sale: its facts, whether it is open, and what it sells. */
export default function PointPage({ loaderData: { point }, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const saving = failure?.values["intent"] === "save" ? failure : undefined;
  const { field } = formValues(saving, point?.values ?? { kind: "point", level: "commune" });
  const found = failure?.options ?? [];
  const kept = point && found.every(({ value }) => value !== point.commune.value);
  const title = point?.values.name ?? "Thêm điểm bán";
  return (
    <OfficePage title={title} description={point ? pointStates[point.state].vi : undefined}>
      <title>{`${title} – OCOP`}</title>
      <Anchor underline="always" component={Link} to={pointPaths.list} size="sm">
        Điểm giới thiệu, bán sản phẩm OCOP
      </Anchor>{" "}
      {point?.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}{" "}
      {point && (
        <Anchor underline="always" component={Link} to={pointPaths.keeping(point.id)} size="sm">
          Đánh giá, hỗ trợ, kiểm tra
        </Anchor>
      )}
      <Outcome answer={actionData} />
      <Stack mt="sm" maw={680}>
        <Card withBorder component="section">
          <Form method="post" noValidate>
            <fieldset className="plain-fields" disabled={point !== null && !point.mayKeep}>
              <VersionField version={point?.version ?? 0} />
              <Stack gap="sm">
                <Facts
                  of={field}
                  communes={[...found, ...(kept ? [point.commune] : [])]}
                  chosen={saving?.values["communeCode"] ?? point?.commune.value ?? ""}
                />
                <div>
                  <Button type="submit" name="intent" value="save">
                    Lưu điểm bán
                  </Button>
                </div>
              </Stack>
            </fieldset>
          </Form>
        </Card>
        {point && <Opening point={point} />}
        {point && <Sold point={point} />}
      </Stack>
    </OfficePage>
  );
}

function Facts({
  of,
  communes,
  chosen,
}: {
  of: Fields;
  communes: readonly { value: string; label: string }[];
  chosen: string;
}) {
  return (
    <>
      <Line of={of} name="name" label="Tên điểm bán" required />
      <Choice of={of} name="kind" label="Loại" options={labels(pointKinds)} />
      <Choice of={of} name="level" label="Cấp" options={labels(pointLevels)} />
      <Line of={of} name="address" label="Địa chỉ: số nhà, đường, thôn, tổ" required />
      <TextInput
        size="md"
        label="Xã, phường, đặc khu"
        description="Gõ tên hiện nay hoặc tên trước năm 2025, có dấu hay không dấu; để trống nếu giữ nơi đã chọn"
        autoComplete="off"
        {...of("communeText")}
      />
      {communes.length > 0 && (
        <Radio.Group name="communeCode" label="Xã, phường nào?" defaultValue={chosen}>
          <Stack gap={6} mt={4}>
            {communes.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Line
        of={of}
        name="position"
        label="Vị trí trên bản đồ: vĩ độ, kinh độ"
        placeholder="21.6012, 105.8521"
      />
      <Line of={of} name="openingHours" label="Giờ mở cửa" />
      <Line of={of} name="phone" label="Điện thoại công khai" inputMode="tel" />
      <Line
        of={of}
        name="runBy"
        label="Đơn vị vận hành"
        description="Tên tổ chức, không ghi tên người"
      />
    </>
  );
}

type Point = NonNullable<Route.ComponentProps["loaderData"]["point"]>;

function Opening({ point }: { point: Point }) {
  if (!point.mayKeep) return null;
  const isOpen = point.state === "open";
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Tình trạng
      </Title>
      <Form method="post">
        <VersionField version={point.version} />
        <input type="hidden" name="step" value={isOpen ? "close" : "reopen"} />
        <Group>
          <Text size="sm">
            {isOpen ? "Đang hiện trên trang công khai." : "Không hiện trên trang công khai."}
          </Text>
          <Button type="submit" name="intent" value="move" variant="default">
            {isOpen ? "Đóng điểm bán" : "Mở lại điểm bán"}
          </Button>
        </Group>
      </Form>
    </Card>
  );
}
