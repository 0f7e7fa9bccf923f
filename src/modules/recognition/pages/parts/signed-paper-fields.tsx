import { Group, TextInput } from "@mantine/core";
import type { Texts } from "#ui/office/act.tsx";

/** Number, day and signer of a paper that was signed elsewhere, as it bears them. */
export function SignedPaperFields({
  names,
  dayLabel = "Ngày ký",
  example,
  today,
  values,
  errors,
}: {
  /** Names of the fields; no signer is asked where it has none. */
  names: { readonly number: string; readonly day: string; readonly signer?: string };
  dayLabel?: string;
  /** A number as such a paper bears it. */
  example: string;
  today: string;
  values: Texts;
  errors: Texts;
}) {
  const { number, day, signer } = names;
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          name={number}
          label="Số, ký hiệu"
          placeholder={example}
          required
          defaultValue={values[number]}
          error={errors[number]}
        />
        <TextInput
          name={day}
          type="date"
          label={dayLabel}
          required
          max={today}
          defaultValue={values[day]}
          error={errors[day]}
        />
      </Group>
      {signer !== undefined && (
        <TextInput
          name={signer}
          label="Người ký (nếu biết)"
          defaultValue={values[signer]}
          error={errors[signer]}
        />
      )}
    </>
  );
}
