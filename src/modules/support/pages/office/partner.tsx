import { Button, Card, Checkbox, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { Form, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import {
  foundProducers,
  openArea,
  requireKeeper,
} from "#modules/support/pages/office/ground.server.ts";
import {
  actOnPartner,
  agenciesFor,
  partnerPage,
  productsOf,
} from "#modules/support/pages/office/partner.server.ts";
import { authorisedPartner } from "#modules/support/partners/service/load.server.ts";
import { Choice, formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { dayText } from "#ui/dates.ts";
import { type Answer, failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { partnerKinds, sectors, skills } from "../../partners/model.ts";
import { supportPaths } from "../../paths.ts";
import { PlanReaders } from "./partner-readers.tsx";
import { Heading, ProducerSearch, Sample, Up } from "./parts.tsx";
import type { Route } from "./+types/partner.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The last part of the address of a partner that is only being entered. */
const isNew = (id: string) => id === "moi";

async function openPartner(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openArea(args, "partner");
  const { partner } = args.params;
  if (isNew(partner)) requireKeeper(ground.actor, "partner");
  return { ...ground, id: isNew(partner) ? null : partner };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, id } = await openPartner(args);
  const { text, found } = await foundProducers(db, actor, new URL(args.request.url));
  const partner = await partnerPage(db, actor, id);
  return {
    partner,
    agencies: await agenciesFor(db, actor, partner?.values.agencyId ?? null),
    text,
    found,
    products: await productsOf(db, actor, text, found),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, id } = await openPartner(args);
  if (id !== null) await authorisedPartner(db, actor, "keep", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { done, ...saved } = await actOnPartner(db, actor, id, form);
    if (id === null) return redirect(supportPaths.partner(saved.id), 303);
    return { done };
  });
});

export type Loaded = Route.ComponentProps["loaderData"];
type Shown = NonNullable<Loaded["partner"]>;
type Part = { loaded: Loaded; partner: Shown; answer: Answer | undefined };

/** One consultant or partner: what it can do, its contracts, whom it advised and what came of it. */
export default function PartnerPage({ loaderData, actionData }: Route.ComponentProps) {
  const { partner } = loaderData;
  const title = partner?.values.name ?? "Thêm tư vấn, đối tác";
  return (
    <OfficePage
      title={title}
      description={
        partner
          ? [partnerKinds[partner.values.kind], partner.agencyName].filter(Boolean).join(" · ")
          : undefined
      }
    >
      <title>{`${title} – OCOP`}</title>
      <Up to={supportPaths.partners}>Tư vấn, đối tác</Up> <Sample when={partner?.isDemo ?? false} />
      <Outcome answer={actionData} />
      <Stack mt="sm" maw={900}>
        {partner && <Contracts loaded={loaderData} partner={partner} answer={actionData} />}
        {partner && <Advice loaded={loaderData} partner={partner} answer={actionData} />}
        <Facts partner={partner} agencies={loaderData.agencies} answer={actionData} />
      </Stack>
    </OfficePage>
  );
}

function Facts({
  partner,
  agencies,
  answer,
}: {
  partner: Shown | null;
  agencies: Readonly<Record<string, string>>;
  answer: Answer | undefined;
}) {
  const { field } = formValues(
    failureOf(answer, "save"),
    partner?.values ?? { kind: "consultant" },
  );
  const ticks = (name: string, label: string, table: object, chosen: readonly string[]) => (
    <Checkbox.Group defaultValue={[...chosen]} label={label}>
      <Group gap="sm" mt={4}>
        {Object.entries(table).map(([value, text]) => (
          <Checkbox key={value} name={name} value={value} label={String(text)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
  return (
    <Card withBorder component="section">
      <Form method="post" noValidate key={partner?.version ?? 0}>
        <fieldset className="plain-fields" disabled={partner !== null && !partner.mayKeep}>
          <VersionField version={partner?.version ?? 0} />
          <Stack gap="sm">
            <Line of={field} name="name" label="Tên tổ chức, chuyên gia" required />
            <Choice of={field} name="kind" label="Loại" options={partnerKinds} />
            {ticks("skills", "Chuyên môn", skills, partner?.skills ?? [])}
            {ticks("sectors", "Ngành hàng", sectors, partner?.sectors ?? [])}
            <Line of={field} name="areas" label="Địa bàn hoạt động" />
            {Object.keys(agencies).length > 0 && (
              <Choice
                of={field}
                name="agencyId"
                label="Cơ quan trong danh sách (nếu có)"
                description="Tài khoản tư vấn của cơ quan này đọc phương án theo hợp đồng"
                options={agencies}
                empty="Không thuộc cơ quan nào trong danh sách"
              />
            )}
            {(partner === null || partner.mayKeep) && (
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                <Line
                  of={field}
                  name="contact"
                  label="Người liên hệ"
                  description="Chỉ văn phòng tỉnh xem"
                />
                <Line of={field} name="phone" label="Điện thoại" inputMode="tel" />
              </SimpleGrid>
            )}
            <Lines of={field} name="note" label="Ghi chú" />
            <Checkbox
              name="isActive"
              value="1"
              label="Đang hợp tác"
              defaultChecked={partner?.isActive ?? true}
            />
            <div>
              <Button type="submit" name="intent" value="save">
                Lưu
              </Button>
            </div>
          </Stack>
        </fieldset>
      </Form>
    </Card>
  );
}

function Contracts({ loaded: { text, found }, partner, answer }: Part) {
  const { field } = formValues(failureOf(answer, "contract"));
  return (
    <Card withBorder component="section">
      <Heading>Hợp đồng</Heading>
      {partner.contracts.length === 0 && <Text size="sm">Chưa ghi hợp đồng nào.</Text>}
      <PlanReaders partner={partner} />
      <Stack gap="sm">
        {partner.contracts.map((one) => (
          <div key={one.id}>
            <Text size="sm">
              <strong>{one.number}</strong>, ký {dayText(one.signedOn, "vi")}
              {one.endsOn && `, đến ${dayText(one.endsOn, "vi")}`}
              {one.amount && `, ${one.amount} đồng`}, với {one.producerName ?? "văn phòng"}:{" "}
              {one.subject}
            </Text>
            <Text size="sm">Kết quả: {one.outcome ?? "chưa ghi"}</Text>
            {partner.mayKeep && <OutcomeForm contract={one} answer={answer} />}
          </div>
        ))}
      </Stack>
      {partner.mayKeep && (
        <details>
          <summary>Ghi hợp đồng mới</summary>
          <ProducerSearch text={text} count={Object.keys(found).length} />
          <Form method="post" noValidate key={partner.contracts.length}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Line of={field} name="number" label="Số hợp đồng" required />
              <Line of={field} name="amount" label="Giá trị (đồng)" />
              <Line
                of={field}
                name="signedOn"
                label="Ngày ký"
                placeholder="ngày/tháng/năm"
                required
              />
              <Line of={field} name="endsOn" label="Đến hết ngày" placeholder="ngày/tháng/năm" />
              <Choice
                of={field}
                name="producerId"
                label="Bên kia"
                options={found}
                empty="Văn phòng điều phối"
              />
            </SimpleGrid>
            <Lines of={field} name="subject" label="Việc phải làm" required />
            <Button type="submit" name="intent" value="contract" variant="default" mt="xs">
              Ghi hợp đồng
            </Button>
          </Form>
        </details>
      )}
    </Card>
  );
}

function OutcomeForm({
  contract,
  answer,
}: {
  contract: Shown["contracts"][number];
  answer: Answer | undefined;
}) {
  const failure = failureOf(answer, "outcome");
  const mine = failure?.values["contractId"] === contract.id ? failure : undefined;
  return (
    <details open={mine !== undefined}>
      <summary>Ghi kết quả {contract.number}</summary>
      <Form method="post" noValidate key={contract.version}>
        <input type="hidden" name="contractId" value={contract.id} />
        <VersionField version={contract.version} />
        <Lines
          of={formValues(mine, contract).field}
          name="outcome"
          label="Kết quả của hợp đồng"
          required
        />
        <Button type="submit" name="intent" value="outcome" variant="default" mt="xs">
          Lưu kết quả
        </Button>
      </Form>
    </details>
  );
}

function Advice({ loaded: { text, found, products }, partner, answer }: Part) {
  const { field } = formValues(failureOf(answer, "advice"), {
    producerId: Object.keys(found)[0],
  });
  const stars = (count: number | null) => (count === null ? "chưa có" : `${count} sao`);
  return (
    <Card withBorder component="section">
      <Heading>Đã tư vấn cho ai, sau đó mấy sao</Heading>
      {partner.advice.length === 0 ? (
        <Text size="sm">Chưa ghi lần tư vấn nào.</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Các lần tư vấn">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Ngày</Table.Th>
              <Table.Th>Chủ thể, sản phẩm</Table.Th>
              <Table.Th>Việc</Table.Th>
              <Table.Th>Trước</Table.Th>
              <Table.Th>Sau</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {partner.advice.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{dayText(one.advisedOn, "vi")}</Table.Td>
                <Table.Td>
                  {one.producerName}
                  <Text size="sm" c="dimmed">
                    {one.productName}
                  </Text>
                </Table.Td>
                <Table.Td>{one.what}</Table.Td>
                <Table.Td data-label="Trước">{stars(one.stars.before)}</Table.Td>
                <Table.Td data-label="Sau">{stars(one.stars.after)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {partner.mayKeep && (
        <Stack gap="xs" mt="sm">
          <ProducerSearch text={text} count={Object.keys(found).length} />
          <Form method="post" noValidate key={`${partner.advice.length} ${text}`}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Choice
                of={field}
                name="producerId"
                label="Chủ thể"
                options={found}
                empty="Chưa chọn"
              />
              <Choice
                of={field}
                name="productId"
                label="Sản phẩm"
                options={products}
                empty="Không riêng sản phẩm nào"
              />
              <Line
                of={field}
                name="advisedOn"
                label="Ngày"
                placeholder="ngày/tháng/năm"
                required
              />
            </SimpleGrid>
            <Lines of={field} name="what" label="Tư vấn việc gì" required />
            <Button type="submit" name="intent" value="advice" variant="default" mt="xs">
              Ghi lần tư vấn
            </Button>
          </Form>
        </Stack>
      )}
    </Card>
  );
}
