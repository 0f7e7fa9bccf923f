import { Anchor, Button, Card, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { Form, Link } from "react-router";
import { formatDay } from "#core/input/day.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnClaim, claimPage } from "#modules/support/pages/office/claim.server.ts";
import { openArea } from "#modules/support/pages/office/ground.server.ts";
import { authorisedClaim } from "#modules/support/service/load.server.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { Choice, formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { dayText, instantText } from "#ui/dates.ts";
import { type Answer, Confirm, failureOf, Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { fundSources } from "../../model.ts";
import { supportPaths } from "../../paths.ts";
import { ClaimBadge, Heading, Sample, Up } from "./parts.tsx";
import type { Route } from "./+types/claim.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const shouldRevalidate = readAnew;

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "claim");
  return claimPage(db, actor, args.params.claim);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "claim");
  await authorisedClaim(db, actor, "decide", args.params.claim);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnClaim(db, actor, args.params.claim, form));
});

type Loaded = Route.ComponentProps["loaderData"];

/** One claim for the offices: what is asked and why, its papers, the decision, the money. */
export default function ClaimPage({ loaderData, actionData }: Route.ComponentProps) {
  const { claim, acts } = loaderData;
  const title = `${claim.producerName}: ${claim.measure.name}`;
  return (
    <OfficePage title={title}>
      <title>{`${title} – OCOP`}</title>
      <Group gap="xs">
        <Up to={supportPaths.claims}>Đề nghị hỗ trợ</Up>
        <ClaimBadge state={claim.state} />
        <Sample when={claim.isDemo} />
        {claim.dueOn && (
          <Text size="sm" {...(claim.isLate ? { c: "red.9", fw: 700 } : {})}>
            Hạn {dayText(claim.dueOn, "vi")}
            {claim.isLate && ", quá hạn"}
          </Text>
        )}
      </Group>
      <Outcome answer={actionData} />
      {acts.against.map((line) => (
        <Text key={line} size="sm" fw={600}>
          {line}
        </Text>
      ))}
      <SimpleGrid cols={{ base: 1, md: 2 }} mt="sm" spacing="md">
        <Stack>
          <Asked claim={claim} />
          <Papers claim={claim} />
        </Stack>
        <Stack>
          {acts.mayDecide && <Decide loaded={loaderData} answer={actionData} />}
          {claim.approved !== null && <Money loaded={loaderData} answer={actionData} />}
          <Log loaded={loaderData} />
        </Stack>
      </SimpleGrid>
    </OfficePage>
  );
}

