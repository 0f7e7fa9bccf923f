import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import type { ClockReading } from "../../../clocks.ts";
import {
  dossierKinds,
  dossierStates,
  type DossierKind,
  type DossierState,
} from "../../../model.ts";
import { officePaths } from "../paths.ts";
import { ClockBadge, toneOf } from "./clock.tsx";

/** One line of a list of dossiers. */
export type DossierLine = {
  readonly id: string;
  readonly productName: string;
  readonly producerName: string;
  readonly unitName: string;
  readonly kind: DossierKind;
  readonly setCode: string;
  readonly state: DossierState;
  readonly numberText: string | null;
  readonly filedOn: string | null;
  readonly selfTotal: number | null;
  readonly selfStars: number | null;
  readonly isDemo: boolean;
  readonly clock: ClockReading | null;
};

/** A line with only what a list shows, for the page. */
export function lineOf(item: DossierLine): DossierLine {
  return {
    id: item.id,
    productName: item.productName,
    producerName: item.producerName,
    unitName: item.unitName,
    kind: item.kind,
    setCode: item.setCode,
    state: item.state,
    numberText: item.numberText,
    filedOn: item.filedOn,
    selfTotal: item.selfTotal,
    selfStars: item.selfStars,
    isDemo: item.isDemo,
    clock: item.clock,
  };
}

const stateColours: Readonly<Partial<Record<DossierState, string>>> = {
  filed: "blue",
  returned: "gray",
  forwarded: "blue",
  rejected: "gray",
  withdrawn: "gray",
  notRecognised: "gray",
  draft: "gray",
};

/** Where a dossier stands, in a colour of its kind. */
export function StateBadge({ state }: { state: DossierState }) {
  return (
    <Badge
      color={stateColours[state] ?? "leaf"}
      variant="light"
      {...(state === "returned" ? { className: "soon-badge" } : {})}
    >
      {dossierStates[state]}
    </Badge>
  );
}

/** `72 điểm · 4 sao`, as the producer scored itself. */
export function selfScoreText(total: number | null, stars: number | null): string {
  return total === null ? "–" : `${total} điểm · ${stars ?? 0} sao`;
}

/** Dossiers with their clocks: a table at the desk, one card under the other on a phone. */
export function DossierTable({ lines, label }: { lines: readonly DossierLine[]; label: string }) {
  return (
    <Table className="stacking" aria-label={label} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Hạn xử lý</Table.Th>
          <Table.Th>Sản phẩm, chủ thể</Table.Th>
          <Table.Th>Xã, phường</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
          <Table.Th>Tự chấm</Table.Th>
          <Table.Th>Nộp ngày, số phiếu</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id} data-tone={toneOf(line.clock)}>
            <Table.Td>
              <ClockBadge clock={line.clock} />
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} to={officePaths.dossier(line.id)} fw={600}>
                {line.productName}
              </Anchor>
              <Text size="sm">
                {line.producerName}
                {line.isDemo && " · dữ liệu mẫu"}
              </Text>
            </Table.Td>
            <Table.Td>{line.unitName}</Table.Td>
            <Table.Td>
              <StateBadge state={line.state} />
              <Text size="xs" c="dimmed">
                {dossierKinds[line.kind]} · bộ {line.setCode}
              </Text>
            </Table.Td>
            <Table.Td>{selfScoreText(line.selfTotal, line.selfStars)}</Table.Td>
            <Table.Td>
              {line.filedOn ? dayText(line.filedOn, "vi") : "Chưa nộp"}
              {line.numberText && (
                <Text size="xs" c="dimmed">
                  {line.numberText}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
