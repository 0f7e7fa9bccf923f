import { Button, Card, Group, NativeSelect, Table, Text } from "@mantine/core";
import { Form } from "react-router";
import { instantText } from "#ui/dates.ts";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { Heading } from "./parts.tsx";
import type { Route } from "./+types/measure.ts";

/** A measure as its page is sent it. */
export type Shown = NonNullable<Route.ComponentProps["loaderData"]["measure"]>;

/** Which departments look after a measure's claims: agencies, and officers named one by one. */
export function InCharge({ measure, answer }: { measure: Shown; answer: Answer | undefined }) {
  const { inCharge, candidates, mayKeep } = measure;
  const { values, errors } = typedIn(answer, "assign");
  return (
    <Card withBorder component="section">
      <Heading>Sở, ngành phụ trách</Heading>
      <Text size="sm" mb="xs">
        Cán bộ của cơ quan được giao thấy và duyệt đề nghị của biện pháp này; văn phòng tỉnh luôn
        thấy.
      </Text>
      {inCharge.length === 0 ? (
        <Text size="sm" mb="xs">
          Chưa giao cơ quan nào: văn phòng tỉnh tự duyệt.
        </Text>
      ) : (
        <Table verticalSpacing={2} aria-label="Cơ quan, cán bộ phụ trách" mb="xs">
          <Table.Tbody>
            {inCharge.map((one) => (
              <ChargeRow key={one.value} one={one} mayKeep={mayKeep} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayKeep && candidates.length > 0 && (
        <Form method="post" preventScrollReset noValidate key={inCharge.length}>
          <Group align="flex-end">
            <NativeSelect
              name="to"
              label="Giao cho"
              size="md"
              defaultValue={values["to"] ?? ""}
              error={errors["to"]}
              data={[{ value: "", label: "Chọn cơ quan hoặc cán bộ" }, ...candidates]}
            />
            <Button type="submit" name="intent" value="assign" variant="default" size="md">
              Giao phụ trách
            </Button>
          </Group>
        </Form>
      )}
    </Card>
  );
}

function ChargeRow({ one, mayKeep }: { one: Shown["inCharge"][number]; mayKeep: boolean }) {
  return (
    <Table.Tr>
      <Table.Td>
        {one.name}
        {one.under && (
          <Text size="sm" c="dimmed">
            {one.under}
          </Text>
        )}
      </Table.Td>
      {mayKeep && (
        <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
          <Form method="post" preventScrollReset>
            <input type="hidden" name="to" value={one.value} />
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
