import type { Lang } from "#ui/lang.ts";
import { Bar, Stars } from "#ui/public/stars.tsx";
import type { FormSheet } from "../../self-score/sheet.ts";
import { selfScoreTexts } from "../texts/self-score.ts";
import { sheetTexts } from "../texts/sheet.ts";

/**
 * Sticks to the foot of the screen. Without a script: the button that saves. The script shows
 * the rest and keeps it true.
 */
export function ScoreBar({
  lang,
  sheet,
  cancel,
}: {
  lang: Lang;
  sheet: FormSheet;
  cancel?: string | undefined;
}) {
  const texts = selfScoreTexts[lang];
  return (
    <section className="score-bar" aria-label={texts.bar.label}>
      <details data-live hidden>
        <summary>
          <Stars count={0} of={sheet.highest} lang={lang} />{" "}
          <b className="number">
            <span data-total>0</span>
            {texts.bar.of(sheet.maximum)}
          </b>{" "}
          <span className="tag error" data-rejected hidden>
            {texts.bar.rejected}
          </span>
        </summary>
        <div className="score-detail">
          <dl className="score-parts">
            {sheet.set.parts.map((part) => (
              <div key={part.code} data-part={part.code} data-max={part.max}>
                <dt>{sheetTexts[lang].part(part.code)}</dt>
                <dd>
                  <Bar value={0} max={part.max} />
                  <span className="number">
                    <span data-points>0</span>/{part.max}
                  </span>
                </dd>
              </div>
            ))}
          </dl>
          <div>
            <p>
              {texts.bar.left}: <b className="number" data-left /> {texts.bar.criteria}
            </p>
            <p>
              <b>{texts.bar.unmet}</b>
            </p>
            <ul data-unmet />
            <p data-none>{texts.bar.none}</p>
          </div>
        </div>
      </details>
      <div className="score-actions">
        <button>{texts.save}</button>
        {cancel && <a href={cancel}>{texts.cancel}</a>}
      </div>
      <output className="visually-hidden" data-said />
      <p className="field-error" role="alert" data-offline hidden>
        {texts.bar.offline}
      </p>
    </section>
  );
}
