import { Anchor, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";

/** A paper in a list of its kind. */
export type PaperRow = {
  readonly id: string;
  readonly href: string;
  readonly subject: string;
  /** What it is, or how much is in it. */
  readonly about: string;
  readonly numberText: string | null;
  readonly signedOn: string | null;
  readonly state: ReactNode;
};

/** Papers with their numbers, the drafts among them. */
export function PaperTable({ label, rows }: { label: string; rows: readonly PaperRow[] }) {
  return (
    <Table className="stacking" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Số, ngày</Table.Th>
          <Table.Th>Trích yếu</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ id, href, subject, about, numberText, signedOn, state }) => (
          <Table.Tr key={id}>
            <Table.Td>
              {numberText ?? "Chưa có số"}
              {signedOn && `, ${dayText(signedOn, "vi")}`}
            </Table.Td>
            <Table.Td>
              <Anchor underline="always" component={Link} to={href} fw={600}>
                {subject}
              </Anchor>
              <Text size="sm" c="dimmed">
                {about}
              </Text>
            </Table.Td>
            <Table.Td style={{ whiteSpace: "nowrap" }}>{state}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
