import type { ReactNode } from "react";
import { useLang } from "#ui/lang.ts";
import { StarRow } from "#ui/public/stars.tsx";

/** A picture on a card, with its size so that nothing jumps while it loads. */
export type CardPicture = {
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
};

/**
 * A product in a grid (`.product-grid`): the whole card leads to it. `picture`: null stands a
 * drawing in its place, undefined leaves the card without one; `drawing` names the class of a drawing
 * of its kind. `isOver` greys the stars of what holds no more; say so in `tags` too.
 */
export function ProductCard({
  href,
  name,
  stars,
  isOver = false,
  picture,
  drawing,
  tags,
  children,
}: {
  href: string;
  name: ReactNode;
  stars: number;
  isOver?: boolean;
  picture?: CardPicture | null | undefined;
  drawing?: string | undefined;
  tags?: ReactNode;
  /** Whose it is, from where, numbers and days. */
  children?: ReactNode;
}) {
  const lang = useLang();
  return (
    <article className={isOver ? "product-card lapsed" : "product-card"}>
      {picture !== undefined && (
        <div
          className={`product-picture${picture || drawing === undefined ? "" : ` drawn-${drawing}`}`}
        >
          {picture && <img {...picture} alt={picture.alt} loading="lazy" decoding="async" />}
        </div>
      )}
      <div className="product-body">
        <StarRow count={stars} lang={lang} />
        <h3>
          <a href={href}>{name}</a>
        </h3>
        {tags && <p className="tags">{tags}</p>}
        {children}
      </div>
    </article>
  );
}

/** One figure: how many, of what, and where they are listed. */
export type Figure = {
  readonly value: string;
  readonly name: string;
  readonly href?: string | undefined;
  /** It is what the page shows now. */
  readonly isCurrent?: boolean;
};

/** Figures side by side; one with an address leads to what it counts. */
export function Figures({ label, of }: { label: string; of: readonly Figure[] }) {
  return (
    <ul className="figures" aria-label={label}>
      {of.map(({ value, name, href, isCurrent = false }) => {
        const says = (
          <>
            <b>{value}</b>
            <span>{name}</span>
          </>
        );
        return (
          <li key={name}>
            {href === undefined ? (
              <span className="figure">{says}</span>
            ) : (
              <a className="figure" href={href} aria-current={isCurrent ? "true" : undefined}>
                {says}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
