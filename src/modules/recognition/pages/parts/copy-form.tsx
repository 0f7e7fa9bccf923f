import { Button, Card, Group, Stack, Title } from "@mantine/core";
import { Form } from "react-router";
import { CopyFields } from "../../widgets/copy-fields.tsx";
import { type Answer, typedIn } from "#ui/office/act.tsx";

/** Keeps the copy that was signed and stamped elsewhere. */
export function CopyForm({ answer }: { answer: Answer | undefined }) {
  const { errors } = typedIn(answer, "copy");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Bản đã ký, đóng dấu
      </Title>
      <Form method="post" encType="multipart/form-data" noValidate>
        <Stack gap="sm" maw={520}>
          <CopyFields
            errors={errors}
            label="Tệp PDF của bản đã ký"
            description="Tệp ký số hoặc bản quét. Hệ thống đối chiếu số, ngày trong tệp; bản đã lưu không thay được."
          />
          <Group>
            <Button type="submit" name="intent" value="copy" variant="default">
              Lưu bản đã ký
            </Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}
