import { Alert, Button, Card, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";

/**
 * An act that is asked twice: the button opens what will happen, a second one does it. Works
 * without a script too. `unmet`: what still stands against the act, shown in place of the button.
 */
export function Confirm({
  intent,
  label,
  says,
  unmet = [],
  colour = "leaf",
  open = false,
  action,
  children,
}: {
  intent: string;
  label: string;
  says: ReactNode;
  unmet?: readonly string[];
  colour?: "leaf" | "red";
  open?: boolean;
  action?: string;
  children?: ReactNode;
}) {
  const { state } = useNavigation();
  return (
    <details className="confirm" open={open}>
      <summary>
        <Button
          component="span"
          fullWidth
          color={colour}
          variant={colour === "red" ? "light" : "filled"}
        >
          {label}
        </Button>
      </summary>
      <Card withBorder mt={6} p="sm">
        {unmet.length > 0 ? (
          <>
            <Text size="sm" fw={600}>
              Chưa làm được vì:
            </Text>
            <ul className="tight">
              {unmet.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        ) : (
          <Form method="post" noValidate {...(action ? { action } : {})}>
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
        )}
      </Card>
    </details>
  );
}

/** What became of the last act of a page: done, or why not. */
export function Outcome({
  result,
}: {
  result:
    | { done: string }
    | { ok: false; message: string; errors: Readonly<Record<string, string>> }
    | undefined;
}) {
  if (!result) return null;
  if ("done" in result)
    return (
      <Alert color="leaf" mb="sm">
        {result.done}
      </Alert>
    );
  const lines = result.message ? [result.message] : Object.values(result.errors);
  return (
    <Alert color="red" role="alert" mb="sm" title="Chưa lưu được">
      {[...new Set(lines)].map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  );
}
