import { Anchor, Badge, Button, Card, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Form } from "react-router";
import type { FormFailure } from "#core/http/form.ts";
import { figureSources } from "#modules/producers/figures/model.ts";
import { formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { fairPaths } from "../../paths.ts";
import type { Fair } from "./fair.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

type One = Fair["participants"][number];

/** Who takes part, what each sold and signed, and the sums. */
export function Participants({ fair, failure }: { fair: Fair; failure: FormFailure | undefined }) {
  const { participants, sums, mayKeep } = fair;
  const waiting = participants.filter(({ isTold }) => !isTold).length;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Chủ thể tham gia ({participants.length})
      </Title>
      <Text size="sm" mb="xs">
        {participants.length === 0
          ? "Chưa có chủ thể nào."
          : waiting === 0
            ? "Tất cả đã có kết quả."
            : `${waiting} chủ thể chưa ghi kết quả; tổng dưới đây mới tính những chủ thể đã ghi.`}{" "}
        Kinh phí hỗ trợ cả hội chợ: <b>{sums.supportInAll} đồng</b>.
      </Text>
      {participants.length > 0 && (
        <Table className="stacking" verticalSpacing={4} aria-label="Chủ thể tham gia">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Chủ thể, sản phẩm</Table.Th>
              <Table.Th ta="right">Doanh số (đồng)</Table.Th>
              <Table.Th ta="right">Hợp đồng</Table.Th>
              <Table.Th ta="right">Giá trị hợp đồng (đồng)</Table.Th>
              <Table.Th ta="right">Hỗ trợ riêng (đồng)</Table.Th>
              {mayKeep && <Table.Th>Việc</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {participants.map((one) => (
              <Row key={one.id} one={one} mayKeep={mayKeep} failure={failure} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>Cộng</Table.Th>
              <Table.Th ta="right" data-label="Doanh số">
                {sums.sales}
              </Table.Th>
              <Table.Th ta="right" data-label="Hợp đồng">
                {sums.contracts}
              </Table.Th>
              <Table.Th ta="right" data-label="Giá trị hợp đồng">
                {sums.contractsWorth}
              </Table.Th>
              <Table.Th ta="right" data-label="Hỗ trợ riêng">
                {sums.support}
              </Table.Th>
              {mayKeep && <Table.Td />}
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      )}
    </Card>
  );
}

function Row({
  one,
  mayKeep,
  failure,
}: {
  one: One;
  mayKeep: boolean;
  failure: FormFailure | undefined;
}) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>{one.producerName}</Text>
        <Text size="sm" c="dimmed">
          {one.products.length > 0 ? one.products.join(", ") : "Chưa ghi sản phẩm"}
          {one.stand !== "" && ` · Gian ${one.stand}`}
        </Text>
        {one.isTold ? (
          <Text size="sm" c="dimmed">
            {one.source && figureSources[one.source]}
          </Text>
        ) : (
          <Badge color="yellow">Chưa ghi kết quả</Badge>
        )}
        {one.resultNote && (
          <Text size="sm" className="typed">
            {one.resultNote}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" data-label="Doanh số">
        {one.sales || "–"}
      </Table.Td>
      <Table.Td ta="right" data-label="Hợp đồng">
        {one.contracts ?? "–"}
      </Table.Td>
      <Table.Td ta="right" data-label="Giá trị hợp đồng">
        {one.contractsWorth || "–"}
      </Table.Td>
      <Table.Td ta="right" data-label="Hỗ trợ riêng">
        {one.support || "–"}
      </Table.Td>
      {mayKeep && (
        <Table.Td>
          <Anchor href={fairPaths.ownOne(one.id)} size="sm">
            {one.isTold ? "Sửa kết quả" : "Ghi kết quả thay"}
          </Anchor>
          <Edit one={one} failure={failure} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Edit({ one, failure }: { one: One; failure: FormFailure | undefined }) {
  const mine = failure?.values["participantId"] === one.id ? failure : undefined;
  const { field } = formValues(mine, { stand: one.stand, support: one.support });
  // Several of these forms stand on one page: their boxes' ids must differ.
  const of = (name: string) => ({ ...field(name), id: `${field(name).id}-${one.id}` });
  return (
    <details open={mine !== undefined}>
      <summary>Gian hàng, kinh phí</summary>
      <Form method="post" noValidate>
        <input type="hidden" name="participantId" value={one.id} />
        <VersionField version={one.version} />
        <Stack gap="xs" mt="xs">
          <Line of={of} name="stand" label="Gian số" />
          <Line of={of} name="support" label="Hỗ trợ riêng (đồng)" />
          <Group>
            <Button type="submit" name="intent" value="participant" size="compact-sm">
              Lưu
            </Button>
          </Group>
        </Stack>
      </Form>
      {!one.isTold && (
        <Form method="post">
          <input type="hidden" name="participantId" value={one.id} />
          <Button
            type="submit"
            name="intent"
            value="leave"
            size="compact-sm"
            variant="default"
            mt="xs"
            aria-label={`Bỏ ${one.producerName} khỏi danh sách`}
          >
            Bỏ khỏi danh sách
          </Button>
        </Form>
      )}
    </details>
  );
}
