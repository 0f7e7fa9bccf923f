import type { AdoptRules } from "../inputs.ts";
import { type SettingName, settingNames } from "../operating-rules.ts";

/** Which box of the form a mistake in the rules belongs beside. */
export const boxOf: Readonly<Record<string, string>> = {
  "quorum.fraction": "fraction",
  "spread.limit": "limit",
  decimals: "decimals",
  rescoreRounds: "rescoreRounds",
};

type Fields = Readonly<Record<string, string | string[]>>;

/** The rules and texts that a form says; what is no number stays as typed, for the service to refuse. */
export function rulesOfForm(fields: Fields): Pick<AdoptRules, "rules" | "texts" | "effectiveOn"> {
  const text = (name: string) => String(fields[name] ?? "").trim();
  const whole = (name: string) => (/^\d{1,4}$/.test(text(name)) ? Number(text(name)) : text(name));
  return {
    rules: {
      quorum: { fraction: text("fraction"), chairOrDeputyRequired: text("chairOrDeputy") === "on" },
      decimals: whole("decimals"),
      rounding: text("rounding"),
      spread: { limit: whole("limit"), exceededWhen: text("exceededWhen") },
      rescoreRounds: whole("rescoreRounds"),
      gateRule: text("gateRule"),
    },
    texts: Object.fromEntries(settingNames.map((name) => [name, text(textBox(name))])),
    effectiveOn: text("effectiveOn"),
  };
}

/** Name of the box that takes a setting's own words. */
export function textBox(name: SettingName): string {
  return `text.${name}`;
}
