import type { ReactNode } from "react";
import { describedBy, fieldId } from "#ui/forms/errors.ts";

/** A question with its answers as radio buttons; the fieldset itself is what an error links to. */
export function RadioField({
  name,
  legend,
  hint,
  error,
  options,
  value,
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  options: readonly { value: string; label: ReactNode; aside?: ReactNode }[];
  value?: string | undefined;
}) {
  const id = fieldId(name);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={error ? "field invalid" : "field"}
      aria-describedby={describedBy(name, { hint, error })}
    >
      <legend>{legend}</legend>
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
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
          />
          <span>{option.label}</span>
          {option.aside && <span className="points">{option.aside}</span>}
        </label>
      ))}
    </fieldset>
  );
}

/** One thing to confirm. */
export function CheckboxField({
  name,
  label,
  value = "1",
  checked,
  error,
}: {
  name: string;
  label: ReactNode;
  value?: string;
  checked?: boolean | undefined;
  error?: string | undefined;
}) {
  const id = fieldId(name);
  return (
    <div className={error ? "field invalid" : "field"}>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <label className="choice">
        <input
          id={id}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={checked}
          aria-describedby={error ? `${id}-error` : undefined}
          aria-invalid={error ? true : undefined}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}
