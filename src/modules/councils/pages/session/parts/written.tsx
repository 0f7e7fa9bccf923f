import { Button, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Form } from "react-router";
import { type Answer, failureOf } from "#ui/office/act.tsx";

/** A member of a written round asks that the council meet. */
export function AskMeeting({ answer }: { answer: Answer | undefined }) {
  const failure = failureOf(answer, "askMeeting");
  return (
    <details open={failure !== undefined}>
      <summary>Đề nghị họp trực tiếp</summary>
      <Form method="post">
        <Stack gap="xs" mt="xs">
          <Textarea name="reason" label="Lý do" rows={3} error={failure?.errors["reason"]} />
          <Button type="submit" name="intent" value="askMeeting">
            Gửi đề nghị
          </Button>
        </Stack>
      </Form>
    </details>
  );
}

/** Makes a meeting out of the written round. */
export function ConvertForm({ answer }: { answer: Answer | undefined }) {
  const failure = failureOf(answer, "convert");
  return (
    <Form method="post" noValidate>
      <Stack gap="xs" mt="sm">
        <Text size="sm">
          Ý kiến chưa thống nhất nên phải họp. Những sản phẩm chưa có kết quả được chấm lại từ đầu
          tại phiên họp; phiếu đã gửi vẫn được giữ.
        </Text>
        <TextInput name="place" label="Nơi họp" error={failure?.errors["place"]} />
        <TextInput
          type="datetime-local"
          name="startsAt"
          label="Ngày giờ họp"
          error={failure?.errors["startsAt"]}
        />
        <Button type="submit" name="intent" value="convert">
          Chuyển thành phiên họp
        </Button>
      </Stack>
    </Form>
  );
}
