import {
  Alert,
  Button,
  Card,
  Group,
  NativeSelect,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import { VersionField } from "#ui/forms/version-field.tsx";
import { type Answer, Confirm, typedIn } from "#ui/office/act.tsx";
import { fitMarks } from "../../../model.ts";
import { DeclareTieForm, NoTiesBox, Tied } from "../../../widgets/ties.tsx";
import { ResultAndReason } from "./result.tsx";
import type { Route } from "./+types/idea.ts";
import { Refile } from "./refile.tsx";

type Loaded = Route.ComponentProps["loaderData"];

/** What the office may do with an idea now; nothing where it may only look. */
export function Acts({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { idea, mayTake, mayRefile, moves, mayLink, mayWithdraw, tie } = loaderData;
  const version = { expectedVersion: String(idea.version) };
  return (
    <>
      {tie !== null && <Tied tie={tie} />}
      {mayTake && (
        <Form method="post">
          <VersionField version={idea.version} />
          <Group gap="xs">
            <Button type="submit" name="intent" value="take" variant="default">
              Nhận xem xét
            </Button>
            <Text size="sm" c="dimmed">
              Chưa cần quyết định ngay; người đăng ký thấy ý tưởng đang được xem.
            </Text>
          </Group>
        </Form>
      )}
      {mayRefile && <Refile idea={idea} answer={answer} />}
      {moves.length > 0 && <Screen loaderData={loaderData} answer={answer} />}
      {mayLink && <Tie loaderData={loaderData} answer={answer} />}
      {mayWithdraw && (
        <div>
          <Confirm
            intent="withdraw"
            label="Rút ý tưởng"
            colour="red"
            says="Dùng khi người đăng ký gọi đến xin rút. Ý tưởng đã rút không mở lại được."
            values={version}
          >
            <TextInput name="reason" label="Lý do (không bắt buộc)" />
          </Confirm>
        </div>
      )}
    </>
  );
}

function Screen({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { idea, moves, fit, sets } = loaderData;
  const { values, errors } = typedIn(answer, "screen");
  const asksFit = (moves as readonly string[]).includes("forward");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Xem xét
      </Title>
      <Form method="post" noValidate>
        <VersionField version={idea.version} />
        <Stack gap="sm" maw={720}>
          <Questions
            subject="productFit"
            title="Sản phẩm có phù hợp không?"
            questions={fit.product}
            values={values}
            errors={errors}
          />
          <Questions
            subject="applicantFit"
            title="Người đăng ký có phù hợp không?"
            questions={fit.applicant}
            values={values}
            errors={errors}
          />
          <Text size="sm" c="dimmed">
            {asksFit
              ? "Chuyển lên thì cần trả lời mọi câu; trả lại thì không. "
              : "Các câu này đã được cấp xã trả lời ở phần Quá trình; trả lời lại nếu thấy khác. "}
            Nguồn: {fit.source}.
          </Text>
          <NativeSelect
            name="setCode"
            label="Bộ sản phẩm"
            description="Bộ tiêu chí mà sản phẩm sẽ được đánh giá theo."
            defaultValue={values["setCode"] ?? idea.setCode ?? ""}
            error={errors["setCode"]}
            data={[{ value: "", label: "Hãy chọn" }, ...sets]}
          />
          <ResultAndReason
            moves={moves}
            values={values}
            errors={errors}
            whose="Người đăng ký đọc được. Ghi rõ cần hoàn thiện gì."
          />
          <Textarea
            name="note"
            label="Ý kiến cho cơ quan cấp trên (không bắt buộc)"
            autosize
            defaultValue={values["note"]}
            error={errors["note"]}
          />
          <NoTiesBox checked={values["noTies"] === "1"} error={errors["noTies"]} />
          <div>
            <Button type="submit" name="intent" value="screen">
              Ghi kết quả
            </Button>
          </div>
        </Stack>
      </Form>
      <div style={{ marginTop: "1rem" }}>
        <DeclareTieForm answer={answer} />
      </div>
    </Card>
  );
}

function Questions({
  subject,
  title,
  questions,
  values,
  errors,
}: {
  subject: "productFit" | "applicantFit";
  title: string;
  questions: Loaded["fit"]["product"];
  values: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string | undefined>>;
}) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>
        <Text fw={600}>{title}</Text>
      </legend>
      <Stack gap="xs">
        {questions.map(({ id, vi }) => {
          const name = `${subject}.${id}`;
          return (
            <Radio.Group
              key={id}
              name={name}
              label={vi}
              error={errors[name]}
              defaultValue={values[name] ?? ""}
            >
              <Group gap="md" mt={4}>
                {Object.entries(fitMarks).map(([value, label]) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Group>
            </Radio.Group>
          );
        })}
      </Stack>
    </fieldset>
  );
}

function Tie({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { idea, found, text } = loaderData;
  const { errors } = typedIn(answer, "link");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Gắn với chủ thể
      </Title>
      <Text size="sm" mb="xs">
        Khi người đăng ký đã có cơ sở trong hệ thống, gắn vào để cơ sở lập phương án.
      </Text>
      {errors["producerId"] && <Alert color="red">{errors["producerId"]}</Alert>}
      <Form method="get">
        <Group align="flex-end">
          <TextInput name="tim" label="Tên hoặc mã số thuế của chủ thể" defaultValue={text} />
          <Button type="submit" variant="default">
            Tìm
          </Button>
        </Group>
      </Form>
      {text !== "" && found.length === 0 && <Text mt="xs">Không tìm thấy chủ thể nào.</Text>}
      {found.slice(0, 10).map(({ id, name, unitName }) => (
        <Form method="post" key={id}>
          <VersionField version={idea.version} />
          <input type="hidden" name="producerId" value={id} />
          <Group gap="xs" mt={6}>
            <Text>
              {name}, {unitName}
            </Text>
            <Button
              type="submit"
              name="intent"
              value="link"
              size="compact-sm"
              variant="light"
              aria-label={`Gắn với ${name}`}
            >
              Gắn
            </Button>
          </Group>
        </Form>
      ))}
    </Card>
  );
}
