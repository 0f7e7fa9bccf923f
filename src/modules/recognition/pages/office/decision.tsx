import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnDecision, decisionPage } from "#modules/recognition/pages/office/decision.server.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { authorisedDecision } from "#modules/recognition/service/load.server.ts";
import { type Answer, Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { draftFieldNames, draftFields } from "../../drafting.ts";
import { decisionKinds, decisionStates } from "../../model.ts";
import { decisionPapers, recognitionPaths } from "../../paths.ts";
import type { Route } from "./+types/decision.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return decisionPage(db, actor, args.params.decision);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openPage(args);
  await authorisedDecision(ground.db, ground.actor, "see", args.params.decision);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnDecision(ground, args.params.decision, form));
});

type Loaded = Route.ComponentProps["loaderData"];

/** A decision: its words while it is a draft, its products, papers and certificates. */
export default function Decision({ loaderData, actionData }: Route.ComponentProps) {
  const { decision, may } = loaderData;
  return (
    <OfficePage
      title={decision.title}
      description={`${decisionKinds[decision.kind]} · ${decision.issuer} · ${decisionStates[decision.state]}`}
    >
      <title>{`${decision.title} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Stack>
        {decision.numberText !== null && (
          <Text fw={600}>
            Số {decision.numberText}
            {decision.signedOn && `, ngày ${dayText(decision.signedOn, "vi")}`}
            {decision.signerName && `, ${decision.signerName} ký`}
          </Text>
        )}
        {decision.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        {may.issue && <IssueForm loaderData={loaderData} answer={actionData} />}
        <Papers loaderData={loaderData} />
        <Products loaderData={loaderData} />
        {may.edit && <DraftForm loaderData={loaderData} answer={actionData} />}
        <Steps loaderData={loaderData} />
      </Stack>
    </OfficePage>
  );
}

type Part = { readonly loaderData: Loaded };

const valuesOf = (answer: Answer | undefined) =>
  answer && "ok" in answer ? answer : { values: {}, errors: {} };

function IssueForm({ loaderData, answer }: Part & { answer: Answer | undefined }) {
  const { decision, today } = loaderData;
  const { values, errors } = valuesOf(answer) as {
    values: Readonly<Record<string, string>>;
    errors: Readonly<Record<string, string>>;
  };
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Ký ban hành
      </Title>
      <Text size="sm" mb="sm">
        Khi ban hành, hệ thống cấp số, công nhận sản phẩm và lập giấy chứng nhận cùng lúc. Quyết
        định đã ban hành không sửa được.
      </Text>
      <Form method="post" noValidate>
        <input type="hidden" name="expectedVersion" value={decision.version} />
        <Stack gap="sm" maw={480}>
          <TextInput
            name="signerName"
            label="Họ tên người ký"
            required
            defaultValue={values["signerName"]}
            error={errors["signerName"]}
          />
          <TextInput
            name="signerTitle"
            label="Chức vụ"
            required
            defaultValue={values["signerTitle"] ?? "Chủ tịch"}
            error={errors["signerTitle"]}
          />
          <TextInput
            name="signedOn"
            type="date"
            label="Ngày ký"
            max={today}
            defaultValue={values["signedOn"] ?? today}
            error={errors["signedOn"]}
          />
          <Button type="submit" name="intent" value="issue">
            Ký ban hành
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}

function Papers({ loaderData: { decision, items } }: Part) {
  const communes = new Map(items.map(({ communeCode, communeName }) => [communeCode, communeName]));
  const papers = [
    { name: decisionPapers.submission, title: "Tờ trình" },
    { name: decisionPapers.decision, title: "Quyết định" },
    ...[...communes].map(([code, name]) => ({
      name: decisionPapers.communeNotice(code),
      title: `Thông báo đến ${name}`,
    })),
    ...items.map(({ seq, producerName }) => ({
      name: decisionPapers.producerNotice(seq),
      title: `Thông báo đến ${producerName}`,
    })),
  ];
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Văn bản
      </Title>
      <ul>
        {papers.map(({ name, title }) => (
          <li key={name}>
            {title}: <Anchor href={recognitionPaths.paper(decision.id, name, "pdf")}>PDF</Anchor>
            {", "}
            <Anchor href={recognitionPaths.paper(decision.id, name, "docx")}>Word</Anchor>
          </li>
        ))}
        {decision.hasCopy && (
          <li>
            <Anchor href={recognitionPaths.copy(decision.id)}>Bản đã ký, đóng dấu</Anchor>
          </li>
        )}
      </ul>
    </Card>
  );
}

function Products({ loaderData: { decision, items } }: Part) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Sản phẩm
      </Title>
      <Table className="stacking" aria-label="Sản phẩm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Sản phẩm</Table.Th>
            <Table.Th>Chủ thể</Table.Th>
            <Table.Th>Điểm</Table.Th>
            <Table.Th>Hạng</Table.Th>
            <Table.Th>Giấy chứng nhận</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.seq}>
              <Table.Td>{item.productName}</Table.Td>
              <Table.Td>
                {item.producerName}, {item.communeName}
              </Table.Td>
              <Table.Td>{item.mean ?? "–"}</Table.Td>
              <Table.Td>{item.stars} sao</Table.Td>
              <Table.Td>
                {item.certificateId === null ? (
                  "Chưa có"
                ) : item.isSealed ? (
                  <Anchor href={recognitionPaths.certificate(decision.id, item.certificateId)}>
                    {item.certificateNumber}
                  </Anchor>
                ) : (
                  `${item.certificateNumber} (đang lập bản có chữ ký)`
                )}
                {item.expiresOn && (
                  <Text size="sm" c="dimmed">
                    Đến hết {dayText(item.expiresOn, "vi")}
                    {item.token && (
                      <>
                        {" · "}
                        <Anchor href={`/verify/${item.token}`}>Trang tra cứu</Anchor>
                      </>
                    )}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function DraftForm({ loaderData, answer }: Part & { answer: Answer | undefined }) {
  const { decision, usual } = loaderData;
  const { values, errors } = valuesOf(answer) as {
    values: Readonly<Record<string, string>>;
    errors: Readonly<Record<string, string>>;
  };
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Lời văn của dự thảo
      </Title>
      <Form method="post" noValidate>
        <input type="hidden" name="expectedVersion" value={decision.version} />
        <Stack gap="sm">
          <Textarea
            name="title"
            label="Trích yếu"
            autosize
            defaultValue={values["title"] ?? decision.title}
            error={errors["title"]}
          />
          <Textarea
            name="legalBasis"
            label="Căn cứ (mỗi dòng một căn cứ)"
            description="Bổ sung căn cứ về thẩm quyền của cơ quan ban hành. Dấu cuối dòng do hệ thống đặt."
            autosize
            minRows={4}
            defaultValue={values["legalBasis"] ?? decision.legalBasis}
            error={errors["legalBasis"]}
          />
          {draftFieldNames.map((name) => (
            <Textarea
              key={name}
              name={name}
              label={draftFields[name]}
              description="Để trống: dùng lời in mờ."
              placeholder={usual[name]}
              autosize
              minRows={2}
              defaultValue={values[name] ?? decision.texts[name] ?? ""}
              error={errors[`texts.${name}`]}
            />
          ))}
          <Group>
            <Button type="submit" name="intent" value="save">
              Lưu dự thảo
            </Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}

function Steps({ loaderData: { decision, may } }: Part) {
  const steps = [
    ...(may.submit ? [{ intent: "submit", label: "Trình ký", variant: "filled" }] : []),
    ...(may.takeBack ? [{ intent: "takeBack", label: "Lấy lại để sửa", variant: "default" }] : []),
    ...(may.drop ? [{ intent: "drop", label: "Bỏ dự thảo", variant: "default" }] : []),
  ];
  return (
    <>
      {steps.length > 0 && (
        <Form method="post">
          <input type="hidden" name="expectedVersion" value={decision.version} />
          <Group>
            {steps.map(({ intent, label, variant }) => (
              <Button key={intent} type="submit" name="intent" value={intent} variant={variant}>
                {label}
              </Button>
            ))}
          </Group>
        </Form>
      )}
      {may.keepCopy && (
        <Form method="post" encType="multipart/form-data">
          <Group gap="xs">
            <input
              name="scan"
              type="file"
              accept="application/pdf,image/*"
              aria-label="Bản đã ký, đóng dấu"
            />
            <Button type="submit" name="intent" value="copy" variant="default">
              Lưu bản đã ký, đóng dấu
            </Button>
          </Group>
        </Form>
      )}
    </>
  );
}
