import { Anchor, Button, Card, Group, Stack, Table, Text } from "@mantine/core";
import { Form, Link } from "react-router";
import { today } from "#core/calendar/today.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { drawnBudget, drawnLedger } from "#modules/support/pages/office/budget.server.ts";
import { mayKeep, openArea, requireKeeper } from "#modules/support/pages/office/ground.server.ts";
import { readBudget, saveBudget } from "#modules/support/service/budgets.server.ts";
import { readLedger } from "#modules/support/service/ledger.server.ts";
import { listMeasures } from "#modules/support/service/measures.server.ts";
import { Choice, formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { type Answer, failureOf, Outcome } from "#ui/office/act.tsx";
import { isOnMenu } from "#ui/office/menu.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import type { SaveBudget } from "../../inputs.ts";
import { fundSources } from "../../model.ts";
import { supportPaths } from "../../paths.ts";
import { Ledger } from "./budget-ledger.tsx";
import { Heading } from "./parts.tsx";
import type { Route } from "./+types/budget.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "budget");
  const now = Number((await today(db)).slice(0, 4));
  const asked = Number(new URL(args.request.url).searchParams.get("nam") ?? now);
  const year = Number.isInteger(asked) && asked >= 2018 && asked <= 2100 ? asked : now;
  const keeps = mayKeep(actor, "budget");
  const measures = keeps ? await listMeasures(db, actor) : [];
  return {
    year,
    mayKeep: keeps,
    maySeeClaims: isOnMenu(actor, supportPaths.claims),
    ...drawnBudget(await readBudget(db, actor, year)),
    ledger: await drawnLedger(db, await readLedger(db, actor, year)),
    measures: Object.fromEntries(
      measures
        .filter(({ terms }) => terms.form === "money")
        .map(({ measure, terms }) => [measure.id, `${measure.code}. ${terms.name}`]),
    ),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "budget");
  requireKeeper(actor, "budget");
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent: _intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    await saveBudget(db, actor, fields as unknown as SaveBudget);
    return { done: "Đã lưu dự toán." };
  });
});

type Loaded = Route.ComponentProps["loaderData"];

