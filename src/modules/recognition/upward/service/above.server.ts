import type { Day } from "#core/calendar/day.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { vietnamDay } from "#modules/councils/service/sessions.server.ts";
import { type DossierRow, procedureOf } from "#modules/dossiers/service/load.server.ts";
import { stageOf } from "#modules/dossiers/states.ts";

/**
 * Refuses a decision over a dossier that has gone up, unless it is of the level that the dossier
 * lies with and of a day since it went there. What that level may recognise is asked with the
 * decision; its council's result stays with it.
 */
export function requireAbove(
  dossier: DossierRow,
  { level, signedOn }: { readonly level: string; readonly signedOn: Day },
  now: Day,
): void {
  const refuse = (field: "level" | "signedOn", vi: string) => {
    throw new AppError("unprocessable", { vi, fields: { [field]: vi } });
  };
  const stage = stageOf(procedureOf(dossier, now).path, dossier.stage);
  if (stage?.level !== level)
    refuse("level", `${dossier.productName}: hồ sơ đang ở cấp khác, cấp đã chọn không quyết định.`);
  if (signedOn > now) refuse("signedOn", "Ngày ký không được sau hôm nay.");
  const sentOn = vietnamDay(dossier.stateSince);
  if (signedOn < sentOn)
    refuse(
      "signedOn",
      `${dossier.productName}: hồ sơ được trình ngày ${formatDay(sentOn)}, quyết định không thể ký trước đó.`,
    );
}
