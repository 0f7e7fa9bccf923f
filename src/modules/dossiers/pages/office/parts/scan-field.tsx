import { Text } from "@mantine/core";
import { useId } from "react";

/**
 * A box for one scanned paper (read by `scanOf`); works without a script. Its form must be
 * `multipart/form-data`.
 */
export function ScanField({ label, error }: { label: string; error?: string | undefined }) {
  const id = useId();
  return (
    <div>
      <Text component="label" htmlFor={id} size="sm" fw={500}>
        {label}
      </Text>
      <Text size="xs" c="dimmed" id={`${id}-hint`}>
        PDF hoặc ảnh chụp rõ, nhiều nhất 20 MB
      </Text>
      <input
        id={id}
        aria-describedby={`${id}-hint`}
        className="file-box"
        type="file"
        name="scan"
        accept="application/pdf,image/*"
        aria-invalid={error !== undefined}
      />
      {error && (
        <Text size="sm" className="late-text">
          {error}
        </Text>
      )}
    </div>
  );
}