/** What a year has for each measure, beside what was approved and paid; as bars and as figures. */
export default function Budget({ loaderData, actionData }: Route.ComponentProps) {
  const { year, lines, mayKeep: keeps } = loaderData;
  return (
    <OfficePage title={`Kinh phí hỗ trợ năm ${year}`} description="Dự toán, đã duyệt, đã chi.">
      <title>{`Kinh phí hỗ trợ ${year} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Form method="get" className="no-print">
        <Group align="flex-end" mb="sm">
          <Line of={formValues(undefined, { nam: year }).field} name="nam" label="Năm" w={120} />
          <Button type="submit" variant="default">
            Xem
          </Button>
        </Group>
      </Form>
      <Stack>
        {lines.length === 0 ? (
          <Text>Năm {year} chưa ghi dự toán hỗ trợ nào.</Text>
        ) : (
          <>
            <Bars lines={lines} />
            <Figures loaded={loaderData} />
          </>
        )}
        <Ledger ledger={loaderData.ledger} year={year} />
        {keeps && <Entry loaded={loaderData} answer={actionData} />}
      </Stack>
    </OfficePage>
  );
}

const colours = { budget: "#9dc5ad", approved: "#1f6a4a", paid: "#b8860b" } as const;
const words = { budget: "Dự toán", approved: "Đã duyệt", paid: "Đã chi" } as const;
const kinds = ["budget", "approved", "paid"] as const;

function Bars({ lines }: Pick<Loaded, "lines">) {
  return (
    <Card withBorder component="section">
      <Heading>Bằng hình (triệu đồng)</Heading>
      <Group gap="md" mb="xs" aria-hidden="true">
        {kinds.map((kind) => (
          <Group key={kind} gap={6}>
            <span style={{ width: 14, height: 14, background: colours[kind] }} />
            <Text size="sm">{words[kind]}</Text>
          </Group>
        ))}
      </Group>
      <Stack gap="sm">
        {lines.map((line) => (
          <div key={line.key}>
            <Text size="sm" fw={600}>
              {line.code}. {line.name} · {line.sourceName}
            </Text>
            {kinds.map((kind) => (
              <Group key={kind} gap={6} wrap="nowrap" title={words[kind]}>
                <div style={{ flex: 1 }}>
                  <div
                    style={{
                      width: `${line.bars[kind]}%`,
                      minWidth: 2,
                      height: 12,
                      background: colours[kind],
                      printColorAdjust: "exact",
                    }}
                  />
                </div>
                <Text size="sm" w={90} ta="right">
                  {line.millions[kind]}
                </Text>
              </Group>
            ))}
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function Figures({ loaded: { lines, total, maySeeClaims } }: { loaded: Loaded }) {
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Kinh phí theo biện pháp và nguồn">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Biện pháp</Table.Th>
          <Table.Th>Nguồn</Table.Th>
          <Table.Th ta="right">Dự toán (đồng)</Table.Th>
          <Table.Th ta="right">Đã duyệt (đồng)</Table.Th>
          <Table.Th ta="right">Đã chi (đồng)</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.key}>
            <Table.Td>
              {maySeeClaims ? (
                <Anchor
                  component={Link}
                  to={supportPaths.claimsOf(line.measureId)}
                  underline="always"
                >
                  {line.code}. {line.name}
                </Anchor>
              ) : (
                `${line.code}. ${line.name}`
              )}
            </Table.Td>
            <Table.Td>{line.sourceName}</Table.Td>
            <Table.Td ta="right" data-label="Dự toán">
              {line.budget ?? "chưa ghi"}
            </Table.Td>
            <Table.Td ta="right" data-label="Đã duyệt">
              {line.approved}
            </Table.Td>
            <Table.Td ta="right" data-label="Đã chi">
              {line.paid}
            </Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr fw={700}>
          <Table.Td>Cộng</Table.Td>
          <Table.Td />
          <Table.Td ta="right" data-label="Dự toán">
            {total.budget}
          </Table.Td>
          <Table.Td ta="right" data-label="Đã duyệt">
            {total.approved}
          </Table.Td>
          <Table.Td ta="right" data-label="Đã chi">
            {total.paid}
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

function Entry({
  loaded: { year, lines, measures },
  answer,
}: {
  loaded: Loaded;
  answer: Answer | undefined;
}) {
  const failure = failureOf(answer, "save");
  const { field } = formValues(failure, { source: "provinceBudget" });
  return (
    <Card withBorder component="section" className="no-print">
      <Heading>Ghi thêm dòng dự toán</Heading>
      {Object.keys(measures).length === 0 ? (
        <Text size="sm">Hãy thêm một biện pháp hỗ trợ kinh phí trước.</Text>
      ) : (
        <Form method="post" noValidate key={lines.length}>
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="expectedVersion" value="0" />
          <Group align="flex-end">
            <Choice of={field} name="measureId" label="Biện pháp" options={measures} />
            <Choice of={field} name="source" label="Nguồn" options={fundSources} />
            <Line of={field} name="amount" label="Dự toán (đồng)" required />
            <Button type="submit" name="intent" value="save">
              Ghi dự toán
            </Button>
          </Group>
        </Form>
      )}
      {lines.some(({ budget }) => budget !== null) && (
        <Stack gap="xs" mt="md">
          <Heading>Điều chỉnh</Heading>
          {lines
            .filter(({ budget }) => budget !== null)
            .map((line) => (
              <Adjust key={`${line.key} ${line.version}`} year={year} line={line} answer={answer} />
            ))}
        </Stack>
      )}
    </Card>
  );
}

function Adjust({
  year,
  line,
  answer,
}: {
  year: number;
  line: Loaded["lines"][number];
  answer: Answer | undefined;
}) {
  const failure = failureOf(answer, "adjust");
  const isMine =
    failure?.values["measureId"] === line.measureId && failure.values["source"] === line.source;
  const { field } = formValues(isMine ? failure : undefined, { amount: line.budget });
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="measureId" value={line.measureId} />
      <input type="hidden" name="source" value={line.source} />
      <input type="hidden" name="expectedVersion" value={line.version} />
      <Group align="flex-end">
        <Line of={field} name="amount" label={`${line.code}, ${line.sourceName} (đồng)`} />
        <Button type="submit" name="intent" value="adjust" variant="default">
          Lưu
        </Button>
      </Group>
    </Form>
  );
}
