import {
  Alert,
  Button,
  Card,
  Group,
  List,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { boundaryForm, type Tried } from "#modules/places/pages/boundaries/page.server.ts";
import { requireBoundaryAdmin } from "#modules/places/service/boundary-units.server.ts";
import { listBoundarySets } from "#modules/places/service/boundaries.server.ts";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { systems } from "../../boundaries/systems.ts";
import type { Route } from "./+types/boundaries.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireBoundaryAdmin(actor);
  return { sets: await listBoundarySets(context.get(requestContext).database.db) };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireBoundaryAdmin(actor);
  const form = await request.formData();
  return orBackToForm(context, form, () =>
    boundaryForm(context.get(requestContext).database.db, actor, form),
  );
});

/** Upload of outlines, a dry run with everything that does not fit, the load, withdrawal as a whole. */
export default function Boundaries({ loaderData, actionData }: Route.ComponentProps) {
  const tried = actionData && "tried" in actionData ? actionData.tried : null;
  const errors = actionData && "errors" in actionData ? actionData.errors : {};
  return (
    <OfficePage
      title="Ranh giới hành chính"
      description="Nạp ranh giới tỉnh, xã do cơ quan có thẩm quyền công bố để hiển thị trên bản đồ. Nơi chưa có, bản đồ vẽ ranh giới minh họa và ghi rõ như vậy."
    >
      <title>Ranh giới hành chính – OCOP</title>
      <Outcome answer={actionData && !("tried" in actionData) ? actionData : undefined} />
      <Stack>
        <FileForm tried={tried} errors={errors} />
        {tried && <Result tried={tried} />}
        <Sets sets={loaderData.sets} />
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
  const isBusy = useNavigation().state === "submitting";
  return (
    <Card withBorder component="section">
      <Form method="post" encType="multipart/form-data" noValidate>
        <Stack gap="sm">
          <label>
            Tệp ranh giới{" "}
            <input name="file" type="file" accept=".geojson,.json,.kml,.kmz,.zip" required />
          </label>
          <Text size="sm" c="dimmed">
            GeoJSON, KML hoặc Shapefile nén (.zip gồm .shp, .dbf, .prj), nhiều nhất 20 MB. Mỗi vùng
            cần có mã hoặc tên đơn vị.
          </Text>
          {errors["file"] && (
            <Text c="red" role="alert">
              {errors["file"]}
            </Text>
          )}
          <Group align="flex-start">
            <NativeSelect
              name="level"
              label="Cấp"
              data={[
                { value: "commune", label: "Xã, phường, đặc khu" },
                { value: "province", label: "Tỉnh, thành phố" },
              ]}
              error={errors["level"]}
            />
            <NativeSelect
              name="epsg"
              label="Hệ tọa độ"
              data={[
                { value: "", label: "Theo tệp (không ghi thì WGS 84)" },
                ...systems.map(({ epsg, name }) => ({
                  value: String(epsg),
                  label: `${name} (EPSG:${epsg})`,
                })),
              ]}
              error={errors["epsg"]}
            />
          </Group>
          <TextInput
            name="source"
            label="Nguồn"
            description="Cơ quan công bố, ngày công bố. Hiển thị cạnh bản đồ."
            maxLength={300}
            error={errors["source"]}
          />
          <TextInput
            name="licence"
            label="Điều kiện sử dụng"
            description="Văn bản hoặc giấy phép cho công khai. Hiển thị cạnh bản đồ."
            maxLength={300}
            error={errors["licence"]}
          />
          {tried && tried.crossings.length > 0 && (
            <label>
              <input type="checkbox" name="acceptsCrossings" /> Vẫn nạp các ranh giới tự cắt: chỗ
              cắt nhỏ, không đáng kể
            </label>
          )}
          <Group>
            <Button type="submit" name="intent" value="try" variant="default" loading={isBusy}>
              Xem thử
            </Button>
            {tried && (
              <Button type="submit" name="intent" value="load" loading={isBusy}>
                Nạp {tried.matched} đơn vị
              </Button>
            )}
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}

function Result({ tried }: { tried: Tried }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Kết quả xem thử
      </Title>
      <Text>
        {tried.outlines} vùng, khớp {tried.matched} đơn vị, {tried.unmatchedCount} vùng chưa khớp.
        Hệ tọa độ EPSG:{tried.epsg}.
      </Text>
      {tried.crossings.length > 0 && (
        <Alert color="yellow" mt="sm" title="Ranh giới tự cắt">
          <List size="sm">
            {tried.crossings.map(({ name, latitude, longitude }) => (
              <List.Item key={name}>
                {name}: vĩ độ {latitude.toFixed(5)}, kinh độ {longitude.toFixed(5)}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {tried.otherSize.length > 0 && (
        <Alert color="yellow" mt="sm" title="Diện tích khác hẳn danh mục, cần xem lại">
          {tried.otherSize.join(", ")}
        </Alert>
      )}
      {tried.missing.length > 0 && (
        <Alert color="gray" mt="sm" title="Tệp chưa có ranh giới của">
          {tried.missing.join(", ")}
        </Alert>
      )}
      {tried.unmatched.length > 0 && (
        <Table className="stacking" aria-label="Vùng chưa khớp" mt="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Vùng</Table.Th>
              <Table.Th>Tệp ghi</Table.Th>
              <Table.Th>Vì sao</Table.Th>
              <Table.Th>Có thể là</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tried.unmatched.map((one) => (
              <Table.Tr key={one.row}>
                <Table.Td>{one.row}</Table.Td>
                <Table.Td>{one.label}</Table.Td>
                <Table.Td>{one.reason}</Table.Td>
                <Table.Td>{one.candidates.join("; ") || "–"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}

const endings = { replaced: "Đã thay bằng bộ mới", withdrawn: "Đã rút" } as const;

function Sets({ sets }: Pick<Route.ComponentProps["loaderData"], "sets">) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Các bộ ranh giới
      </Title>
      {sets.length === 0 ? (
        <Text c="dimmed">Chưa nạp bộ nào: bản đồ đang vẽ ranh giới minh họa.</Text>
      ) : (
        <Table className="stacking" aria-label="Các bộ ranh giới">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tệp</Table.Th>
              <Table.Th>Nguồn, điều kiện</Table.Th>
              <Table.Th>Lúc nạp</Table.Th>
              <Table.Th>Đang hiện</Table.Th>
              <Table.Th>Việc</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sets.map((set) => (
              <Table.Tr key={set.id}>
                <Table.Td>{set.fileName}</Table.Td>
                <Table.Td>
                  {set.source}
                  <Text size="sm" c="dimmed">
                    {set.licence}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {new Date(set.loadedAt).toLocaleString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" })}
                </Table.Td>
                <Table.Td>
                  {set.shown}/{set.units} {set.level === "commune" ? "xã" : "tỉnh"}
                </Table.Td>
                <Table.Td>
                  {set.ended ? (
                    endings[set.ended]
                  ) : (
                    <Confirm
                      intent="withdraw"
                      label="Rút khỏi bản đồ"
                      colour="red"
                      values={{ id: set.id }}
                      says="Cả bộ không còn hiện trên bản đồ. Bộ cũ hơn, nếu còn, hoặc ranh giới minh họa sẽ hiện thay."
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
