import { Text } from "@mantine/core";
import { dayText } from "#ui/dates.ts";

/** A paper as its reader would cite it: number, day, who signed; that it has none yet. */
export function NumberLine({
  numberText,
  on,
  signerName,
}: {
  numberText: string | null;
  on: string | null;
  signerName: string | null;
}) {
  const said = [
    `Số ${numberText ?? ""}`,
    ...(on === null ? [] : [`ngày ${dayText(on, "vi")}`]),
    ...(signerName === null ? [] : [`${signerName} ký`]),
  ];
  return <Text fw={600}>{numberText === null ? "Dự thảo, chưa có số" : said.join(", ")}</Text>;
}
