import type { Lang } from "#ui/lang.ts";

const outline = "M12 1.8l3.1 6.6 7.1.9-5.2 5 1.3 7.2L12 18l-6.3 3.5 1.3-7.2-5.2-5 7.1-.9z";

/** A star rating, drawn; said in words to those who do not see it. */
export function Stars({ count, of, lang }: { count: number; of: number; lang: Lang }) {
  return (
    <span className="stars">
      {Array.from({ length: of }, (_, at) => (
        <svg
          key={at}
          viewBox="0 0 24 24"
          className={at < count ? "on" : undefined}
          aria-hidden="true"
        >
          <path d={outline} />
        </svg>
      ))}
      <span className="visually-hidden">
        {lang === "vi" ? `${count} trên ${of} sao` : `${count} of ${of} stars`}
      </span>
    </span>
  );
}

/**
 * The same of five, as one element: for lists, which have dozens of them. No script finds single
 * stars in it.
 */
export function StarRow({ count, lang }: { count: number; lang: Lang }) {
  return (
    <span className={`star-row n${count}`}>
      <span className="visually-hidden">
        {lang === "vi" ? `${count} trên 5 sao` : `${count} of 5 stars`}
      </span>
    </span>
  );
}

/** Points of a whole, as a bar; the numbers stand beside it, so the bar itself says nothing. */
export function Bar({ value, max }: { value: number; max: number }) {
  return (
    <span className="bar" aria-hidden="true">
      <span style={{ width: `${max > 0 ? Math.round((value / max) * 100) : 0}%` }} />
    </span>
  );
}
