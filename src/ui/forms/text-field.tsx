import type { ComponentProps, ReactNode } from "react";
import { describedBy, fieldId } from "#ui/forms/errors.ts";

/** Label, hint and error around one control; `children` is given the ids that tie them together. */
export function Field({
  name,
  label,
  hint,
  error,
  children,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  children: (control: {
    id: string;
    name: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
}) {
  const id = fieldId(name);
  return (
    <div className={error ? "field invalid" : "field"}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children({
        id,
        name,
        "aria-describedby": describedBy(name, { hint, error }),
        "aria-invalid": error ? true : undefined,
      })}
    </div>
  );
}

type TextFieldProps = Omit<ComponentProps<"input">, "id" | "name"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
};

/** One line of text; give what was typed as `defaultValue`, so that nothing is lost. */
export function TextField({ name, label, hint, error, type = "text", ...rest }: TextFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(control) => <input {...rest} {...control} type={type} />}
    </Field>
  );
}

/** Choose one of a list of values. */
export function SelectField({
  name,
  label,
  hint,
  error,
  options,
  ...rest
}: Omit<ComponentProps<"select">, "id" | "name"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  options: readonly { value: string; label: string }[];
}) {
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {(control) => (
        <select {...rest} {...control}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
