import type { Day } from "#core/calendar/day.ts";
import { formatDay } from "#core/input/day.ts";
import type { Procedures } from "#modules/rulebooks/procedure.ts";
import type { IssuerLevel } from "../model.ts";
import { expiryOf, lastDayOf } from "../rules.ts";
import { isErrorText } from "./cells.ts";
import { type ReadDay, readDay, splitDecision } from "./dates.ts";
import type { RoundFieldName } from "./layouts.ts";
import { readStars } from "./names.ts";
import type { Question } from "./plan-model.ts";
import type { ProblemKind } from "./problems.ts";
import type { Field, RawRow } from "./rows.ts";

/** Notes a problem of one row at a cell. */
export type Note = (
  kind: ProblemKind,
  column: string | undefined,
  text: string,
  candidates?: readonly string[],
  question?: Question,
) => void;

/** When a recognition was, as far as the register says. */
export type When = { readonly day: Day | null; readonly year: number | null };

type RoundFields = Readonly<Partial<Record<RoundFieldName, Field>>>;

/** The first year in which products could be recognised: the programme began in 2018. */
const firstYear = 2018;

/** Whether a row says anything of a recognition in this round. */
export function isRoundBlank(round: RoundFields): boolean {
  return Object.values(round).every((field) => field.text === "");
}

/** Reads stars; null and a note when there are none, or none that are recognised. */
export function starsOf(field: Field | undefined, leastStars: number, note: Note): number | null {
  const text = field?.text ?? "";
  if (text === "") {
    note("missingStars", field?.column, "Không ghi hạng sao: chưa nhập lần công nhận này.");
    return null;
  }
  if (isErrorText(text)) {
    note("errorCell", field?.column, `Ô lỗi “${text}”: chưa biết hạng sao.`);
    return null;
  }
  const stars = readStars(text);
  if (stars === null) note("badStars", field?.column, `“${text}” không phải hạng sao từ 1 đến 5.`);
  else if (stars < leastStars)
    note("notRecognised", field?.column, `${stars} sao chưa được công nhận: từ ${leastStars} sao.`);
  else return stars;
  return null;
}

/** The day of a recognition, from its date, the day beside its number, and its year. */
export function whenOf(
  round: RoundFields,
  today: Day,
  note: Note,
): When & { readonly decision: string | null } {
  const { number, rest } = splitDecision(round.decision?.text ?? "");
  const inDecision = rest === "" ? ({ kind: "blank" } as const) : readDay(rest);
  const inDate = readDay(isErrorText(round.date?.text ?? "") ? null : round.date?.cell);
  const field = inDate.kind === "blank" && rest !== "" ? round.decision : round.date;
  const read = inDate.kind === "blank" ? inDecision : inDate;
  const day = certainDay(read, { field, today, note });
  if (inDate.kind === "day" && inDecision.kind === "day" && inDate.day !== inDecision.day)
    note(
      "dateDisagrees",
      round.date?.column,
      `Ô ngày ghi ${formatDay(inDate.day)}, ô số quyết định ghi ${formatDay(inDecision.day)}: tạm lấy ô ngày.`,
      [inDate.day, inDecision.day],
    );
  if (isErrorText(round.date?.text ?? ""))
    note("errorCell", round.date?.column, `Ô lỗi “${round.date?.text ?? ""}”: chưa biết ngày.`);
  const year = yearOf(round.year, today, note) ?? (read.kind === "year" ? read.year : null);
  if (day !== null && year !== null && Number(day.slice(0, 4)) !== year)
    note(
      "yearDisagrees",
      round.year?.column,
      `Cột năm ghi ${year}, quyết định ký ngày ${formatDay(day)}: lấy ngày quyết định.`,
    );
  if (day === null && year === null && read.kind === "blank" && (round.year?.text ?? "") === "")
    note(
      "missingDate",
      (round.date ?? round.year ?? round.stars)?.column,
      "Không có ngày, năm công nhận: chưa tính được 36 tháng.",
    );
  return { day, year: day === null ? year : Number(day.slice(0, 4)), decision: number || null };
}

function certainDay(
  read: ReadDay,
  { field, today, note }: { field: Field | undefined; today: Day; note: Note },
): Day | null {
  const column = field?.column;
  if (read.kind === "unreadable")
    note("unreadableDate", column, `Không đọc được ngày “${read.text}”.`);
  if (read.kind === "impossible") note("impossibleDate", column, `Không có ngày “${read.text}”.`);
  if (read.kind === "year" && !read.isWhole)
    note("partialDate", column, `“${field?.text ?? ""}” không có ngày: chỉ lấy được năm.`);
  if (read.kind !== "day") return null;
  const { day, reading } = read;
  if (day > today) {
    note("futureDate", column, `${formatDay(day)} còn ở tương lai.`);
    return null;
  }
  if (day < `${firstYear}-01-01`) {
    note("unreadableDate", column, `${formatDay(day)} sớm hơn chương trình OCOP (${firstYear}).`);
    return null;
  }
  const written = field?.text ?? "";
  if (reading === "serialText")
    note("serialDate", column, `“${written}” là số ngày của bảng tính: ${formatDay(day)}.`);
  if (reading === "monthFirst")
    note("monthFirst", column, `“${written}” chỉ có thể là ${formatDay(day)}, viết tháng trước.`);
  if (reading === "shortYear")
    note("shortYear", column, `“${written}” viết năm hai chữ số: tạm hiểu là ${formatDay(day)}.`, [
      day,
    ]);
  return day;
}

