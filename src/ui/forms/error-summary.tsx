import { type FieldErrors, fieldId } from "#ui/forms/errors.ts";
import { useLang } from "#ui/lang.ts";

/**
 * Stands at the top of a form that came back: every mistake, each linked to its field.
 * Renders nothing when there is none.
 */
export function ErrorSummary({ errors }: { errors: FieldErrors | undefined }) {
  const lang = useLang();
  const entries = Object.entries(errors ?? {});
  if (entries.length === 0) return null;
  return (
    <div className="notice error" role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">
        {lang === "vi" ? "Hãy sửa các ô sau" : "Please correct the following"}
      </h2>
      <ul className="plain">
        {entries.map(([name, text]) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
