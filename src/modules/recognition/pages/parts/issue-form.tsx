import { Button, Card, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "react-router";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";
import { SignerFields } from "./signer-fields.tsx";

/** Signing: who signs, on which day, and the signer's second factor. */
export function IssueForm({
  loaded,
  answer,
  says,
}: {
  loaded: {
    readonly today: string;
    /** What the signer shows again: a code, or a sample account's password. */
    readonly proof: "code" | "password";
    readonly decision: { readonly version: number };
  };
  answer: Answer | undefined;
  /** What happens then. */
  says: string;
}) {
  const { decision, today, proof } = loaded;
  const { values, errors } = typedIn(answer, "issue");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Ký ban hành
      </Title>
      <Text size="sm" mb="sm">
        {says}
      </Text>
      <Form method="post" noValidate>
        <VersionField version={decision.version} />
        <Stack gap="sm" maw={520}>
          <SignerFields
            typed={{ values, errors }}
            title="Chủ tịch"
            day={{ name: "signedOn", label: "Ngày ký", today }}
          />
          {proof === "code" ? (
            <TextInput
              name="code"
              label="Mã xác thực của người ký"
              description="6 chữ số đang hiện trong ứng dụng trên điện thoại."
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              error={errors["code"]}
            />
          ) : (
            <PasswordInput
              name="password"
              label="Mật khẩu của người ký"
              description="Tài khoản mẫu chưa cài mã xác thực nên ký bằng mật khẩu."
              required
              autoComplete="current-password"
              error={errors["password"] ?? errors["code"]}
            />
          )}
          <Button type="submit" name="intent" value="issue">
            Ký ban hành
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}
