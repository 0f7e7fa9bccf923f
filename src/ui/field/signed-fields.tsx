import { TextInput } from "@mantine/core";
import type { FieldSignature } from "#core/field/note.ts";
import { SignaturePad } from "./signature-pad.tsx";

/** Who signs in the field: the name, and the signature drawn with a finger. */
export function SignedFields({
  name,
  signature,
  value,
  onChange,
}: {
  /** The words of the box of the name. */
  name: { readonly label: string; readonly description: string };
  /** The words of the pad. */
  signature: string;
  value: FieldSignature;
  onChange: (part: Partial<FieldSignature>) => void;
}) {
  return (
    <>
      <TextInput
        {...name}
        value={value.signedName}
        onChange={(event) => onChange({ signedName: event.currentTarget.value })}
      />
      <SignaturePad
        label={signature}
        blob={value.signature?.blob ?? null}
        onDrawn={(blob) =>
          onChange({
            signature: blob === null ? null : { id: crypto.randomUUID(), blob, digest: null },
          })
        }
      />
    </>
  );
}