function yearOf(field: Field | undefined, today: Day, note: Note): number | null {
  const text = field?.text ?? "";
  if (text === "") return null;
  const year = /^(?:năm\s*)?(\d{4})(?:[.,]0+)?$/iu.exec(text.normalize("NFC"))?.[1];
  const isSound = Number(year) >= firstYear && Number(year) <= Number(today.slice(0, 4));
  if (year !== undefined && isSound) return Number(year);
  note(
    "unreadableYear",
    field?.column,
    `“${text}” không phải một năm từ ${firstYear} đến ${today.slice(0, 4)}.`,
  );
  return null;
}

/** Who may have recognised these stars then, under which regime. */
export type Standing = { readonly regime: string | null; readonly level: IssuerLevel | null };

/** The regime of a day, or of a year that lies in one regime only, and the level that it gave the stars to. */
export function standingOf(
  { day, year }: When,
  stars: number,
  { procedures, column, note }: { procedures: Procedures; column: string | undefined; note: Note },
): Standing {
  if (day === null && year === null) return { regime: null, level: null };
  const [from, to] = day === null ? [`${year}-01-01`, `${year}-12-31`] : [day, day];
  const periods = Object.entries(procedures.regimes).flatMap(([regime, procedure]) =>
    procedure.periods
      .filter((period) => period.from <= to && (period.to === null || period.to >= from))
      .map((period) => ({ regime, decision: procedure.decision, period })),
  );
  const regimes = [...new Map(periods.map((one) => [one.regime, one.decision]))];
  const [only] = regimes;
  const when = day === null ? `năm ${year}` : `ngày ${formatDay(day)}`;
  if (only === undefined) {
    note("noRegime", column, `Chưa có quyết định nào về bộ tiêu chí vào ${when}.`);
    return { regime: null, level: null };
  }
  if (regimes.length > 1) {
    const names = regimes.map(([, decision]) => decision);
    note("regimeOpen", column, `Vào ${when} có thể theo ${names.join(" hoặc ")}.`, names);
    return { regime: null, level: null };
  }
  const levels = new Set(
    periods.flatMap(({ period }) =>
      period.stages.flatMap(({ level, recognises }) =>
        level !== "commune" && recognises?.includes(stars) ? [level] : [],
      ),
    ),
  );
  const [level] = levels;
  return { regime: only[0], level: levels.size === 1 ? (level ?? null) : null };
}

/** The last valid day: as the register writes it, else by the regime's months; null while the day is open. */
export function expiryFor(
  { day }: When,
  regime: string | null,
  { row, procedures, note }: { row: RawRow; procedures: Procedures; note: Note },
): Day | null {
  const procedure = regime === null ? undefined : procedures.regimes[regime];
  const reckoned = day !== null && procedure ? expiryOf(day, procedure) : null;
  const field = row.fields.expires;
  const read = readDay(field?.cell);
  if (read.kind === "blank") return reckoned;
  if (read.kind !== "day") {
    note("unreadableDate", field?.column, `Không đọc được ngày hết hạn “${field?.text ?? ""}”.`);
    return reckoned;
  }
  if (reckoned === null) return read.day;
  // Some offices count the last day in, some the day after.
  const apart = Math.abs(Date.parse(read.day) - Date.parse(reckoned)) / 86_400_000;
  if (apart <= 1) return read.day;
  note(
    "expiryDisagrees",
    field?.column,
    `Ghi hết hạn ngày ${formatDay(read.day)}, tính từ ngày ký là ${formatDay(reckoned)}: lấy ngày tính được.`,
    [read.day, reckoned],
  );
  return reckoned;
}

/** What bounds the last valid day of a recognition. */
export type Bounds = { readonly from: Day | null; readonly to: Day | null };

/**
 * The earliest and the latest last valid day: the day itself where it is known, else those of the
 * year by the months of every regime that was in force then. Nobody was recognised after `today`.
 */
export function boundsOf(
  { day, year }: When,
  expiresOn: Day | null,
  { procedures, today }: { procedures: Procedures; today: Day },
): Bounds {
  if (expiresOn !== null) return { from: expiresOn, to: expiresOn };
  if (day === null && year === null) return { from: null, to: null };
  const [first, last] = day === null ? [`${year}-01-01`, `${year}-12-31`] : [day, day];
  const months = Object.values(procedures.regimes).flatMap(({ periods, certificate }) =>
    periods.some(({ from, to }) => from <= last && (to === null || to >= first))
      ? [certificate.validMonths]
      : [],
  );
  if (months.length === 0) return { from: null, to: null };
  return {
    from: lastDayOf(first, Math.min(...months)),
    to: lastDayOf(last > today ? today : last, Math.max(...months)),
  };
}
