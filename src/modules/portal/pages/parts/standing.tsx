import { type RevocationGround, revocationGrounds } from "#modules/recognition/model.ts";
import { groundsInEnglish } from "#modules/recognition/verification.ts";
import { useLang } from "#ui/lang.ts";
import { isOver, type Standing, type StandingTone, standingTones } from "../../standing.ts";
import { standingMeaning, standingTitle } from "../standing-words.tsx";

/** A tick, a clock, a bar, a cross: each tone has a shape of its own. */
const shapes: Readonly<Record<StandingTone, string>> = {
  good: "m6 12.5 4 4 8-9",
  attention: "M12 6v6.5l4 2.5",
  ended: "M6 12h12",
  bad: "m7 7 10 10M17 7 7 17",
};

/** What holds today, in words, by colour and by a sign; a sample says first that it is one. */
export function StandingNote({
  of,
  isDemo,
  ground,
}: {
  of: Standing;
  isDemo: boolean;
  /** Why it was revoked. */
  ground: RevocationGround | null;
}) {
  const lang = useLang();
  const tone = isDemo && !isOver(of.state) ? "attention" : standingTones[of.state];
  return (
    <div className={`stand ${tone}`} role="note">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="11" />
        <path d={shapes[tone]} />
      </svg>
      <p>
        <strong>
          {isDemo && demo[lang]}
          {standingTitle(of.state, lang)}
        </strong>
        {standingMeaning(of, lang)}
        {ground &&
          ` ${why[lang]}: ${(lang === "vi" ? revocationGrounds : groundsInEnglish)[ground]}.`}
      </p>
    </div>
  );
}

const why = { vi: "Lý do", en: "Ground" } as const;

const demo = {
  vi: "Dữ liệu mẫu, không có giá trị: ",
  en: "Sample data without effect: ",
} as const;
