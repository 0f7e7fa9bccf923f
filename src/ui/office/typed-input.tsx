import { TextInput, type TextInputProps } from "@mantine/core";
import type { Texts } from "./act.tsx";

/** What had been typed into a form that came back, and what is wrong with it (`typedIn` of act.tsx). */
export type Typed = { readonly values: Texts; readonly errors: Texts };

/** A line of an office's form: what had been typed stays in it, with what is wrong beside it. */
export function TypedInput({
  typed,
  name,
  start,
  ...more
}: TextInputProps & {
  typed: Typed;
  name: string;
  /** Before anything was typed. */ start?: string;
}) {
  const value = typed.values[name] ?? start;
  return (
    <TextInput
      name={name}
      {...(value === undefined ? {} : { defaultValue: value })}
      error={typed.errors[name]}
      {...more}
    />
  );
}
