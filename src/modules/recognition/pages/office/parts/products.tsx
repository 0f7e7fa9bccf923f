import { Anchor, Card, Table, Text, Title } from "@mantine/core";
import { dayText } from "#ui/dates.ts";
import { recognitionPaths } from "../../../paths.ts";
import type { Loaded } from "./loaded.ts";

/** The products of a decision, with their certificates. */
export function Products({ loaded: { decision, items } }: { loaded: Loaded }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Sản phẩm
      </Title>
      <Table className="stacking" aria-label="Sản phẩm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Sản phẩm</Table.Th>
            <Table.Th>Chủ thể</Table.Th>
            <Table.Th>Điểm</Table.Th>
            <Table.Th>Hạng</Table.Th>
            <Table.Th>Giấy chứng nhận</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.seq}>
              <Table.Td>{item.productName}</Table.Td>
              <Table.Td>
                {item.producerName}, {item.communeName}
                {item.communeToday !== null && ` (nay thuộc: ${item.communeToday})`}
              </Table.Td>
              <Table.Td>{item.mean ?? "–"}</Table.Td>
              <Table.Td>{item.stars} sao</Table.Td>
              <Table.Td>
                <Certificate decisionId={decision.id} item={item} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Certificate({ decisionId, item }: { decisionId: string; item: Loaded["items"][number] }) {
  if (item.certificateId === null) return "Chưa có";
  return (
    <>
      {item.isSealed ? (
        <Anchor
          underline="always"
          href={recognitionPaths.certificate(decisionId, item.certificateId)}
        >
          {item.certificateNumber}
        </Anchor>
      ) : (
        `${item.certificateNumber} (đang lập bản có chữ ký)`
      )}
      {item.expiresOn && (
        <Text size="sm" c="dimmed">
          Đến hết {dayText(item.expiresOn, "vi")}
          {item.token && (
            <>
              {" · "}
              <Anchor underline="always" href={`/verify/${item.token}`}>
                Trang tra cứu
              </Anchor>
            </>
          )}
        </Text>
      )}
    </>
  );
}
