import type { ComponentProps } from "react";
import { describedBy, fieldId, type FieldErrors } from "#ui/forms/errors.ts";
import { Field as Labelled } from "#ui/forms/text-field.tsx";
import { type FormValues, one } from "#core/field/form.ts";
import type { Field } from "../../../forms/fields.ts";

/** The boxes of a written part, with what is kept or was typed. */
export function SectionFields({
  fields,
  values,
  errors,
}: {
  fields: readonly Field[];
  values: FormValues;
  errors: FieldErrors;
}) {
  return fields.map((field) =>
    field.kind === "choice" || field.kind === "ticks" ? (
      <Ticks key={field.name} field={field} values={values} error={errors[field.name]} />
    ) : (
      <Labelled
        key={field.name}
        name={field.name}
        label={labelOf(field)}
        hint={field.hint}
        error={errors[field.name]}
      >
        {(control) =>
          field.kind === "text" ? (
            <textarea
              {...control}
              rows={4}
              maxLength={10_000}
              defaultValue={one(values, field.name)}
            />
          ) : (
            <input
              {...control}
              {...(inputs[field.kind] ?? line)}
              defaultValue={one(values, field.name)}
            />
          )
        }
      </Labelled>
    ),
  );
}

function labelOf({ label, required, unit }: Field) {
  return (
    <>
      {label}
      {unit && <span className="soft"> ({unit})</span>}
      {required && (
        <>
          <span aria-hidden="true"> *</span>
          <span className="visually-hidden"> (bắt buộc)</span>
        </>
      )}
    </>
  );
}

const line: ComponentProps<"input"> = { type: "text", maxLength: 300, autoComplete: "off" };
const number: ComponentProps<"input"> = {
  type: "text",
  inputMode: "decimal",
  autoComplete: "off",
  className: "short",
};

/** The keyboard that a telephone should show. A profit may be negative: decimal pads have no minus. */
const inputs: Readonly<Partial<Record<Field["kind"], ComponentProps<"input">>>> = {
  whole: number,
  money: number,
  percent: number,
  profit: { type: "text", autoComplete: "off", className: "short" },
  day: { type: "date", className: "short" },
  phone: { type: "tel", autoComplete: "tel" },
  email: { type: "email", autoComplete: "email", autoCapitalize: "none" },
};

function Ticks({
  field,
  values,
  error,
}: {
  field: Field;
  values: FormValues;
  error: string | undefined;
}) {
  const { name, hint, choices = {} } = field;
  const id = fieldId(name);
  const ticked = values[name] ?? [];
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={error ? "field invalid" : "field"}
      aria-describedby={describedBy(name, { hint, error })}
    >
      <legend>{labelOf(field)}</legend>
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
      {Object.entries(choices).map(([value, label]) => (
        <label className="choice" key={value}>
          <input
            type={field.kind === "choice" ? "radio" : "checkbox"}
            name={name}
            value={value}
            defaultChecked={ticked.includes(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A kept value in words. */
export function valueWords({ choices }: Field, value: readonly string[]): string {
  return value.map((text) => choices?.[text] ?? text).join(", ");
}
