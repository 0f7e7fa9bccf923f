import { NativeSelect, TextInput } from "@mantine/core";
import { type Answer, failureOf } from "#ui/office/act.tsx";

/** What a form that came back had in it, and what is wrong with it; empty for a fresh one. */
export type Returned = {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
};

/** The returned form of a page; with several, the one of this intent. */
export function returned(answer: Answer | undefined, intent?: string): Returned {
  const failure =
    intent === undefined ? answer && "ok" in answer && answer : failureOf(answer, intent);
  return failure || { values: {}, errors: {} };
}

/** Somebody who may be given an inspection. */
export type Lead = {
  readonly id: string;
  readonly name: string;
  readonly agencyName: string | null;
};

/** The day and the lead of a visit. */
export function VisitFields({
  leads,
  form: { values, errors },
  plannedOn,
  leadId,
}: {
  leads: readonly Lead[];
  form: Returned;
  plannedOn: string;
  leadId?: string;
}) {
  return (
    <>
      <TextInput
        type="date"
        name="plannedOn"
        label="Ngày kiểm tra"
        required
        defaultValue={values["plannedOn"] ?? plannedOn}
        error={errors["plannedOn"]}
      />
      <NativeSelect
        name="leadId"
        label="Người phụ trách"
        required
        defaultValue={values["leadId"] ?? leadId ?? ""}
        error={errors["leadId"]}
        data={[
          { value: "", label: "Chọn…" },
          ...leads.map(({ id, name, agencyName }) => ({
            value: id,
            label: agencyName === null ? name : `${name} (${agencyName})`,
          })),
        ]}
      />
    </>
  );
}
