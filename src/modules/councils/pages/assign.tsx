import { Button, Card, Checkbox, Group, NativeSelect, Table, Text } from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { assignPage } from "#modules/councils/pages/plan.server.ts";
import { addItems } from "#modules/councils/service/agenda.server.ts";
import { authorisedCouncil } from "#modules/councils/service/councils.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { instantText } from "#ui/dates.ts";
import { Filter, FilterSelect } from "#ui/office/filter.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { AddItems } from "../inputs.ts";
import { sessionModes } from "../model.ts";
import { councilPaths } from "../paths.ts";
import "./councils.css";
import type { Route } from "./+types/assign.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const asked = new URL(args.request.url).searchParams;
  const text = (name: string) => (asked.get(name) ?? "").slice(0, 80);
  const filter = { set: text("bo"), unit: text("xa"), round: text("dot") };
  return assignPage(db, actor, args.params.council, filter);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  await authorisedCouncil(db, actor, "plan", args.params.council);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { ids } = await addItems(db, actor, formFields(form) as AddItems);
    return { done: `Đã đưa ${ids.length} sản phẩm vào phiên.` };
  });
});

/** Puts many products before sessions at once, with the load of each session. */
export default function Assign({ loaderData, actionData }: Route.ComponentProps) {
  const { head, sessions, lines, total } = loaderData;
  const { state } = useNavigation();
  return (
    <OfficePage
      title="Xếp sản phẩm vào phiên"
      description={`${head.name} · ${total} hồ sơ đã qua tổ tư vấn đang chờ phiên`}
    >
      <title>{`Xếp sản phẩm – ${head.name} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Filters loaderData={loaderData} />
      {sessions.length === 0 ? (
        <Card withBorder>
          <Text mb="sm">Hội đồng chưa có phiên nào đang chuẩn bị.</Text>
          <div>
            <Button component={Link} to={councilPaths.planSession(head.id)}>
              Lập phiên
            </Button>
          </div>
        </Card>
      ) : (
        <Form method="post" key={total}>
          <Card withBorder mb="sm" pos="sticky" top={60} style={{ zIndex: 2 }}>
            <Group align="end">
              <NativeSelect
                name="sessionId"
                label="Đưa các sản phẩm đã chọn vào"
                data={sessions.map((one) => ({
                  value: one.id,
                  label: `${one.title}, ${instantText(one.startsAt, "vi")}, ${sessionModes[one.mode].toLowerCase()} – đang có ${one.load} sản phẩm`,
                }))}
              />
              <Button type="submit" loading={state === "submitting"} disabled={lines.length === 0}>
                Đưa vào phiên
              </Button>
            </Group>
          </Card>
          <Lines loaderData={loaderData} />
        </Form>
      )}
    </OfficePage>
  );
}

type Loaded = Pick<Route.ComponentProps, "loaderData">;

function Lines({ loaderData: { lines, rounds } }: Loaded) {
  if (lines.length === 0) return <Text>Không có hồ sơ nào như vậy đang chờ phiên.</Text>;
  const roundName = (id: string | null) => {
    const round = rounds.find((one) => one.id === id);
    return round ? `Đợt ${round.code}/${round.year}` : "Không theo đợt";
  };
  return (
    <Table className="stacking" aria-label="Hồ sơ chờ phiên">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Chọn</Table.Th>
          <Table.Th>Sản phẩm, chủ thể</Table.Th>
          <Table.Th>Xã, phường</Table.Th>
          <Table.Th>Bộ</Table.Th>
          <Table.Th>Đợt</Table.Th>
          <Table.Th>Tự chấm</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td>
              <Checkbox name="dossierIds" value={line.id} aria-label={`Chọn ${line.productName}`} />
            </Table.Td>
            <Table.Td>
              <Text fw={600}>{line.productName}</Text>
              <Text size="sm">
                {line.producerName}
                {line.isDemo && " · dữ liệu mẫu"}
              </Text>
            </Table.Td>
            <Table.Td>{line.unitName}</Table.Td>
            <Table.Td>Bộ {line.setCode}</Table.Td>
            <Table.Td>{roundName(line.roundId)}</Table.Td>
            <Table.Td>{line.selfTotal === null ? "–" : `${line.selfTotal} điểm`}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Filters({ loaderData: { filter, sets, units, rounds } }: Loaded) {
  return (
    <Filter>
      <FilterSelect
        name="bo"
        label="Bộ sản phẩm"
        value={filter.set}
        options={sets.map((value) => [value, `Bộ ${value}`])}
      />
      <FilterSelect
        name="xa"
        label="Xã, phường"
        value={filter.unit}
        options={units.map(({ value, label }) => [value, label])}
      />
      <FilterSelect
        name="dot"
        label="Đợt"
        value={filter.round}
        options={rounds.map(({ id, code, year }) => [id, `Đợt ${code}/${year}`])}
      />
    </Filter>
  );
}
