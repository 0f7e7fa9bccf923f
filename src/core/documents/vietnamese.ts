const digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const;

/**
 * A whole number from 0 to 999 in Vietnamese words, as papers repeat an amount
 * ("Bằng chữ"): 21 hai mươi mốt, 15 mười lăm, 105 một trăm linh năm.
 *
 * @throws RangeError outside 0–999 or for a fraction.
 */
export function inWords(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 999) {
    throw new RangeError(`no words for ${number}`);
  }
  const hundreds = Math.floor(number / 100);
  const rest = number % 100;
  if (hundreds === 0) return belowHundred(rest);
  const head = `${digit(hundreds)} trăm`;
  if (rest === 0) return head;
  return rest < 10 ? `${head} linh ${digit(rest)}` : `${head} ${belowHundred(rest)}`;
}

function belowHundred(number: number): string {
  const tens = Math.floor(number / 10);
  const unit = number % 10;
  if (tens === 0) return digit(unit);
  const head = tens === 1 ? "mười" : `${digit(tens)} mươi`;
  if (unit === 0) return head;
  return `${head} ${unitAfterTens(unit, tens)}`;
}

/** One and five change their sound after tens: mốt (not after mười), lăm. */
function unitAfterTens(unit: number, tens: number): string {
  if (unit === 5) return "lăm";
  return unit === 1 && tens > 1 ? "mốt" : digit(unit);
}

function digit(number: number): string {
  return digits[number] ?? "";
}

/**
 * A day (`2026-05-22`) as Vietnamese papers write it: "ngày 22 tháng 5 năm 2026", with a
 * zero before days 1–9 and months 1–2 (Decree 30/2020, Annex I).
 */
export function dayInWords(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `ngày ${date} tháng ${Number(month) < 3 ? month : String(Number(month))} năm ${year}`;
}
