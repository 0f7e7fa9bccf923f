import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import type { FieldErrors } from "#ui/forms/errors.ts";
import { TextField } from "#ui/forms/text-field.tsx";
import type { Lang } from "#ui/lang.ts";
import type { Costs } from "../../costs.ts";
import { costField } from "../../self-score/fields.ts";
import type { Priceable } from "../../self-score/result.ts";
import { resultTexts } from "../texts/result.ts";

/** The effort of each step, in the producer's own measure; empty fields count the points gained. */
export function CostForm({
  lang,
  priceable,
  costs,
  typed,
  errors,
}: {
  lang: Lang;
  priceable: readonly Priceable[];
  costs: Costs;
  typed: Readonly<Record<string, string>> | undefined;
  errors: FieldErrors;
}) {
  const texts = resultTexts[lang];
  if (priceable.length === 0) return null;
  const given = Object.keys(costs).length > 0;
  return (
    <details className="card" open={given || Object.keys(errors).length > 0} id="costs">
      <summary>{texts.costTitle}</summary>
      <p>{texts.costHint}</p>
      <ErrorSummary errors={errors} />
      <form method="post">
        {priceable.map(({ criterion, title, to, n }) => {
          const name = costField(criterion, n);
          return (
            <TextField
              key={name}
              name={name}
              label={texts.cost(criterion)}
              hint={<span lang="vi">{`${title}: ${to}`}</span>}
              error={errors[name]}
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              className="short"
              defaultValue={typed?.[name] ?? costText(costs[`${criterion}#${n}`], lang)}
            />
          );
        })}
        <p className="actions">
          <button name="intent" value="costs">
            {texts.recompute}
          </button>
          {given && (
            <button className="second" name="intent" value="clear-costs">
              {texts.clearCosts}
            </button>
          )}
        </p>
      </form>
    </details>
  );
}

/** As the field takes it back: no thousands parted, and a comma in Vietnamese. */
function costText(cost: number | undefined, lang: Lang): string {
  if (cost === undefined) return "";
  return lang === "vi" ? String(cost).replace(".", ",") : String(cost);
}
