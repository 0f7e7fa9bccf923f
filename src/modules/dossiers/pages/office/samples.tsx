import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { recordSamples } from "#modules/dossiers/service/commune.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import type { RecordSamples } from "../../inputs.ts";
import { sampleActs } from "../../model.ts";
import "./office.css";
import { DossierPage } from "./parts/head.tsx";
import { useKeptForm } from "./parts/kept-form.ts";
import { officePaths } from "./paths.ts";
import { headOf } from "./present.ts";
import type { Route } from "./+types/samples.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { view } = await openedDossier(args);
  return {
    head: headOf(view),
    today: view.today,
    entries: view.samples.entries.map(({ seq, act, quantity, giver, taker, condition, onDay }) => ({
      seq,
      act,
      quantity,
      giver,
      taker,
      condition,
      onDay,
    })),
    held: view.samples.held,
    received: view.samples.received,
    needed: view.samples.needed,
    mayWrite: view.may.keepSamples && view.dossier.state !== "draft",
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, view } = await openedDossier(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const entry = { ...formFields(form), dossierId: view.dossier.id } as RecordSamples;
    await recordSamples(db, actor, entry);
    return { done: "Đã ghi sổ. Bấm số thứ tự để in phiếu giao nhận." };
  });
});

export default function SamplesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, entries, held, received, needed, mayWrite } = loaderData;
  return (
    <DossierPage head={head} title="Sổ giao nhận mẫu">
      <Outcome answer={actionData} />
      <Text mb="sm">
        {needed === null || needed === 0
          ? "Bộ sản phẩm này không phải nộp mẫu."
          : `Cần ${needed} mẫu, đã nhận ${received}, đang giữ ${held}.`}
      </Text>
      <Stack>
        <Card withBorder>
          {entries.length === 0 ? (
            <Text>Chưa có lần giao nhận nào. Ghi lần đầu khi chủ thể mang mẫu đến.</Text>
          ) : (
            <Table className="stacking" aria-label="Các lần giao nhận mẫu">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Lần</Table.Th>
                  <Table.Th>Ngày</Table.Th>
                  <Table.Th>Việc</Table.Th>
                  <Table.Th>Số mẫu</Table.Th>
                  <Table.Th>Bên giao → bên nhận</Table.Th>
                  <Table.Th>Tình trạng</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {entries.map((entry) => (
                  <Table.Tr key={entry.seq}>
                    <Table.Td>
                      <Anchor component={Link} to={officePaths.slip(head.id, entry.seq)}>
                        {entry.seq}, in phiếu
                      </Anchor>
                    </Table.Td>
                    <Table.Td>{dayText(entry.onDay, "vi")}</Table.Td>
                    <Table.Td>{sampleActs[entry.act]}</Table.Td>
                    <Table.Td>{entry.quantity} mẫu</Table.Td>
                    <Table.Td>
                      {entry.giver} → {entry.taker}
                    </Table.Td>
                    <Table.Td>{entry.condition}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Card>
        {mayWrite && <EntryForm loaderData={loaderData} actionData={actionData} />}
      </Stack>
    </DossierPage>
  );
}

function EntryForm({
  loaderData: { head, entries, today, needed, held },
  actionData,
}: {
  loaderData: Route.ComponentProps["loaderData"];
  actionData: Route.ComponentProps["actionData"] | undefined;
}) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { state } = useNavigation();
  const form = useKeptForm(`samples:${head.id}:${entries.length}`, false);
  const box = (name: string, proposed = "") => ({
    name,
    defaultValue: failure?.values[name] ?? proposed,
    error: failure?.errors[name],
  });
  return (
    <Card withBorder maw={760}>
      <Title order={2} size="h4">
        Ghi một lần giao nhận
      </Title>
      <Form method="post" noValidate ref={form} key={entries.length}>
        <Stack gap="sm" mt="xs">
          <NativeSelect
            label="Việc đã làm"
            data={Object.entries(sampleActs).map(([value, label]) => ({ value, label }))}
            {...box("act", held === 0 ? "received" : "handedOver")}
          />
          <Group grow align="start" preventGrowOverflow={false}>
            <TextInput
              label="Số mẫu"
              inputMode="numeric"
              {...box("quantity", String(held || needed || ""))}
            />
            <TextInput label="Ngày" type="date" {...box("onDay", today)} />
          </Group>
          <Group grow align="start" preventGrowOverflow={false}>
            <TextInput label="Bên giao" description="Họ tên, đơn vị" {...box("giver")} />
            <TextInput label="Bên nhận" description="Họ tên, đơn vị" {...box("taker")} />
          </Group>
          <TextInput
            label="Tình trạng mẫu"
            description="Nguyên bao bì, hạn dùng, bảo quản thế nào"
            {...box("condition")}
          />
          <div>
            <Button type="submit" loading={state === "submitting"}>
              Ghi sổ
            </Button>
          </div>
        </Stack>
      </Form>
    </Card>
  );
}
