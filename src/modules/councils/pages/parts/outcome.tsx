import { Alert, Button, Card, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";

/** What an action of these pages answers with. */
export type Answer =
  | { readonly done: string }
  | {
      readonly ok: false;
      readonly message: string;
      readonly errors: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    };

/** The failure of the form with this intent; undefined when another form, or none, came back. */
export function failureOf(answer: Answer | undefined, intent: string) {
  return answer && "ok" in answer && answer.values["intent"] === intent ? answer : undefined;
}

/** What became of the last act of a page: done, or why not. */
export function Outcome({ answer }: { answer: Answer | undefined }) {
  if (!answer) return null;
  if ("done" in answer)
    return (
      <Alert color="leaf" mb="sm">
        {answer.done}
      </Alert>
    );
  const lines = answer.message ? [answer.message] : Object.values(answer.errors);
  return (
    <Alert color="red" role="alert" mb="sm" title="Chưa thực hiện được">
      {[...new Set(lines)].map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  );
}

/** An act that is asked twice: the button opens what will happen, a second one does it. Needs no script. */
export function Confirm({
  intent,
  label,
  says,
  values = {},
  colour = "leaf",
  children,
}: {
  intent: string;
  label: string;
  says: ReactNode;
  values?: Readonly<Record<string, string>>;
  colour?: "leaf" | "red";
  children?: ReactNode;
}) {
  const { state } = useNavigation();
  return (
    <details className="confirm">
      <summary>
        <Button component="span" size="compact-sm" color={colour} variant="light">
          {label}
        </Button>
      </summary>
      <Card withBorder mt={6} p="sm">
        <Form method="post" noValidate>
          {Object.entries(values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Stack gap="xs">
            <Text size="sm">{says}</Text>
            {children}
            <Button
              type="submit"
              name="intent"
              value={intent}
              color={colour}
              loading={state === "submitting"}
            >
              Đồng ý, {label.charAt(0).toLowerCase() + label.slice(1)}
            </Button>
          </Stack>
        </Form>
      </Card>
    </details>
  );
}
