import { useLang } from "#ui/lang.ts";
import {
  stateMeanings,
  stateTitles,
  type Tone,
  tones,
  type VerificationState,
} from "../../verification.ts";

/** A tick, a clock, a bar, a cross: each tone has a shape of its own. */
const shapes: Readonly<Record<Tone, string>> = {
  good: "m6 12.5 4 4 8-9",
  attention: "M12 6v6.5l4 2.5",
  ended: "M6 12h12",
  bad: "m7 7 10 10M17 7 7 17",
};

/** The answer at the head of the page: in words, by colour and by a sign. */
export function StateHead({ state }: { state: VerificationState | "unknown" }) {
  const lang = useLang();
  const tone = tones[state];
  return (
    <div className={`certificate-state ${tone}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="11" />
        <path d={shapes[tone]} />
      </svg>
      <div>
        <h1>{stateTitles[lang][state]}</h1>
        <p>{stateMeanings[lang][state]}</p>
      </div>
    </div>
  );
}
