import { Checkbox, FileInput, Stack } from "@mantine/core";

/**
 * The signed copy, and the word that somebody has compared it: asked for once the copy does not
 * bear the number and day, or cannot be read.
 */
export function CopyFields({
  errors,
  label,
  description,
}: {
  errors: Readonly<Record<string, string | undefined>>;
  label: string;
  description: string;
}) {
  return (
    <Stack gap="sm">
      <FileInput
        name="scan"
        label={label}
        description={description}
        accept="application/pdf"
        placeholder="Chọn tệp PDF"
        clearable
        clearButtonProps={{ "aria-label": "Bỏ tệp đã chọn" }}
        error={errors["scan"]}
      />
      {errors["copyConfirmed"] !== undefined && (
        <Checkbox
          name="copyConfirmed"
          value="1"
          label="Tôi đã mở tệp, đối chiếu số, ngày: đúng là văn bản này."
          error={errors["copyConfirmed"]}
        />
      )}
    </Stack>
  );
}
