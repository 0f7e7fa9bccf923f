import { useLang } from "#ui/lang.ts";
import {
  meaningOf,
  titleOf,
  type Tone,
  toneOf,
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
export function StateHead({
  state,
  isDemo,
}: {
  state: VerificationState | "unknown";
  isDemo: boolean;
}) {
  const lang = useLang();
  const tone = toneOf(state, isDemo);
  return (
    <div className={`certificate-state ${tone}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="11" />
        <path d={shapes[tone]} />
      </svg>
      <div>
        <h1>{titleOf(state, isDemo, lang)}</h1>
        <p>{meaningOf(state, isDemo, lang)}</p>
      </div>
    </div>
  );
}
