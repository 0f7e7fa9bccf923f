import type { ReactNode } from "react";

/** Something to know before going on. `warning`: take care; `error`: it did not work. */
export function Notice({
  kind = "info",
  title,
  children,
}: {
  kind?: "info" | "warning" | "error";
  title?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={kind === "info" ? "notice" : `notice ${kind}`} role="note">
      {title && (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      {children}
    </div>
  );
}

/** A short word on the state of a thing. */
export function Tag({
  kind = "good",
  children,
}: {
  kind?: "good" | "warning" | "past" | "error";
  children: ReactNode;
}) {
  return <span className={kind === "good" ? "tag" : `tag ${kind}`}>{children}</span>;
}

/** Stands where a list has nothing yet: says why, and what to do next. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** The way back up, from the home page to where one is. */
export function Crumbs({
  trail,
  label,
}: {
  trail: readonly { href: string; name: string }[];
  label: string;
}) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {trail.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
