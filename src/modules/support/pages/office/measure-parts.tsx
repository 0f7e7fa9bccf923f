import { Button, Card, Group, Table, Text } from "@mantine/core";
import { Form } from "react-router";
import { Choice, formValues } from "#modules/producers/widgets/fields.tsx";
import { instantText } from "#ui/dates.ts";
import { Heading } from "./parts.tsx";
import type { Route } from "./+types/measure.ts";

/** A measure as its page is sent it. */
export type Shown = NonNullable<Route.ComponentProps["loaderData"]["measure"]>;

/** Which departments look after a measure's claims: agencies, and officers named one by one. */
export function Officers({ measure }: { measure: Shown }) {
  const nobody = measure.agencies.length === 0 && measure.officers.length === 0;
  return (
    <Card withBorder component="section">
      <Heading>Sở, ngành phụ trách</Heading>
      <Text size="sm" mb="xs">
        Cán bộ của cơ quan được giao thấy và duyệt đề nghị của biện pháp này; văn phòng tỉnh luôn
        thấy.
      </Text>
      {nobody && (
        <Text size="sm" mb="xs">
          Chưa giao cơ quan nào: văn phòng tỉnh tự duyệt.
        </Text>
      )}
      <InCharge
        label="Cơ quan phụ trách"
        field="agencyId"
        release="releaseAgency"
        rows={measure.agencies.map(({ id, name }) => ({ id, name, under: "" }))}
        mayKeep={measure.mayKeep}
      />
      <InCharge
        label="Cán bộ phụ trách"
        field="userId"
        release="release"
        rows={measure.officers}
        mayKeep={measure.mayKeep}
      />
      {measure.mayKeep && (
        <>
          <Assign
            name="agencyId"
            label="Giao cho cơ quan"
            intent="assignAgency"
            options={measure.otherAgencies}
          />
          <Assign
            name="userId"
            label="Giao riêng cho cán bộ"
            intent="assign"
            options={measure.candidates}
          />
        </>
      )}
    </Card>
  );
}

function InCharge({
  label,
  field,
  release,
  rows,
  mayKeep,
}: {
  label: string;
  field: "agencyId" | "userId";
  release: string;
  rows: readonly { readonly id: string; readonly name: string; readonly under: string }[];
  mayKeep: boolean;
}) {
  if (rows.length === 0) return null;
  return (
    <Table verticalSpacing={2} aria-label={label} mb="xs">
      <Table.Tbody>
        {rows.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              {one.name}
              {one.under && (
                <Text size="sm" c="dimmed">
                  {one.under}
                </Text>
              )}
            </Table.Td>
            {mayKeep && (
              <Table.Td ta="right">
                <Form method="post" preventScrollReset>
                  <input type="hidden" name={field} value={one.id} />
                  <Button
                    type="submit"
                    name="intent"
                    value={release}
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
  );
}

function Assign({
  name,
  label,
  intent,
  options,
}: {
  name: string;
  label: string;
  intent: string;
  options: Readonly<Record<string, string>>;
}) {
  if (Object.keys(options).length === 0) return null;
  return (
    <Form method="post" preventScrollReset>
      <Group align="flex-end" mb="xs">
        <Choice of={formValues(undefined).field} name={name} label={label} options={options} />
        <Button type="submit" name="intent" value={intent} variant="default">
          Giao phụ trách
        </Button>
      </Group>
    </Form>
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
