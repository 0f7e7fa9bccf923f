import { Alert, Badge, List, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import type { FormFailure } from "#core/http/form.ts";
import { fieldId } from "#ui/forms/errors.ts";
import type { PaperState } from "../rules/papers.ts";

/** What a form shows in its boxes: what came back with a mistake, else what is stored. */
export function formValues(
  failure: FormFailure | undefined,
  stored: Readonly<Record<string, unknown>> = {},
) {
  return {
    field: (name: string) => ({
      id: fieldId(name),
      name,
      defaultValue: failure ? (failure.values[name] ?? "") : textOf(stored[name]),
      error: failure?.errors[name],
    }),
  };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export type Fields = ReturnType<typeof formValues>["field"];

/** What is wrong with a form that came back, above it and brought into view: each mistake leads to its box. */
export function FormMessage({ failure }: { failure: FormFailure | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) place.current?.scrollIntoView({ block: "center" });
  }, [failure]);
  if (!failure) return null;
  const { form, ...errors } = failure.errors;
  return (
    <Alert color="red" role="alert" ref={place} title="Chưa lưu được">
      {failure.message || form}
      <List>
        {Object.entries(errors).map(([name, text]) => (
          <List.Item key={name}>
            <a href={`#${fieldId(name)}`}>{text}</a>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** One line of text of a form. */
export function Line({
  of,
  name,
  ...rest
}: { of: Fields; name: string; label: string } & Omit<ComponentProps<typeof TextInput>, "name">) {
  return <TextInput size="md" {...rest} {...of(name)} />;
}

/** Several lines of text of a form. */
export function Lines({
  of,
  name,
  ...rest
}: { of: Fields; name: string; label: string } & Omit<ComponentProps<typeof Textarea>, "name">) {
  return <Textarea size="md" autosize minRows={2} {...rest} {...of(name)} />;
}

/** One of several values; `empty`: what the choice of none is called. */
export function Choice({
  of,
  name,
  options,
  empty,
  ...rest
}: {
  of: Fields;
  name: string;
  label: string;
  description?: ReactNode;
  options: Readonly<Record<string, string>>;
  empty?: string;
}) {
  const data = Object.entries(options).map(([value, label]) => ({ value, label }));
  return (
    <NativeSelect
      size="md"
      {...rest}
      {...of(name)}
      data={empty === undefined ? data : [{ value: "", label: empty }, ...data]}
    />
  );
}

const states: Readonly<Record<PaperState, { text: string; color: string }>> = {
  valid: { text: "Còn hiệu lực", color: "leaf" },
  expiring: { text: "Sắp hết hạn", color: "yellow" },
  expired: { text: "Đã hết hạn", color: "red" },
};

/** Where a paper stands today. */
export function StateBadge({ state }: { state: PaperState }) {
  return <Badge color={states[state].color}>{states[state].text}</Badge>;
}
