import { Card, Checkbox, Group, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Form } from "react-router";

/** A product with its result, waiting for a paper. */
export type ResultRow = {
  readonly dossierId: string;
  readonly productName: string;
  readonly producerName: string;
  readonly mean: string | null;
  /** Under the table's own two columns. */
  readonly cells: readonly [ReactNode, ReactNode];
  /** May be ticked into the paper. */
  readonly isChoice: boolean;
};

/** Results that wait: those that can be chosen are ticked (`dossierIds`) and drafted by a button below. */
export function ResultTable({
  title,
  none,
  heads,
  rows,
  children,
}: {
  title: string;
  /** Said when nothing waits. */
  none: string;
  heads: readonly [string, string];
  rows: readonly ResultRow[];
  /** Buttons that draft; null for whoever may not. */
  children: ReactNode;
}) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {rows.length === 0 ? (
        <Text c="dimmed">{none}</Text>
      ) : (
        <Form method="post">
          <Table className="stacking" aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Sản phẩm</Table.Th>
                <Table.Th>Chủ thể</Table.Th>
                <Table.Th>Điểm</Table.Th>
                <Table.Th>{heads[0]}</Table.Th>
                <Table.Th>{heads[1]}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ dossierId, productName, producerName, mean, cells, isChoice }) => (
                <Table.Tr key={dossierId}>
                  <Table.Td>
                    {isChoice ? (
                      <Checkbox name="dossierIds" value={dossierId} label={productName} />
                    ) : (
                      productName
                    )}
                  </Table.Td>
                  <Table.Td>{producerName}</Table.Td>
                  <Table.Td>{mean ?? "–"}</Table.Td>
                  <Table.Td>{cells[0]}</Table.Td>
                  <Table.Td>{cells[1]}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {children !== null && <Group mt="sm">{children}</Group>}
        </Form>
      )}
    </Card>
  );
}
