import { Table, Text, Title } from "@mantine/core";
import type { FormFailure } from "#core/http/form.ts";
import { formatNumber } from "#core/input/number.ts";
import { cooperativeGrades } from "../model.ts";
import { localLabourPercent } from "../rules.ts";
import type { ProducerView } from "#modules/producers/service/producers.server.ts";
import { ActForm } from "./act-form.tsx";
import { Choice, FormMessage, formValues, Line, Lines } from "../widgets/fields.tsx";

const shown = (value: string | number | null, unit = "") =>
  value === null ? "–" : `${formatNumber(value)}${unit}`;

/** The figures of every year entered, and the form of the next one to enter or correct. */
export function YearsSection({
  data: { producer, years },
  failure,
  mayUpdate,
}: {
  data: ProducerView;
  failure: FormFailure | undefined;
  mayUpdate: boolean;
}) {
  return (
    <>
      {years.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Năm</Table.Th>
                <Table.Th>Lao động (trong xã)</Table.Th>
                <Table.Th>Nguyên liệu trong xã / tỉnh</Table.Th>
                <Table.Th>Doanh thu</Table.Th>
                <Table.Th>Lợi nhuận</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {years.map((year) => (
                <Table.Tr key={year.year}>
                  <Table.Td>{year.year}</Table.Td>
                  <Table.Td>
                    {shown(year.labour)} ({shown(localLabourPercent(year), "%")})
                  </Table.Td>
                  <Table.Td>
                    {shown(year.communeMaterialPercent, "%")} /{" "}
                    {shown(year.provinceMaterialPercent, "%")}
                  </Table.Td>
                  <Table.Td>{shown(year.revenue)}</Table.Td>
                  <Table.Td>{shown(year.profit)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {years.length === 0 && <Text>Chưa nhập năm nào.</Text>}
      {mayUpdate &&
        years.map((year) => (
          <details key={year.year}>
            <summary>Sửa số liệu năm {year.year}</summary>
            <YearForm
              year={year}
              failure={failure?.values["year"] === String(year.year) ? failure : undefined}
              isCooperative={producer.kind === "cooperative"}
            />
          </details>
        ))}
      {mayUpdate && (
        <>
          <Title order={3} size="h5" my="sm">
            Thêm một năm
          </Title>
          <YearForm
            year={null}
            failure={
              years.some(({ year }) => String(year) === failure?.values["year"])
                ? undefined
                : failure
            }
            isCooperative={producer.kind === "cooperative"}
          />
        </>
      )}
    </>
  );
}

type Year = ProducerView["years"][number];

function YearForm({
  year,
  failure,
  isCooperative,
}: {
  year: Year | null;
  failure: FormFailure | undefined;
  isCooperative: boolean;
}) {
  const { field } = formValues(failure, year ? vietnamese(year) : {});
  // Several of these forms stand on one page: their boxes' ids must differ.
  const of = (name: string) => ({ ...field(name), id: `${field(name).id}-${year?.year ?? "new"}` });
  return (
    <ActForm intent="year" version={year?.version ?? 0} button="Lưu số liệu">
      <FormMessage failure={failure} />
      {year ? (
        <input type="hidden" name="year" value={year.year} />
      ) : (
        <Line of={of} name="year" label="Năm" inputMode="numeric" required />
      )}
      <Line of={of} name="labour" label="Tổng số lao động (người)" inputMode="numeric" />
      <Line of={of} name="localLabour" label="Trong đó người của xã" inputMode="numeric" />
      <Line
        of={of}
        name="communeMaterialPercent"
        label="Nguyên liệu trong xã (%)"
        inputMode="decimal"
      />
      <Line
        of={of}
        name="provinceMaterialPercent"
        label="Nguyên liệu trong tỉnh, kể cả trong xã (%)"
        inputMode="decimal"
      />
      <Line of={of} name="revenue" label="Doanh thu (đồng)" inputMode="numeric" />
      <Line
        of={of}
        name="profit"
        label="Lợi nhuận (đồng)"
        description="Lỗ thì ghi dấu trừ ở trước"
      />
      {isCooperative ? (
        <Choice
          of={of}
          name="cooperativeGrade"
          label="Xếp loại hợp tác xã"
          options={cooperativeGrades}
          empty="Chưa xếp loại"
        />
      ) : (
        <input type="hidden" name="cooperativeGrade" value="" />
      )}
      <Lines of={of} name="capacity" label="Năng lực sản xuất" />
      <Lines of={of} name="markets" label="Thị trường" />
    </ActForm>
  );
}

/** The stored figures as people write them, so that saving again reads the same. */
function vietnamese(year: Year): Record<string, unknown> {
  const numbers = [
    "labour",
    "localLabour",
    "communeMaterialPercent",
    "provinceMaterialPercent",
    "revenue",
    "profit",
  ] as const;
  return {
    ...year,
    ...Object.fromEntries(
      numbers.map((name) => [name, year[name] === null ? "" : formatNumber(year[name])]),
    ),
  };
}
