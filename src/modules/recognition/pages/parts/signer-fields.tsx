import { type Typed, TypedInput } from "#ui/office/typed-input.tsx";

/** Who signs a paper of an office, as what, and on which day. */
export function SignerFields({
  typed,
  title,
  day,
}: {
  typed: Typed;
  /** The title that most who sign here have. */
  title: string;
  day: { readonly name: string; readonly label: string; readonly today: string };
}) {
  return (
    <>
      <TypedInput typed={typed} name="signerName" label="Họ tên người ký" required />
      <TypedInput typed={typed} name="signerTitle" label="Chức vụ" required start={title} />
      <TypedInput
        typed={typed}
        name={day.name}
        type="date"
        label={day.label}
        max={day.today}
        start={day.today}
      />
    </>
  );
}
