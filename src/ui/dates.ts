import type { Lang } from "./lang.ts";

const english = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const inVietnam = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Ho_Chi_Minh",
  dateStyle: "short",
  timeStyle: "short",
});

/**
 * A day (ISO) as people write it: 22/5/2026 and 24/02/2023 in Vietnamese, where days below 10
 * and the months 1 and 2 take a zero (Decree 30/2020, annex I); 22 May 2026 in English.
 */
export function dayText(day: string, lang: Lang): string {
  const [year = "", month = "", date = ""] = day.split("-");
  if (lang === "en") return english.format(new Date(`${day}T00:00:00Z`));
  return `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`;
}

/** An instant by the clock of Vietnam: 14:05 ngày 22/11/2026. */
export function instantText(instant: Date, lang: Lang): string {
  const [day = "", time = ""] = inVietnam.format(instant).split(" ");
  return lang === "vi" ? `${time} ngày ${dayText(day, lang)}` : `${time}, ${dayText(day, lang)}`;
}
