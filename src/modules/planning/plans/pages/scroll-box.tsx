import type { ReactNode } from "react";

/** Holds a table wider than the page: it scrolls by itself, the page does not. */
export function ScrollBox({ labelledBy, children }: { labelledBy: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by keyboard
    <section className="sheet-box" aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </section>
  );
}
