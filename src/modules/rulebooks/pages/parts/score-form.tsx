import { CheckboxField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import type { Lang } from "#ui/lang.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { confirmedField, tokenField } from "../../self-score/fields.ts";
import type { Posted, SelfScoreInput } from "../../self-score/form.ts";
import type { FormSheet } from "../../self-score/sheet.ts";
import { selfScoreTexts } from "../texts/self-score.ts";
import { listTexts } from "../texts/rulebooks.ts";
import { sheetTexts } from "../texts/sheet.ts";
import { QuestionsOfPart } from "./questions.tsx";
import { ScoreBar } from "./score-bar.tsx";
import { Doubts } from "./set-head.tsx";

/**
 * The whole form of one set. Complete without its script; with it the bar at the foot follows
 * every answer and what was typed is kept on the device.
 */
export function ScoreForm({
  lang,
  sheet,
  token,
  script,
  posted,
  saved,
  back,
}: {
  lang: Lang;
  sheet: FormSheet;
  token: string;
  script: string;
  /** The form as it came back with mistakes. */
  posted?: Posted | undefined;
  /** What is kept under the token already. */
  saved?: SelfScoreInput;
  back: string;
}) {
  const texts = selfScoreTexts[lang];
  const values = posted?.values ?? saved;
  const errors = posted?.errors ?? {};
  const { set } = sheet;
  const name = `${listTexts[lang].set(set.code)}. ${set.title}`;
  const title = saved ? texts.editTitle(name) : texts.formTitle(name);
  return (
    <>
      <title>{`${Object.keys(errors).length > 0 ? "(!) " : ""}${title}`}</title>
      <Crumbs label={listTexts[lang].crumbs} trail={[{ href: back, name: texts.title }]} />
      <h1>
        <span className="kicker">
          {listTexts[lang].decision(sheet.decision)} · {listTexts[lang].set(set.code)}
        </span>{" "}
        <span lang="vi">{set.title}</span>
      </h1>
      <ErrorSummary errors={errors} />
      {posted?.problem && <Notice kind="error">{posted.problem[lang]}</Notice>}
      <p>{texts.intro}</p>
      <p>
        <span className="gate">{sheetTexts[lang].gates}</span> {sheetTexts[lang].gatesMore}
      </p>
      <Doubts set={set} lang={lang} />
      <form
        method="post"
        id="self-score"
        data-regime={sheet.regime}
        data-set={set.code}
        data-saved={saved ? "" : undefined}
      >
        <input type="hidden" name={tokenField} value={token} />
        <Grounds lang={lang} sheet={sheet} confirmed={values?.confirmed ?? []} />
        {set.parts.map((part) => (
          <QuestionsOfPart
            key={part.code}
            part={part}
            lang={lang}
            values={values}
            errors={errors}
          />
        ))}
        <section className="card">
          <h2>{texts.names}</h2>
          <p className="hint">{texts.namesHint}</p>
          <TextField
            name="product"
            label={texts.product}
            defaultValue={values?.product ?? ""}
            error={errors["product"]}
            maxLength={200}
            autoComplete="off"
          />
          <TextField
            name="producer"
            label={texts.producer}
            defaultValue={values?.producer ?? ""}
            error={errors["producer"]}
            maxLength={200}
            autoComplete="off"
          />
        </section>
        <ScoreBar lang={lang} sheet={sheet} cancel={saved ? back : undefined} />
      </form>
      <script
        type="application/json"
        id="self-score-data"
        dangerouslySetInnerHTML={{
          __html: embedded({
            set: sheet.packed,
            confirmables: sheet.confirmables,
            texts: texts.bar,
            gate: sheetTexts[lang].gate("{stars}"),
          }),
        }}
      />
      <script type="module" src={script} />
    </>
  );
}

/** JSON that cannot end the element that holds it. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", String.raw`\u003c`);
}

function Grounds({
  lang,
  sheet,
  confirmed,
}: {
  lang: Lang;
  sheet: FormSheet;
  confirmed: readonly string[];
}) {
  const texts = selfScoreTexts[lang];
  const grounds = sheet.confirmables.filter(({ criterion }) => criterion === null);
  if (grounds.length === 0) return null;
  return (
    <fieldset className="card">
      <legend className="heading">{texts.grounds}</legend>
      <p className="hint">{texts.groundsHint}</p>
      {grounds.map(({ key, text }) => (
        <CheckboxField
          key={key}
          name={confirmedField}
          value={key}
          checked={confirmed.includes(key)}
          label={<span lang="vi">{text}</span>}
        />
      ))}
    </fieldset>
  );
}
