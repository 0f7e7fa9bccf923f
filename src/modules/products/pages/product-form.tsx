import {
  Button,
  Card,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import { formatNumber } from "#core/input/number.ts";
import {
  type Fields,
  FormMessage,
  formValues,
  Line,
  Lines,
} from "#modules/producers/widgets/fields.tsx";
import { ingredientOrigins, type StoryPart, storyParts, storyPlaces } from "../model.ts";
import { storyGaps } from "../rules.ts";
import type { ProductRow } from "#modules/products/service/products.server.ts";
import type { ProductFailure } from "./product.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

type Props = {
  product: ProductRow | null;
  regime: string;
  sets: readonly { value: string; label: string }[];
  failure: ProductFailure;
  mayUpdate: boolean;
};

const storyFields: Readonly<Record<StoryPart, string>> = {
  origin: "storyOrigin",
  resources: "storyResources",
  culture: "storyCulture",
  value: "storyValue",
};

/** Everything about a product but its pictures. */
export function ProductForm({ product, regime, sets, failure, mayUpdate }: Props) {
  const { field } = formValues(failure, product ? typed(product) : {});
  return (
    <Form method="post" noValidate>
      <VersionField name="version" version={product?.version ?? 0} />
      <input type="hidden" name="regime" value={product?.regime ?? regime} />
      <fieldset disabled={!mayUpdate} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack>
          <FormMessage failure={failure} />
          <Line of={field} name="name" label="Tên sản phẩm, đúng như trên nhãn" required />
          <NativeSelect
            size="md"
            label="Bộ sản phẩm"
            {...field("set")}
            data={[{ value: "", label: "Hãy chọn" }, ...sets]}
          />
          <Lines of={field} name="description" label="Mô tả sản phẩm" />
          <Lines
            of={field}
            name="packagingSizes"
            label="Quy cách đóng gói"
            description="Mỗi dòng một quy cách, ví dụ: Túi 500 g"
          />
          <Ingredients product={product} failure={failure} />
          <Lines of={field} name="standard" label="Tiêu chuẩn áp dụng" />
          <Line of={field} name="shelfLife" label="Hạn sử dụng" />
          <Line of={field} name="storage" label="Bảo quản" />
          <Line
            of={field}
            name="barcode"
            label="Mã vạch (GTIN)"
            description="8, 12, 13 hoặc 14 chữ số in dưới mã vạch"
            inputMode="numeric"
          />
          <Group grow align="flex-start">
            <Line of={field} name="priceFrom" label="Giá thấp nhất (đồng)" inputMode="numeric" />
            <Line of={field} name="priceTo" label="Giá cao nhất (đồng)" inputMode="numeric" />
          </Group>
          <Line of={field} name="priceUnit" label="Đơn vị tính giá, ví dụ: kg, hộp 250 g" />
          <Line of={field} name="yearlyOutput" label="Sản lượng một năm, ví dụ: 12 tấn" />
          <Checkbox
            name="isKeyProduct"
            value="1"
            label="Là sản phẩm chủ lực của tỉnh, của xã"
            defaultChecked={
              failure ? failure.values["isKeyProduct"] === "1" : product?.isKeyProduct
            }
          />
          <Lines of={field} name="chain" label="Chuỗi liên kết mà sản phẩm tham gia" />
          <StoryFields of={field} product={product} failure={failure} />
          {mayUpdate && (
            <div>
              <Button type="submit" name="intent" value="save" size="md">
                Lưu sản phẩm
              </Button>
            </div>
          )}
        </Stack>
      </fieldset>
    </Form>
  );
}

/** Rows of ingredients: those entered, and some empty ones; no script is needed for more. */
function Ingredients({ product, failure }: Pick<Props, "product" | "failure">) {
  const lists = failure?.lists;
  const rows = lists
    ? (lists["ingredientName"] ?? []).map((name, at) => ({
        name,
        origin: lists["ingredientOrigin"]?.[at] ?? "",
        place: lists["ingredientPlace"]?.[at] ?? "",
        percent: lists["ingredientPercent"]?.[at] ?? "",
      }))
    : (product?.ingredients ?? []).map(({ name, origin, place, percent }) => ({
        name,
        origin,
        place: place ?? "",
        percent: percent === null ? "" : formatNumber(percent),
      }));
  const empty = { name: "", origin: "commune", place: "", percent: "" };
  const filled = rows.filter(({ name, place, percent }) => name || place || percent);
  const origins = Object.entries(ingredientOrigins).map(([value, label]) => ({ value, label }));
  return (
    <Card withBorder component="fieldset">
      <Text component="legend" fw={600}>
        Thành phần, nguyên liệu và xuất xứ
      </Text>
      {failure?.errors["ingredientName"] && (
        <Text c="red" size="sm">
          {failure.errors["ingredientName"]}
        </Text>
      )}
      <Stack>
        {[...filled, empty, empty].map((row, at) => (
          <Group key={`${at} ${row.name}`} grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              name="ingredientName"
              label={`Nguyên liệu ${at + 1}`}
              defaultValue={row.name}
              miw={140}
            />
            <NativeSelect
              name="ingredientOrigin"
              label="Xuất xứ"
              data={origins}
              defaultValue={row.origin}
              miw={110}
            />
            <TextInput name="ingredientPlace" label="Nơi" defaultValue={row.place} miw={110} />
            <TextInput
              name="ingredientPercent"
              label="Tỷ lệ (%)"
              defaultValue={row.percent}
              inputMode="decimal"
              miw={90}
            />
          </Group>
        ))}
      </Stack>
      <Text size="sm" c="dimmed" mt="xs">
        Hết dòng trống thì lưu lại: biểu mẫu thêm dòng mới.
      </Text>
    </Card>
  );
}

/** The story in the parts that the criteria reward. */
function StoryFields({
  of,
  product,
  failure,
}: { of: Fields } & Pick<Props, "product" | "failure">) {
  const gaps = product ? storyGaps(product.story) : [];
  const places = failure?.lists?.["storyPlaces"] ?? product?.story.places ?? [];
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Câu chuyện sản phẩm
      </Title>
      <Text size="sm" mb="sm">
        Tiêu chí 5 chấm câu chuyện riêng, ngắn gọn, có văn phong kể chuyện và nêu được nguồn gốc,
        tài nguyên bản địa, văn hóa, giá trị đặc trưng.
        {gaps.length > 0 && ` Còn trống: ${gaps.map((part) => storyParts[part].vi).join(", ")}.`}
      </Text>
      <Stack>
        {(Object.keys(storyParts) as StoryPart[]).map((part) => (
          <Lines
            key={part}
            of={of}
            name={storyFields[part]}
            label={storyParts[part].vi}
            description={storyParts[part].ask}
          />
        ))}
        <Lines of={of} name="storyTold" label="Cả câu chuyện, kể ngắn gọn" minRows={4} />
        <Line of={of} name="storyClipUrl" label="Đường dẫn video" inputMode="url" />
        <Checkbox.Group label="Câu chuyện có ở đâu?" defaultValue={places}>
          <Stack gap="xs" mt={4}>
            {Object.entries(storyPlaces).map(([value, label]) => (
              <Checkbox key={value} name="storyPlaces" value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Stack>
    </Card>
  );
}

/** What is stored, as people write it. */
function typed({ story, priceFrom, priceTo, ...product }: ProductRow): Record<string, unknown> {
  return {
    ...product,
    priceFrom: priceFrom === null ? "" : formatNumber(priceFrom),
    priceTo: priceTo === null ? "" : formatNumber(priceTo),
    storyOrigin: story.origin,
    storyResources: story.resources,
    storyCulture: story.culture,
    storyValue: story.value,
    storyTold: story.told,
    storyClipUrl: story.clipUrl,
  };
}
