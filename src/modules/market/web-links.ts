import { z } from "zod";
import { optional, optionalText } from "#core/input/text.ts";

const mostLength = 500;

/**
 * An address of the web as it may stand in public: https, a name and no number for the host, no
 * password in it. One typed without `https://` gets it. Null when it is none.
 */
export function parseWebLink(typed: string): string | null {
  const text = typed.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (whole.length > mostLength || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  const isPlain = url.protocol === "https:" && url.username === "" && url.password === "";
  return isPlain && z.regexes.domain.test(url.hostname) ? url.href : null;
}

/** The host that a reader sees beside a link, without `www.`. */
export function hostOf(link: string): string {
  return new URL(link).hostname.replace(/^www\./, "");
}

/** One address, or null when left empty. */
export const optionalWebLink = optional(
  z.string().transform((typed, context) => {
    const link = parseWebLink(typed);
    if (link === null)
      context.addIssue({
        code: "custom",
        message: "Đường dẫn chưa đúng: phải bắt đầu bằng https://, ví dụ: https://vi-du.vn/che.",
      });
    return link ?? "";
  }),
);

/** Addresses, one a line; each once. */
export function webLinks(most: number) {
  return optionalText(most * (mostLength + 1)).transform((typed, context): string[] => {
    const lines = (typed ?? "").split(/\s+/).filter((line) => line !== "");
    const links = lines.map((line) => {
      const link = parseWebLink(line);
      if (link === null)
        context.addIssue({
          code: "custom",
          message: `“${line.slice(0, 60)}” chưa phải đường dẫn https. Mỗi dòng ghi một đường dẫn.`,
        });
      return link ?? "";
    });
    if (links.length > most)
      context.addIssue({ code: "custom", message: `Nhiều nhất ${most} đường dẫn.` });
    return [...new Set(links)];
  });
}
