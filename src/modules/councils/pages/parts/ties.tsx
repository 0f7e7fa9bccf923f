import { Button, Card, Group, NativeSelect, Stack, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import type { FormFailure } from "#core/http/form.ts";
import { formatNumber } from "#core/input/number.ts";
import {
  Choice,
  FormMessage,
  formValues,
  Line,
  Lines,
} from "#modules/producers/widgets/fields.tsx";
import { Confirm } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { type ConflictKind, conflictKinds } from "../../model.ts";

type Option = { readonly value: string; readonly label: string };

/** The register as its keepers see it. */
export type Register = {
  readonly people: readonly Option[];
  readonly producers: readonly Option[];
  readonly ties: readonly {
    readonly id: string;
    readonly personName: string;
    readonly kind: ConflictKind;
    readonly producerName: string | null;
    readonly organisation: string | null;
    readonly detail: string | null;
    readonly since: string | null;
    readonly until: string | null;
    readonly author: string;
  }[];
  readonly consultancies: readonly {
    readonly id: string;
    readonly organisation: string;
    readonly producerName: string;
    readonly subject: string;
    readonly since: string | null;
    readonly until: string | null;
    readonly amount: number | null;
  }[];
  readonly aliases: readonly (readonly { readonly folded: string; readonly name: string }[])[];
  readonly homes: readonly {
    readonly userId: string;
    readonly personName: string;
    readonly unitName: string;
  }[];
};

type CardProps = { readonly register: Register; readonly failure: FormFailure | undefined };

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Adding({
  label,
  open,
  intent,
  children,
}: {
  label: string;
  open: boolean;
  intent: string;
  children: ReactNode;
}) {
  const { state } = useNavigation();
  return (
    <details open={open}>
      <summary>
        <b>{label}</b>
      </summary>
      <Form method="post" noValidate>
        <Stack maw={760} mt="sm">
          {children}
          <div>
            <Button type="submit" name="intent" value={intent} loading={state === "submitting"}>
              Ghi
            </Button>
          </div>
        </Stack>
      </Form>
    </details>
  );
}

function spanText(since: string | null, until: string | null): string {
  if (since === null && until === null) return "Không ghi thời gian";
  const from = since === null ? "" : `từ ${dayText(since, "vi")}`;
  const to = until === null ? "" : `đến ${dayText(until, "vi")}`;
  return [from, to].filter((part) => part !== "").join(" ");
}

/** Ties of people to producers and organisations. */
export function TieCard({ register: { ties, people, producers }, failure }: CardProps) {
  const { field } = formValues(failure);
  return (
    <Section title="Quan hệ của cán bộ với chủ thể, tổ chức">
      {ties.length === 0 ? (
        <Text c="dimmed" mb="sm">
          Chưa có quan hệ nào trong sổ.
        </Text>
      ) : (
        <Table className="stacking" aria-label="Quan hệ lợi ích" mb="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Người</Table.Th>
              <Table.Th>Quan hệ</Table.Th>
              <Table.Th>Chủ thể, tổ chức</Table.Th>
              <Table.Th>Thời gian</Table.Th>
              <Table.Th>Bỏ</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ties.map((tie) => (
              <Table.Tr key={tie.id}>
                <Table.Td fw={600}>{tie.personName}</Table.Td>
                <Table.Td>
                  {conflictKinds[tie.kind]}
                  {tie.detail && <Text size="sm">{tie.detail}</Text>}
                </Table.Td>
                <Table.Td>{tie.producerName ?? tie.organisation}</Table.Td>
                <Table.Td>
                  {spanText(tie.since, tie.until)}
                  <Text size="sm" c="dimmed">
                    {tie.author} ghi
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Confirm
                    intent="endTie"
                    label="Bỏ khỏi sổ"
                    says="Người đã phải đứng ngoài sản phẩm vì quan hệ này vẫn đứng ngoài."
                    values={{ tieId: tie.id }}
                    colour="red"
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Adding label="Ghi thêm quan hệ" open={failure !== undefined} intent="tie">
        <FormMessage failure={failure} />
        <NativeSelect size="md" label="Người" {...field("userId")} data={[...people]} />
        <Choice of={field} name="kind" label="Quan hệ" options={conflictKinds} />
        <NativeSelect
          size="md"
          label="Chủ thể"
          {...field("producerId")}
          data={[{ value: "", label: "Không chọn" }, ...producers]}
        />
        <Line
          of={field}
          name="organisation"
          label="Hoặc tổ chức"
          description="Khi quan hệ đi qua một tổ chức tư vấn cho chủ thể"
        />
        <Lines of={field} name="detail" label="Nội dung" />
        <Group grow align="start" preventGrowOverflow={false}>
          <Line of={field} name="since" label="Từ ngày" type="date" />
          <Line of={field} name="until" label="Đến ngày" type="date" />
        </Group>
      </Adding>
    </Section>
  );
}

/** Work that organisations did for producers for the programme. */
export function ConsultancyCard({ register: { consultancies, producers }, failure }: CardProps) {
  const { field } = formValues(failure);
  return (
    <Section title="Tổ chức tư vấn cho chủ thể">
      {consultancies.length === 0 ? (
        <Text c="dimmed" mb="sm">
          Chưa ghi việc tư vấn nào.
        </Text>
      ) : (
        <ul className="tight">
          {consultancies.map((one) => (
            <li key={one.id}>
              <b>{one.organisation}</b> – {one.producerName}: {one.subject},{" "}
              {spanText(one.since, one.until).toLowerCase()}
              {one.amount !== null && `, ${formatNumber(one.amount)} đồng`}
            </li>
          ))}
        </ul>
      )}
      <Adding label="Ghi thêm việc tư vấn" open={failure !== undefined} intent="consultancy">
        <FormMessage failure={failure} />
        <Line of={field} name="organisation" label="Tổ chức tư vấn" />
        <NativeSelect size="md" label="Chủ thể" {...field("producerId")} data={[...producers]} />
        <Line of={field} name="subject" label="Việc đã làm" />
        <Group grow align="start" preventGrowOverflow={false}>
          <Line of={field} name="since" label="Từ ngày" type="date" />
          <Line of={field} name="until" label="Đến ngày" type="date" />
        </Group>
        <Line of={field} name="amount" label="Số tiền (đồng)" inputMode="numeric" />
      </Adding>
    </Section>
  );
}

/** Names that mean one organisation. */
export function AliasCard({ register: { aliases }, failure }: CardProps) {
  const { field } = formValues(failure);
  return (
    <Section title="Tên gọi của cùng một tổ chức">
      {aliases.length === 0 && (
        <Text c="dimmed" mb="sm">
          Chưa có. Ghi tên viết tắt để hệ thống biết đó là một tổ chức, ví dụ “Trung tâm KN” và
          “Trung tâm Khuyến nông”.
        </Text>
      )}
      <ul className="tight">
        {aliases.map((names) => (
          <li key={names[0]?.folded}>
            <Group gap="xs">
              {names.map(({ folded, name }) => (
                <Form method="post" key={folded}>
                  <input type="hidden" name="folded" value={folded} />
                  <Button
                    type="submit"
                    name="intent"
                    value="removeAlias"
                    size="compact-sm"
                    variant="default"
                    aria-label={`Bỏ tên gọi ${name}`}
                  >
                    {name} ✕
                  </Button>
                </Form>
              ))}
            </Group>
          </li>
        ))}
      </ul>
      <Adding label="Ghi thêm tên gọi" open={failure !== undefined} intent="alias">
        <FormMessage failure={failure} />
        <Line of={field} name="name" label="Tên gọi" />
        <Line of={field} name="sameAs" label="Cũng là tổ chức" />
      </Adding>
    </Section>
  );
}

/** Where people live or come from. */
export function HomeCard({ register: { homes } }: { register: Register }) {
  return (
    <Section title="Nơi cư trú, quê quán của cán bộ">
      {homes.length === 0 ? (
        <Text c="dimmed">
          Chưa ghi ai. Người ngồi trong hội đồng cũng tự ghi được nơi của mình.
        </Text>
      ) : (
        <ul className="tight">
          {homes.map(({ userId, personName, unitName }) => (
            <li key={userId}>
              {personName}: {unitName}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
