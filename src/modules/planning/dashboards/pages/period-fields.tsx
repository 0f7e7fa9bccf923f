import { NativeSelect, NumberInput } from "@mantine/core";

/** Year and quarter of what is looked at. */
export function PeriodFields({ year, quarter }: { year: number; quarter: number | null }) {
  return (
    <>
      <NativeSelect
        key={`quarter ${quarter}`}
        name="quy"
        label="Kỳ"
        defaultValue={String(quarter ?? 0)}
        data={[
          { value: "0", label: "Cả năm" },
          ...["I", "II", "III", "IV"].map((name, at) => ({
            value: String(at + 1),
            label: `Quý ${name}`,
          })),
        ]}
      />
      <NumberInput
        key={`year ${year}`}
        name="nam"
        label="Năm"
        hideControls
        thousandSeparator=""
        w={100}
        defaultValue={year}
      />
    </>
  );
}
