import { Badge, Table, Text, Title } from "@mantine/core";
import type { PartClaims } from "../present.ts";
import { NoEvidence, Papers } from "./papers.tsx";

/** What the producer claims, criterion by criterion, with what backs it. */
export function Claims({ parts }: { parts: readonly PartClaims[] }) {
  return parts.map((part) => (
    <section key={part.code}>
      <Title order={3} size="h5" mt="md" mb={4}>
        Phần {part.code}. {part.title}: {part.points}/{part.max} điểm
      </Title>
      <Table className="stacking" aria-label={`Tự chấm phần ${part.code}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="34%">Tiêu chí</Table.Th>
            <Table.Th w="36%">Mức chủ thể chọn</Table.Th>
            <Table.Th>Minh chứng</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {part.claims.map((claim) => (
            <Claim key={claim.code} claim={claim} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  ));
}

function Claim({ claim }: { claim: PartClaims["claims"][number] }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">
          <b>{claim.code}</b> {claim.title}
        </Text>
        {claim.changed && (
          <Badge size="sm" color="blue">
            Khác lần trước
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        {claim.label === null ? (
          <Text size="sm" className="soon-text">
            Chưa tự chấm
          </Text>
        ) : (
          <Text size="sm">
            <b>
              {claim.points}/{claim.max}
            </b>{" "}
            {claim.label}
          </Text>
        )}
        {claim.unmet && (
          <Text size="xs" className="late-text">
            Chưa đạt mức của {claim.unmet.stars} sao, cần: {claim.unmet.label}
          </Text>
        )}
        {claim.note && (
          <Text size="xs" style={{ whiteSpace: "pre-line" }}>
            Chủ thể giải thích: {claim.note}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Papers papers={claim.papers} />
        {claim.lacksEvidence && <NoEvidence />}
      </Table.Td>
    </Table.Tr>
  );
}
