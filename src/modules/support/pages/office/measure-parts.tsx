import { Button, Card, Group, Table, Text } from "@mantine/core";
import { Form } from "react-router";
import { Choice, formValues } from "#modules/producers/widgets/fields.tsx";
import { instantText } from "#ui/dates.ts";
import { Heading } from "./parts.tsx";
import type { Route } from "./+types/measure.ts";

/** A measure as its page is sent it. */
export type Shown = NonNullable<Route.ComponentProps["loaderData"]["measure"]>;

/** Who of the departments looks after a measure's claims. */
export function Officers({ measure }: { measure: Shown }) {
  return (
    <Card withBorder component="section">
      <Heading>Cán bộ sở, ngành phụ trách</Heading>
      <Text size="sm" mb="xs">
        Người được giao thấy và duyệt đề nghị của biện pháp này; văn phòng tỉnh luôn thấy.
      </Text>
      {measure.officers.length > 0 && (
        <Table verticalSpacing={2} aria-label="Cán bộ phụ trách" mb="xs">
          <Table.Tbody>
            {measure.officers.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  {one.name}
                  {one.under && (
                    <Text size="sm" c="dimmed">
                      {one.under}
                    </Text>
                  )}
                </Table.Td>
                {measure.mayKeep && (
                  <Table.Td ta="right">
                    <Form method="post" preventScrollReset>
                      <input type="hidden" name="userId" value={one.id} />
                      <Button
                        type="submit"
                        name="intent"
                        value="release"
                        size="compact-sm"
                        variant="light"
                        aria-label={`Thôi giao ${one.name}`}
                      >
                        Thôi giao
                      </Button>
                    </Form>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {measure.mayKeep && Object.keys(measure.candidates).length > 0 && (
        <Form method="post" preventScrollReset>
          <Group align="flex-end">
            <Choice
              of={formValues(undefined).field}
              name="userId"
              label="Giao cho"
              options={measure.candidates}
            />
            <Button type="submit" name="intent" value="assign" variant="default">
              Giao phụ trách
            </Button>
          </Group>
        </Form>
      )}
    </Card>
  );
}

/** Every version of a measure's terms, the newest first. */
export function Versions({ measure }: { measure: Shown }) {
  return (
    <Card withBorder component="section">
      <Heading>Các phiên bản</Heading>
      <Table className="stacking" verticalSpacing={2} aria-label="Các phiên bản">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Số</Table.Th>
            <Table.Th>Lưu lúc</Table.Th>
            <Table.Th>Tỷ lệ</Table.Th>
            <Table.Th>Mức trần</Table.Th>
            <Table.Th>Căn cứ</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {measure.history.map((one) => (
            <Table.Tr key={one.seq}>
              <Table.Td data-label="Phiên bản">{one.seq}</Table.Td>
              <Table.Td>{instantText(new Date(one.createdAt), "vi")}</Table.Td>
              <Table.Td data-label="Tỷ lệ">
                {one.rate === null ? "không nêu" : `${one.rate}%`}
              </Table.Td>
              <Table.Td data-label="Mức trần">{one.ceiling ?? "không nêu"}</Table.Td>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                {one.legalBasis ?? "chưa ghi"}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
