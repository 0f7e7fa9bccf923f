import { Button, Card, Group, Stack, Textarea, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

/** One field of a draft's words. */
export type WordsField = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  /** What is printed while the field is empty. */
  readonly usual?: string;
  /** Where its error stands; its name unless said. */
  readonly errorAt?: string;
  /** One line instead of a text. */
  readonly isLine?: boolean;
  readonly minRows?: number;
};

/** The words of a paper while it is a draft (`intent`: `save`), with what else may be done to it below. */
export function WordsForm({
  title = "Lời văn của dự thảo",
  version,
  fields,
  answer,
  children,
}: {
  title?: string;
  version: number;
  fields: readonly WordsField[];
  answer: Answer | undefined;
  children?: ReactNode;
}) {
  const { values, errors } = typedIn(answer, "save");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      <Form method="post" noValidate>
        <VersionField version={version} />
        <Stack gap="sm">
          {fields.map(
            ({ name, label, value, description, usual, errorAt, isLine, minRows = 2 }) => {
              const common = {
                name,
                label,
                defaultValue: values[name] ?? value,
                error: errors[errorAt ?? name],
                ...(description === undefined ? {} : { description }),
                ...(usual === undefined
                  ? {}
                  : { placeholder: usual, description: "Để trống: dùng lời in mờ." }),
              };
              return isLine === true ? (
                <TextInput key={name} {...common} />
              ) : (
                <Textarea key={name} {...common} autosize minRows={minRows} />
              );
            },
          )}
          <Group>
            <Button type="submit" name="intent" value="save">
              Lưu dự thảo
            </Button>
          </Group>
        </Stack>
      </Form>
      {children}
    </Card>
  );
}
