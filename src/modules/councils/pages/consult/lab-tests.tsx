import {
  Anchor,
  Button,
  Card,
  FileInput,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import { dayText } from "#ui/dates.ts";
import { labVerdicts } from "../../consult/model.ts";
import { consultPaths } from "../../consult/paths.ts";
import type { ConsultPageData } from "./dossier-data.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** A form that came back, with what was typed. */
export type Failure =
  | {
      readonly errors: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    }
  | undefined;

/** The laboratory tests of a dossier: asked for, waited for, received. */
export function LabTests({ data, failure }: { data: ConsultPageData; failure: Failure }) {
  const { tests, isOpen, part } = data;
  const mayWrite = isOpen && part !== "reader";
  const asking = failure?.values["intent"] === "askTest" ? failure : undefined;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Kiểm nghiệm
      </Title>
      <Stack gap="md">
        {tests.length === 0 && <Text>Chưa yêu cầu kiểm nghiệm nào.</Text>}
        {tests.map((one) => (
          <LabTest key={one.id} test={one} data={data} mayWrite={mayWrite} failure={failure} />
        ))}
        {mayWrite && (
          <details open={asking !== undefined}>
            <summary>Yêu cầu kiểm nghiệm</summary>
            <Form method="post" noValidate>
              <Stack gap="xs" mt="xs" maw={560}>
                <Textarea
                  name="indicators"
                  label="Chỉ tiêu"
                  autosize
                  minRows={2}
                  required
                  defaultValue={asking?.values["indicators"]}
                  error={asking?.errors["indicators"]}
                />
                <Textarea
                  name="reason"
                  label="Vì sao cần"
                  autosize
                  required
                  defaultValue={asking?.values["reason"]}
                  error={asking?.errors["reason"]}
                />
                <TextInput
                  name="lab"
                  label="Phòng kiểm nghiệm"
                  defaultValue={asking?.values["lab"]}
                  error={asking?.errors["lab"]}
                />
                <TextInput
                  type="date"
                  name="dueOn"
                  label="Hạn trả kết quả"
                  defaultValue={asking?.values["dueOn"]}
                  error={asking?.errors["dueOn"]}
                />
                <Button type="submit" name="intent" value="askTest">
                  Ghi yêu cầu
                </Button>
              </Stack>
            </Form>
          </details>
        )}
      </Stack>
    </Card>
  );
}

function LabTest({
  test,
  data: { head, today },
  mayWrite,
  failure,
}: {
  test: ConsultPageData["tests"][number];
  data: ConsultPageData;
  mayWrite: boolean;
  failure: Failure;
}) {
  const { id, indicators, reason, lab, askedOn, dueOn, receivedOn, verdict, result, note } = test;
  const mine = failure?.values["testId"] === id ? failure : undefined;
  return (
    <article>
      <Text fw={600} style={{ whiteSpace: "pre-line" }}>
        {indicators}
      </Text>
      <Text size="sm">
        {reason}
        {lab && ` · ${lab}`} · yêu cầu {dayText(askedOn, "vi")}
        {dueOn !== null && (
          <span className={test.isOverdue ? "late-day" : undefined}>
            {" "}
            · {test.isOverdue ? "quá hạn" : "hạn"} {dayText(dueOn, "vi")}
          </span>
        )}
        {" · "}
        <Anchor href={consultPaths.labRequest(head.id, id, "pdf")}>công văn PDF</Anchor>,{" "}
        <Anchor href={consultPaths.labRequest(head.id, id, "docx")}>Word</Anchor>
      </Text>
      {receivedOn !== null && verdict !== null && (
        <Text size="sm">
          <b className={verdict === "notMet" ? "differs-text" : undefined}>
            {labVerdicts[verdict]}
          </b>
          , nhận {dayText(receivedOn, "vi")}
          {result && (
            <>
              {" · "}
              <a href={consultPaths.file(head.id, result)}>phiếu kết quả</a>
            </>
          )}
          {note && ` · ${note}`}
        </Text>
      )}
      {mayWrite && (
        <details open={mine !== undefined}>
          <summary>{receivedOn === null ? "Nhập kết quả" : "Sửa kết quả"}</summary>
          <Form method="post" encType="multipart/form-data" noValidate>
            <input type="hidden" name="testId" value={id} />
            <VersionField name="version" version={test.version} />
            <input type="hidden" name="kept" value={result ?? ""} />
            <Group gap="sm" align="flex-start" mt="xs">
              <TextInput
                type="date"
                name="receivedOn"
                label="Ngày nhận"
                defaultValue={mine?.values["receivedOn"] ?? receivedOn ?? today}
                error={mine?.errors["receivedOn"]}
              />
              <NativeSelect
                name="verdict"
                label="Kết luận"
                data={[
                  { value: "", label: "Chọn" },
                  ...Object.entries(labVerdicts).map(([value, label]) => ({ value, label })),
                ]}
                defaultValue={mine?.values["verdict"] ?? verdict ?? ""}
                error={mine?.errors["verdict"]}
              />
              <FileInput
                name="result"
                label="Phiếu kết quả (PDF, ảnh, tối đa 1 MB)"
                accept="application/pdf,image/*"
                error={mine?.errors["labResult"]}
              />
              <TextInput
                name="note"
                label="Ghi chú"
                defaultValue={mine?.values["note"] ?? note ?? ""}
                error={mine?.errors["note"]}
              />
            </Group>
            <Button type="submit" name="intent" value="receiveTest" mt="xs">
              Lưu kết quả
            </Button>
          </Form>
        </details>
      )}
    </article>
  );
}
