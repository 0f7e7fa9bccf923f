import { Radio, Stack, TextInput } from "@mantine/core";
import { fieldId } from "#ui/forms/errors.ts";

/**
 * A unit by its name: typed, and where the name fits several, chosen among them when the form
 * comes back. Needs no script.
 */
export function UnitField({
  text,
  error,
  options,
  label = "Đơn vị",
  hint = "Gõ tên xã, phường hoặc tỉnh hiện nay, có dấu hay không dấu.",
}: {
  text: string;
  error: string | undefined;
  options: readonly { value: string; label: string }[];
  label?: string;
  hint?: string;
}) {
  return (
    <Stack gap="xs">
      <TextInput
        id={fieldId("unit")}
        name="unitText"
        label={label}
        description={hint}
        defaultValue={text}
        error={error}
        autoComplete="off"
      />
      {options.length > 0 && (
        <Radio.Group name="unit" label="Đơn vị nào?">
          <Stack gap={4} mt={4}>
            {options.map((option) => (
              <Radio key={option.value} value={option.value} label={option.label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </Stack>
  );
}
