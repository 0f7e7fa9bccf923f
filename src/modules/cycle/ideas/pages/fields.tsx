import { RadioField } from "#ui/forms/choices.tsx";
import { Field, SelectField, TextField } from "#ui/forms/text-field.tsx";
import type { Lang } from "#ui/lang.ts";
import { ideaKindNames, ideaTrackNames } from "../../model.ts";
import { ideaFieldTexts } from "./public/texts.ts";

/** What had been typed or is known, and what is wrong with it, by field. */
export type Filled = {
  readonly values: Readonly<Record<string, string | null | undefined>>;
  readonly errors: Readonly<Record<string, string | undefined>>;
};

/** The questions of a registration: three that must be answered, four more for who has time. */
export function IdeaFields({ values, errors, lang = "vi" }: Filled & { lang?: Lang }) {
  const texts = ideaFieldTexts[lang];
  const box = (name: string) => ({
    name,
    error: errors[name],
    defaultValue: values[name] ?? "",
  });
  const area = (name: string, label: string, hint?: string, rows = 3) => (
    <Field name={name} label={label} hint={hint} error={errors[name]}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          maxLength={name === "story" ? 4000 : 2000}
          defaultValue={values[name] ?? ""}
        />
      )}
    </Field>
  );
  const more = ["market", "materials", "labour", "investment"];
  return (
    <>
      <TextField {...box("title")} label={texts.title} hint={texts.titleHint} maxLength={200} />
      <RadioField
        name="kind"
        legend={texts.kind}
        options={ideaKindNames.map((value) => ({ value, label: texts.kinds[value] }))}
        value={values["kind"] ?? "potential"}
        error={errors["kind"]}
      />
      {area("story", texts.story, texts.storyHint, 5)}
      <SelectField
        name="track"
        label={texts.track}
        hint={texts.trackHint}
        options={ideaTrackNames.map((value) => ({ value, label: texts.tracks[value] }))}
        defaultValue={values["track"] ?? "general"}
        error={errors["track"]}
      />
      <details open={more.some((name) => Boolean(values[name]) || Boolean(errors[name]))}>
        <summary>{texts.more}</summary>
        {area("market", texts.market, texts.marketHint)}
        {area("materials", texts.materials, texts.materialsHint)}
        {area("labour", texts.labour, texts.labourHint)}
        {area("investment", texts.investment, texts.investmentHint)}
      </details>
    </>
  );
}
