import { Anchor, Badge, Card, Table, Text, Title } from "@mantine/core";
import { dayText } from "#ui/dates.ts";
import { marks } from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import type { Loaded } from "./inspection.tsx";

/** What was seen at the visit, line by line. */
export function VisitResult({
  id,
  visit,
  lines,
}: {
  id: string;
  visit: NonNullable<Loaded["visit"]>;
  lines: number;
}) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Kết quả tại chỗ, {dayText(visit.on, "vi")}
      </Title>
      <Text>Thành phần: {visit.people}</Text>
      {visit.latitude !== null && visit.longitude !== null && (
        <Text size="sm">
          Vị trí: {visit.latitude.toFixed(5)}, {visit.longitude.toFixed(5)}
        </Text>
      )}
      {visit.notes && <Text>Ghi nhận chung: {visit.notes}</Text>}
      {visit.producerSays && <Text>Ý kiến của chủ thể: {visit.producerSays}</Text>}
      {visit.signatureDigest && (
        <Text size="sm">
          Đại diện chủ thể: {visit.signedName ?? "không ghi tên"} (
          <Anchor underline="always" href={inspectionPaths.file(id, visit.signatureDigest)}>
            Chữ ký
          </Anchor>
          )
        </Text>
      )}
      <Photos id={id} photos={visit.photos} name="Ảnh kiểm tra" />
      <Text size="sm" mt="xs">
        Đã xem {visit.answers.length}/{lines} nội dung.
      </Text>
      <Table className="stacking" verticalSpacing={4} aria-label="Nội dung kiểm tra">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Nội dung</Table.Th>
            <Table.Th>Phải có</Table.Th>
            <Table.Th>Kết quả</Table.Th>
            <Table.Th>Ghi nhận</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {visit.answers.map((line) => (
            <Table.Tr key={line.code}>
              <Table.Td>
                {line.title}
                {line.isGate && <Text size="xs">Mức tối thiểu của hạng sao</Text>}
              </Table.Td>
              <Table.Td data-label="Phải có">{line.expects}</Table.Td>
              <Table.Td>
                <Badge
                  {...(line.mark === "notKept"
                    ? { color: "red.9", variant: "filled" }
                    : { variant: "default" })}
                >
                  {marks[line.mark]}
                </Badge>
              </Table.Td>
              <Table.Td>
                {line.note}
                <Photos id={id} photos={line.photos} name={`Ảnh: ${line.title}`} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Photos({ id, photos, name }: { id: string; photos: readonly string[]; name: string }) {
  if (photos.length === 0) return null;
  return (
    <ul className="photos">
      {photos.map((digest, at) => (
        <li key={digest}>
          <a href={inspectionPaths.file(id, digest)}>
            <img src={inspectionPaths.file(id, digest)} alt={`${name} ${at + 1}`} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  );
}
