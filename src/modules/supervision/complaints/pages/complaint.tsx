import {
  Alert,
  Anchor,
  Button,
  Card,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { requireInbox } from "#modules/supervision/complaints/pages/inbox.server.ts";
import {
  authorisedComplaint,
  describeComplaint,
  endComplaint,
  toCase,
  toInspection,
} from "#modules/supervision/complaints/service/inbox.server.ts";
import { possibleLeads } from "#modules/supervision/service/schedule.server.ts";
import { instantText } from "#ui/dates.ts";
import { type Answer, failureOf, Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { revocationGrounds } from "#modules/recognition/model.ts";
import { casePaths } from "../../cases/paths.ts";
import type { EndComplaint, ToCase, ToInspection } from "../inputs.ts";
import { complaintKinds, complaintStates } from "../model.ts";
import { inboxPaths } from "../paths.ts";
import type { Route } from "./+types/complaint.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireInbox(actor);
  const { db } = context.get(requestContext).database;
  const { row, contact, hasContact, recognition, maySettle } = await describeComplaint(
    db,
    actor,
    params.complaint,
  );
  const leads = maySettle ? await possibleLeads(db, row.provinceCode) : [];
  return {
    complaint: {
      id: row.id,
      version: row.version,
      state: row.state,
      kind: row.kind,
      productName: row.productName,
      seenAt: row.seenAt,
      text: row.text,
      hasPhoto: row.photoDigest !== null,
      receivedAt: row.receivedAt,
      answer: row.answer,
      caseId: row.caseId,
      inspectionId: row.inspectionId,
      isDemo: row.isDemo,
    },
    contact,
    hasContact,
    maySettle,
    product: recognition
      ? {
          name: recognition.productName,
          producer: recognition.producerName,
          stars: recognition.stars,
          number: recognition.certificate?.number ?? null,
          token: recognition.certificate?.token ?? null,
        }
      : null,
    leads: leads.map(({ id, name, agencyName }) => ({
      value: id,
      label: agencyName ? `${name}, ${agencyName}` : name,
    })),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireInbox(actor);
  const { db } = context.get(requestContext).database;
  await authorisedComplaint(db, actor, "see", params.complaint);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const on = { ...fields, complaintId: params.complaint } as unknown;
    if (intent === "case") {
      await toCase(db, actor, on as ToCase);
      return { done: "Đã mở vụ việc. Hãy mở vụ việc để thẩm tra." };
    }
    if (intent === "inspection") {
      await toInspection(db, actor, on as ToInspection);
      return { done: "Đã yêu cầu kiểm tra." };
    }
    await endComplaint(db, actor, on as EndComplaint);
    return { done: "Đã kết thúc; người phản ánh đọc được câu trả lời bằng mã của mình." };
  });
});

type Loaded = Route.ComponentProps["loaderData"];

export const shouldRevalidate = readAnew;