function Asked({ claim }: Pick<Loaded, "claim">) {
  const { measure } = claim;
  const rows = [
    ["Vì sao được hưởng", claim.right?.reason],
    ["Nội dung hỗ trợ", measure.what],
    ["Căn cứ", measure.legalBasis],
    ["Tỷ lệ", measure.rate === null ? "không nêu" : `${measure.rate}% chi phí`],
    ["Mức trần", measure.ceiling === null ? "không nêu" : `${measure.ceiling} đồng`],
    ["Dùng vào việc", claim.purpose],
    ["Chi phí", claim.cost && `${claim.cost} đồng`],
    ["Đề nghị", claim.asked && `${claim.asked} đồng`],
    ["Nhiều nhất được", claim.most && `${claim.most} đồng`],
    ["Được duyệt", claim.approved && `${claim.approved} đồng, ${claim.sourceName ?? ""}`],
    ["Lý do trả lại, từ chối", claim.reason],
  ].filter(([, value]) => value);
  return (
    <Card withBorder component="section">
      <Heading>Đề nghị</Heading>
      <Group gap="md" mb="xs" component="nav" aria-label="Liên quan">
        <Anchor component={Link} to={producerPaths.home(claim.producerId)} underline="always">
          Chủ thể
        </Anchor>
        <Anchor component={Link} to={supportPaths.measure(measure.id)} underline="always">
          Biện pháp
        </Anchor>
        {claim.budgetYear !== null && (
          <Anchor component={Link} to={supportPaths.budgetOf(claim.budgetYear)} underline="always">
            Dự toán, sổ chi năm {claim.budgetYear}
          </Anchor>
        )}
      </Group>
      <Table variant="vertical" layout="fixed" verticalSpacing={4} aria-label="Đề nghị">
        <Table.Tbody>
          {rows.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={130}>{label}</Table.Th>
              <Table.Td style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>
                {value}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt={4}>
        Theo phiên bản {measure.seq} của biện pháp.
      </Text>
    </Card>
  );
}

function Papers({ claim }: Pick<Loaded, "claim">) {
  return (
    <Card withBorder component="section">
      <Heading>Giấy tờ</Heading>
      <ul className="tight">
        {claim.papers.map((one) => (
          <li key={one.key}>
            {one.label}:{" "}
            {one.title === null ? (
              "chưa có"
            ) : one.hasFile ? (
              <Anchor href={supportPaths.paper(claim.id, one.key)}>{one.title}</Anchor>
            ) : (
              one.title
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Part = { loaded: Loaded; answer: Answer | undefined };

function Decide({ loaded: { claim, acts }, answer }: Part) {
  const failed = failureOf(answer, "approve");
  const { field } = formValues(failed, {
    amount: claim.asked,
    source: claim.measure.source ?? "provinceBudget",
  });
  const version = { expectedVersion: String(claim.version) };
  const turnDown = (intent: "return" | "refuse") => {
    const failure = failureOf(answer, intent);
    return (
      <Lines
        of={formValues(failure).field}
        name="reason"
        label="Lý do (chủ thể đọc được)"
        required
      />
    );
  };
  return (
    <Card withBorder component="section">
      <Heading>Quyết định</Heading>
      <Stack gap="sm">
        <Confirm
          intent="approve"
          label="Duyệt đề nghị"
          says="Số tiền duyệt trừ vào dự toán năm nay của biện pháp theo nguồn đã chọn."
          values={version}
          unmet={acts.against}
          size="full"
          open={failed !== undefined}
        >
          <Line of={field} name="amount" label="Số tiền duyệt (đồng)" required />
          <Choice of={field} name="source" label="Nguồn kinh phí" options={fundSources} />
        </Confirm>
        <Confirm
          intent="return"
          label="Trả lại để bổ sung"
          says="Chủ thể sửa rồi nộp lại; đồng hồ dừng."
          values={version}
          unmet={acts.against}
          open={failureOf(answer, "return") !== undefined}
        >
          {turnDown("return")}
        </Confirm>
        <Confirm
          intent="refuse"
          label="Không duyệt"
          says="Đề nghị khép lại. Quyền lợi vẫn còn, chủ thể lập đề nghị khác được."
          values={version}
          unmet={acts.against}
          colour="red"
          open={failureOf(answer, "refuse") !== undefined}
        >
          {turnDown("refuse")}
        </Confirm>
      </Stack>
    </Card>
  );
}

function Money({ loaded: { claim, acts, today, fairs, planLines }, answer }: Part) {
  const failed = failureOf(answer, "pay");
  const { field } = formValues(failed, { paidOn: formatDay(today), amount: claim.left });
  const isOver = claim.state === "paid";
  return (
    <Card withBorder component="section">
      <Heading>Chi trả</Heading>
      <Text size="sm">
        Đã chi {claim.paid} đồng, còn {claim.left} đồng.
      </Text>
      {claim.payments.length > 0 && (
        <Table verticalSpacing={4} aria-label="Các dòng chi" mt="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Ngày</Table.Th>
              <Table.Th>Chứng từ</Table.Th>
              <Table.Th ta="right">Số tiền (đồng)</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {claim.payments.map((one) => (
              <Table.Tr key={one.id} td={one.isVoid ? "line-through" : undefined}>
                <Table.Td>{dayText(one.paidOn, "vi")}</Table.Td>
                <Table.Td style={{ overflowWrap: "anywhere" }}>
                  {one.voucher}
                  {one.isVoid && <Text size="sm">Đã hủy: {one.voidReason}</Text>}
                  <PlanLine line={planLines[one.id]} />
                </Table.Td>
                <Table.Td ta="right">
                  {one.amount}
                  {acts.mayPay && !one.isVoid && (
                    <Void claim={claim} payment={one} acts={acts} answer={answer} />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {acts.mayPay && !isOver && acts.against.length === 0 && (
        <Form method="post" noValidate key={claim.version}>
          <VersionField version={claim.version} />
          <Stack gap="xs" mt="sm">
            <Line of={field} name="paidOn" label="Ngày chi" placeholder="ngày/tháng/năm" required />
            <Line of={field} name="voucher" label="Số chứng từ" required />
            <Line of={field} name="amount" label="Số tiền (đồng)" required />
            {Object.keys(fairs).length > 0 && (
              <Choice
                of={field}
                name="participantId"
                label="Khoản này chi cho hội chợ đã ghi"
                description="Chọn để sổ chi không tính hai lần."
                options={fairs}
                empty="Không phải khoản chi hội chợ"
              />
            )}
            <div>
              <Button type="submit" name="intent" value="pay">
                Ghi chi trả
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Card>
  );
}

/** The line of a plan that the same voucher stands on. */
function PlanLine({ line }: { line: Loaded["planLines"][string] | undefined }) {
  if (!line) return null;
  return (
    <Text size="sm">
      Kế hoạch:{" "}
      <Anchor component={Link} to={line.href} underline="always" inherit>
        {line.name}
      </Anchor>
    </Text>
  );
}

function Void({
  claim,
  payment,
  acts,
  answer,
}: {
  claim: Loaded["claim"];
  payment: Loaded["claim"]["payments"][number];
  acts: Loaded["acts"];
  answer: Answer | undefined;
}) {
  const failure = failureOf(answer, "void");
  const mine = failure?.values["paymentId"] === payment.id ? failure : undefined;
  return (
    <Confirm
      intent="void"
      label="Hủy dòng chi"
      says="Chỉ hủy dòng ghi nhầm. Dòng cũ vẫn còn, gạch ngang."
      values={{ expectedVersion: String(claim.version), paymentId: payment.id }}
      unmet={acts.against}
      colour="red"
      open={mine !== undefined}
    >
      <Lines of={formValues(mine).field} name="reason" label="Vì sao hủy" required />
    </Confirm>
  );
}

function Log({ loaded: { claim, names } }: { loaded: Loaded }) {
  return (
    <Card withBorder component="section">
      <Heading>Diễn biến</Heading>
      <ul className="tight">
        {claim.log.map((one) => (
          <li key={one.id}>
            {instantText(new Date(one.at), "vi")}: {one.words}
            {one.amount && `, ${one.amount} đồng`}
            {one.note && `. ${one.note}`} {names[one.id] && `(${names[one.id]})`}
          </li>
        ))}
      </ul>
    </Card>
  );
}
