import { Alert, Button, Card, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Form, useLocation, useNavigation } from "react-router";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What an action of an office's page answers with. */
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

/** Values or errors of a form's fields, by name. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** What had been typed into the form with this intent, and what is wrong with it. */
export function typedIn(answer: Answer | undefined, intent: string) {
  const failure = failureOf(answer, intent);
  return { values: (failure?.values ?? {}) as Texts, errors: (failure?.errors ?? {}) as Texts };
}

/**
 * The `shouldRevalidate` of a page whose forms carry a version: it is read anew also after a
 * refusal. One that came while the page was still reading what an earlier act had made would leave
 * the old version in its forms.
 */
export const readAnew = () => true;

/**
 * The answer to a page's last act, for pages that read themselves anew while they stand: the router
 * forgets an answer then, and with it what was typed. It stays until the next one comes, or until
 * the page is opened again.
 */
export function useLastAnswer<A>(answer: A | undefined): A | undefined {
  const { key } = useLocation();
  const [kept, keep] = useState({ key, answer });
  const last = answer ?? (key === kept.key ? kept.answer : undefined);
  if (last !== kept.answer || key !== kept.key) keep({ key, answer: last });
  return last;
}

/** What became of the last act of a page: done, or why not. */
export function Outcome({
  answer,
}: {
  answer:
    | { readonly done: string }
    | Omit<Extract<Answer, { readonly ok: false }>, "values">
    | undefined;
}) {
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

/**
 * An act that is asked twice: the button opens what will happen, a second one does it. Works
 * without a script too. `unmet`: what still stands against the act, shown in place of the button.
 */
export function Confirm({
  intent,
  label,
  says,
  values = {},
  unmet = [],
  colour = "leaf",
  size = "compact",
  open = false,
  action,
  children,
}: {
  intent: string;
  label: string;
  says: ReactNode;
  /** Hidden fields. */
  values?: Readonly<Record<string, string>>;
  unmet?: readonly string[];
  colour?: "leaf" | "red";
  /** `full`: the main acts of a page, as wide as their column. */
  size?: "compact" | "full";
  open?: boolean;
  action?: string;
  children?: ReactNode;
}) {
  const { state } = useNavigation();
  const isMain = size === "full" && colour !== "red";
  return (
    <details className="confirm" open={open}>
      <summary>
        <Button
          component="span"
          color={colour}
          variant={isMain ? "filled" : "light"}
          fullWidth={size === "full"}
          {...(size === "compact" ? { size: "compact-sm" } : {})}
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
            {Object.entries(values).map(([name, value]) =>
              name === "version" || name === "expectedVersion" ? (
                <VersionField key={name} name={name} version={value} />
              ) : (
                <input key={name} type="hidden" name={name} value={value} />
              ),
            )}
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
