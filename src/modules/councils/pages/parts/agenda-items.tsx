import { Alert, Button, Group, Table, Text, Textarea } from "@mantine/core";
import { Form } from "react-router";
import { type ItemState, itemStates } from "../../model.ts";

type Item = {
  readonly id: string;
  readonly state: ItemState;
  readonly productName: string;
  readonly producerName: string;
  readonly setCode: string;
  readonly setTitle: string;
  readonly doubts: readonly string[];
  readonly ruling: string | null;
  /** How many of the session's people are out of it. */
  readonly out: number;
  readonly hasPresider: boolean;
  readonly mayRule: boolean;
};

/** The products of a session in their order, with what stands in the way of each. */
export function AgendaItems({ items, mayPlan }: { items: readonly Item[]; mayPlan: boolean }) {
  const standing = items.filter(({ state }) => state !== "postponed");
  if (standing.length === 0) return <Text c="dimmed">Chưa có sản phẩm nào.</Text>;
  return (
    <Table className="stacking" aria-label="Chương trình của phiên">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Thứ tự</Table.Th>
          <Table.Th>Sản phẩm, chủ thể</Table.Th>
          <Table.Th>Bộ tiêu chí</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
          {mayPlan && <Table.Th>Thay đổi</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {standing.map((item, at) => (
          <Table.Tr key={item.id}>
            <Table.Td>{at + 1}</Table.Td>
            <Table.Td>
              <Text fw={600}>{item.productName}</Text>
              <Text size="sm">{item.producerName}</Text>
              {item.doubts.length > 0 && <Doubt item={item} />}
            </Table.Td>
            <Table.Td>
              {item.setCode}. {item.setTitle}
            </Table.Td>
            <Table.Td>
              {itemStates[item.state]}
              {item.out > 0 && <Text size="sm">{item.out} người đứng ngoài</Text>}
              {!item.hasPresider && (
                <Text size="sm" fw={600}>
                  Chưa có ai điều hành được
                </Text>
              )}
            </Table.Td>
            {mayPlan && (
              <Table.Td>
                <Move item={item} isFirst={at === 0} isLast={at === standing.length - 1} />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Move({ item, isFirst, isLast }: { item: Item; isFirst: boolean; isLast: boolean }) {
  const name = item.productName;
  return (
    <Form method="post">
      <input type="hidden" name="itemId" value={item.id} />
      <Group gap={4}>
        <Button
          type="submit"
          name="intent"
          value="up"
          size="compact-sm"
          variant="default"
          disabled={isFirst}
          aria-label={`Đưa ${name} lên trước`}
        >
          ↑
        </Button>
        <Button
          type="submit"
          name="intent"
          value="down"
          size="compact-sm"
          variant="default"
          disabled={isLast}
          aria-label={`Đưa ${name} xuống sau`}
        >
          ↓
        </Button>
        {item.state === "waiting" && (
          <Button
            type="submit"
            name="intent"
            value="remove"
            size="compact-sm"
            variant="light"
            color="red"
            aria-label={`Rút ${name} khỏi phiên`}
          >
            Rút
          </Button>
        )}
      </Group>
    </Form>
  );
}

/** A doubt of the rulebook about the product's set, with the ruling or the form that makes it. */
function Doubt({ item }: { item: Item }) {
  return (
    <Alert color="yellow" mt="xs" title="Bộ tiêu chí có điểm nghi vấn">
      <ul className="tight">
        {item.doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
      {item.ruling !== null && (
        <Text size="sm">
          <b>Kết luận của người điều hành:</b> {item.ruling}
        </Text>
      )}
      {item.ruling === null && !item.mayRule && (
        <Text size="sm">
          Người điều hành phải kết luận cách áp dụng trước khi chấm sản phẩm này.
        </Text>
      )}
      {item.mayRule && (
        <Form method="post">
          <input type="hidden" name="itemId" value={item.id} />
          <Textarea
            name="ruling"
            label="Kết luận cách áp dụng"
            defaultValue={item.ruling ?? ""}
            rows={2}
            required
          />
          <Button type="submit" name="intent" value="rule" mt="xs">
            Ghi kết luận
          </Button>
        </Form>
      )}
    </Alert>
  );
}
