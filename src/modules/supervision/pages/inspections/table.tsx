import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import {
  type InspectionKind,
  inspectionKinds,
  type InspectionState,
  inspectionStates,
} from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import { type RiskReason, riskScore, riskWeights } from "../../risk.ts";

/** An inspection as tables show it. */
export type InspectionCells = {
  readonly id: string;
  readonly productName: string;
  readonly producerName: string;
  readonly stars: number;
  readonly kind: InspectionKind;
  readonly plannedOn: string;
  readonly leadName: string;
  readonly state: InspectionState;
  readonly open: number;
  readonly overdue: number;
};

/** Which of an inspection's cells a loader sends. */
export function cellsOf(item: InspectionCells): InspectionCells {
  const { id, productName, producerName, stars, kind, plannedOn, leadName, state, open, overdue } =
    item;
  return { id, productName, producerName, stars, kind, plannedOn, leadName, state, open, overdue };
}

/** Inspections, one a line; on a phone one under the other. */
export function InspectionTable({
  label,
  rows,
}: {
  label: string;
  rows: readonly InspectionCells[];
}) {
  return (
    <Table className="stacking" verticalSpacing={4} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Sản phẩm, chủ thể</Table.Th>
          <Table.Th>Hình thức</Table.Th>
          <Table.Th>Ngày</Table.Th>
          <Table.Th>Phụ trách</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
          <Table.Th>Còn phải khắc phục</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>
              <Anchor component={Link} to={inspectionPaths.one(row.id)} fw={600}>
                {row.productName}
              </Anchor>
              <Text size="sm" c="dimmed">
                {row.producerName}, {row.stars} sao
              </Text>
            </Table.Td>
            <Table.Td>{inspectionKinds[row.kind]}</Table.Td>
            <Table.Td data-label="Ngày">{dayText(row.plannedOn, "vi")}</Table.Td>
            <Table.Td data-label="Phụ trách">{row.leadName}</Table.Td>
            <Table.Td>
              <Badge variant="default">{inspectionStates[row.state]}</Badge>
            </Table.Td>
            <Table.Td data-label={row.open > 0 ? "Còn phải khắc phục" : undefined}>
              {row.open > 0 && `${row.open} nội dung`}
              {row.overdue > 0 && (
                <Text span c="red.9" fw={600}>
                  {`, ${row.overdue} quá hạn`}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Why a product was ranked where it is: each reason with what it brings. */
export function Reasons({
  reasons,
  isDrawn,
}: {
  reasons: readonly RiskReason[];
  isDrawn: boolean;
}) {
  return (
    <>
      {reasons.map(({ kind, count, points }) => (
        <Text key={kind} size="sm">
          {riskWeights[kind].vi}
          {count > 1 && ` (${count})`}: {points} điểm
        </Text>
      ))}
      {isDrawn && <Badge variant="default">Rút thăm</Badge>}
      {reasons.length > 1 && <Text size="sm">Cộng {riskScore(reasons)} điểm</Text>}
    </>
  );
}
