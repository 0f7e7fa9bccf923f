import { Button, Card, Stack, Text, Title } from "@mantine/core";
import { Form } from "react-router";
import { fieldId } from "#ui/forms/errors.ts";
import { VersionField } from "#ui/forms/version-field.tsx";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import type { Route } from "./+types/idea.ts";
import { IdeaBoxes } from "./boxes.tsx";

/** A returned idea, mended by the office for whoever called or came. */
export function Refile({
  idea,
  answer,
}: {
  idea: Route.ComponentProps["loaderData"]["idea"];
  answer: Answer | undefined;
}) {
  const { values, errors } = typedIn(answer, "refile");
  const { title, kind, story, track, market, materials, labour, investment } = idea;
  const known: Readonly<Record<string, string | null>> = {
    title,
    kind,
    story,
    track,
    market,
    materials,
    labour,
    investment,
  };
  const box = (name: string) => ({
    name,
    id: fieldId(name),
    defaultValue: values[name] ?? known[name] ?? "",
    error: errors[name],
  });
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Nộp lại thay người đăng ký
      </Title>
      <Text size="sm" mb="xs">
        Dùng khi người đăng ký gọi điện hoặc đến bổ sung. Hãy đọc lại cho họ nghe trước khi nộp.
      </Text>
      <Form method="post" noValidate>
        <VersionField version={idea.version} />
        <Stack maw={640}>
          <IdeaBoxes box={box} />
          <div>
            <Button type="submit" name="intent" value="refile">
              Nộp lại
            </Button>
          </div>
        </Stack>
      </Form>
    </Card>
  );
}
