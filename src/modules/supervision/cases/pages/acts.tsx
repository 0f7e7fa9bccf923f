import { Button, Card, NativeSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { CopyFields } from "#modules/recognition/widgets/copy-fields.tsx";
import { revocationGrounds } from "#modules/recognition/model.ts";
import { type Answer, failureOf } from "#ui/office/act.tsx";
import { type CaseAct, caseActNames } from "../model.ts";
import type { LoadedCase } from "./case.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

type Box = {
  readonly name: string;
  readonly label: string;
  readonly kind: "line" | "text" | "day" | "ground" | "file" | "copy";
  readonly initial?: string;
  readonly hint?: string;
};

/** What each act asks for, in the order in which the acts come. */
function formsOf(of: LoadedCase): [CaseAct, readonly Box[]][] {
  const { today, ground } = of;
  const reason = { name: "reason", label: "Lý do", kind: "text" } as const;
  const undoing: readonly Box[] = [
    { ...reason, label: "Vì sao việc thu hồi không đúng" },
    { name: "concludedOn", label: "Ngày kết luận lại", kind: "day", initial: today },
  ];
  return [
    ["verify", []],
    [
      "ask",
      [
        { name: "question", label: "Nội dung cần giải trình", kind: "text" },
        { name: "answerBy", label: "Hạn giải trình", kind: "day" },
      ],
    ],
    [
      "keep",
      [
        { name: "title", label: "Tên chứng cứ", kind: "line" },
        { name: "file", label: "Ảnh hoặc PDF", kind: "file" },
      ],
    ],
    [
      "conclude",
      [
        { name: "ground", label: "Căn cứ thu hồi", kind: "ground", initial: ground },
        { name: "conclusion", label: "Kết luận", kind: "text" },
        {
          name: "concludedOn",
          label: "Ngày kết luận",
          kind: "day",
          initial: today,
          hint: "Thời hạn quyết định tính từ ngày này.",
        },
      ],
    ],
    ["submit", []],
    ["record", decidedElsewhere(of)],
    ["recover", [{ name: "recoveredOn", label: "Ngày nhận lại", kind: "day", initial: today }]],
    ["restore", undoing],
    ["recordRestoration", [...undoing, ...decidedElsewhere(of)]],
    ["dismiss", [reason]],
  ];
}

/** A decision of another authority as its paper has it. */
function decidedElsewhere({ isMinisters }: LoadedCase): readonly Box[] {
  return [
    {
      name: "issuer",
      label: "Cơ quan, người ban hành",
      kind: "line",
      initial: isMinisters ? "Bộ trưởng Bộ Nông nghiệp và Môi trường" : "",
    },
    { name: "numberText", label: "Số quyết định", kind: "line" },
    { name: "signedOn", label: "Ngày ký", kind: "day" },
    { name: "signerName", label: "Người ký", kind: "line" },
    { name: "scan", label: "Bản quyết định đã ký", kind: "copy" },
  ];
}

/** The acts that belong to where the case stands, each with its form or with what stands against it. */
export function Acts({ of, answer }: { of: LoadedCase; answer: Answer | undefined }) {
  return formsOf(of)
    .filter(([act]) => of.obstacles[act] !== undefined)
    .map(([act, boxes]) => (
      <Card key={act} withBorder component="section">
        <Title order={2} size="h4" mb="xs">
          {caseActNames[act]}
        </Title>
        {of.obstacles[act]?.map((line) => (
          <Text key={line} c="dimmed">
            {line}
          </Text>
        ))}
        {of.obstacles[act]?.length === 0 && (
          <ActForm act={act} boxes={boxes} version={of.version} answer={answer} />
        )}
      </Card>
    ));
}

function ActForm({
  act,
  boxes,
  version,
  answer,
}: {
  act: CaseAct;
  boxes: readonly Box[];
  version: number;
  answer: Answer | undefined;
}) {
  const failure = failureOf(answer, act);
  const hasFile = boxes.some(({ kind }) => kind === "file" || kind === "copy");
  return (
    <Form method="post" noValidate {...(hasFile ? { encType: "multipart/form-data" } : {})}>
      <VersionField version={version} />
      <Stack gap="sm" maw={560}>
        {boxes.map((box) =>
          box.kind === "copy" ? (
            <CopyFields
              key={box.name}
              errors={failure?.errors ?? {}}
              label={box.label}
              description="PDF ký số, hoặc bản quét lưu thành PDF."
            />
          ) : (
            <Control
              key={box.name}
              box={box}
              typed={failure?.values[box.name]}
              error={failure?.errors[box.name]}
            />
          ),
        )}
        <Button
          type="submit"
          name="intent"
          value={act}
          {...(act === "dismiss" ? { variant: "default" } : {})}
        >
          {caseActNames[act]}
        </Button>
      </Stack>
    </Form>
  );
}

function Control({
  box: { name, label, kind, initial, hint },
  typed,
  error,
}: {
  box: Box;
  typed: string | undefined;
  error: string | undefined;
}): ReactNode {
  const common = {
    name,
    label,
    defaultValue: typed ?? initial ?? "",
    error,
    ...(hint ? { description: hint } : {}),
  };
  if (kind === "text") return <Textarea {...common} autosize minRows={3} />;
  if (kind === "ground")
    return (
      <NativeSelect
        {...common}
        data={Object.entries(revocationGrounds).map(([value, text]) => ({ value, label: text }))}
      />
    );
  if (kind === "file")
    return (
      <div>
        <label>
          <Text size="sm" fw={500} component="span">
            {label}
          </Text>
          <br />
          <input name={name} type="file" accept="application/pdf,image/*" />
        </label>
        {error && (
          <Text size="sm" c="red.9" role="alert">
            {error}
          </Text>
        )}
      </div>
    );
  return <TextInput {...common} type={kind === "day" ? "date" : "text"} />;
}