/** One complaint: what was told, and what follows. */
export default function ComplaintPage({ loaderData, actionData }: Route.ComponentProps) {
  const { complaint, product, maySettle } = loaderData;
  return (
    <OfficePage
      title={`Phản ánh: ${complaint.productName}`}
      description={`${complaintKinds[complaint.kind]} · ${complaintStates[complaint.state]}`}
    >
      <title>{`Phản ánh: ${complaint.productName} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Anchor className="back" component={Link} to={inboxPaths.list} size="sm">
        ← Phản ánh về sản phẩm
      </Anchor>
      <Stack mt="xs">
        <Told loaderData={loaderData} />
        {complaint.caseId && (
          <Anchor component={Link} to={casePaths.one(complaint.caseId)} fw={600}>
            Xem vụ việc đã mở từ phản ánh này
          </Anchor>
        )}
        {complaint.inspectionId && (
          <Anchor href={`/kiem-tra/${complaint.inspectionId}`} fw={600}>
            Xem cuộc kiểm tra theo phản ánh này
          </Anchor>
        )}
        {complaint.answer && <Alert title="Đã trả lời">{complaint.answer}</Alert>}
        {maySettle && (
          <Settle loaderData={loaderData} answer={actionData} isNamed={product !== null} />
        )}
      </Stack>
    </OfficePage>
  );
}

function Told({ loaderData: { complaint, contact, hasContact, product } }: { loaderData: Loaded }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Nội dung
      </Title>
      <Stack gap="xs">
        <Text style={{ whiteSpace: "pre-wrap" }}>{complaint.text}</Text>
        {complaint.seenAt && <Text>Thấy ở: {complaint.seenAt}</Text>}
        <Text size="sm" c="dimmed">
          Nhận lúc {instantText(new Date(complaint.receivedAt), "vi")}
        </Text>
        {contact ? (
          <Text>Liên hệ: {contact}</Text>
        ) : (
          <Text size="sm" c="dimmed">
            {hasContact
              ? "Người phản ánh có để lại cách liên hệ; chỉ cơ quan tham mưu thấy."
              : "Không để lại cách liên hệ."}
          </Text>
        )}
        {product ? (
          <Text>
            Giấy chứng nhận: {product.number} – {product.name}, {product.producer}, {product.stars}{" "}
            sao{" "}
            {product.token && (
              <Anchor underline="always" href={`/verify/${product.token}`}>
                Trang tra cứu
              </Anchor>
            )}
          </Text>
        ) : (
          <Text>Chưa rõ giấy chứng nhận nào.</Text>
        )}
        {complaint.hasPhoto && (
          <img
            src={inboxPaths.photo(complaint.id)}
            alt="Ảnh kèm phản ánh"
            style={{ maxWidth: "100%", maxHeight: 480, width: "auto" }}
          />
        )}
      </Stack>
    </Card>
  );
}

function Settle({
  loaderData: { complaint, leads },
  answer,
  isNamed,
}: {
  loaderData: Loaded;
  answer: Answer | undefined;
  isNamed: boolean;
}) {
  const part = (intent: string) => {
    const failure = failureOf(answer, intent);
    return { values: failure?.values ?? {}, errors: failure?.errors ?? {} };
  };
  const [opening, visiting, ending] = [part("case"), part("inspection"), part("end")];
  const number = ({ values, errors }: ReturnType<typeof part>) =>
    !isNamed && (
      <TextInput
        name="certificateNumber"
        label="Số giấy chứng nhận"
        description="Phản ánh chưa gắn với giấy chứng nhận: hãy tìm trong danh sách công khai rồi nhập số."
        defaultValue={values["certificateNumber"]}
        error={errors["certificateNumber"]}
      />
    );
  const version = <VersionField version={complaint.version} />;
  return (
    <>
      <Act title="Mở vụ việc thu hồi" intent="case" label="Mở vụ việc">
        {version}
        {number(opening)}
        <NativeSelect
          name="ground"
          label="Căn cứ thu hồi có thể có"
          defaultValue={opening.values["ground"] ?? "misuseOfOcopMark"}
          error={opening.errors["ground"]}
          data={Object.entries(revocationGrounds).map(([value, label]) => ({ value, label }))}
        />
        <Textarea
          name="facts"
          label="Sự việc"
          autosize
          minRows={3}
          defaultValue={opening.values["facts"] ?? complaint.text}
          error={opening.errors["facts"]}
        />
      </Act>
      <Act title="Yêu cầu kiểm tra đột xuất" intent="inspection" label="Yêu cầu kiểm tra">
        {version}
        {number(visiting)}
        <TextInput
          name="plannedOn"
          type="date"
          label="Ngày dự kiến"
          defaultValue={visiting.values["plannedOn"]}
          error={visiting.errors["plannedOn"]}
        />
        <NativeSelect
          name="leadId"
          label="Người phụ trách"
          defaultValue={visiting.values["leadId"] ?? ""}
          error={visiting.errors["leadId"]}
          data={[{ value: "", label: "Hãy chọn" }, ...leads]}
        />
      </Act>
      <Act title="Kết thúc, trả lời" intent="end" label="Kết thúc phản ánh">
        {version}
        <Textarea
          name="answer"
          label="Trả lời người phản ánh"
          description="Người phản ánh đọc được bằng mã. Không ghi tên người, số điện thoại."
          autosize
          minRows={2}
          defaultValue={ending.values["answer"]}
          error={ending.errors["answer"]}
        />
      </Act>
    </>
  );
}

function Act({
  title,
  intent,
  label,
  children,
}: {
  title: string;
  intent: string;
  label: string;
  children: React.ReactNode;
}) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      <Form method="post" noValidate>
        <Stack gap="sm" maw={560}>
          {children}
          <Button type="submit" name="intent" value={intent}>
            {label}
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}
