/** One entry of a menu, with what it is to the page that shows it. */
export type NavItem = {
  readonly href: string;
  readonly name: string;
  readonly current?: "page" | "true" | undefined;
  /** What it belongs to; entries of one group follow each other. */
  readonly group?: string | undefined;
};

const menuId = "site-menu";

/**
 * The main sections: a row where there is room, behind a button on a phone. The browser itself
 * opens and closes it (`popover`), without a script; one that cannot shows the row at once.
 */
export function SiteNav({
  label,
  open,
  close,
  items,
}: {
  /** Name of the navigation. */
  label: string;
  /** Words of the buttons that open and close it. */
  open: string;
  close: string;
  items: readonly NavItem[];
}) {
  return (
    <>
      <button type="button" className="menu-button" popoverTarget={menuId}>
        {open}
      </button>
      <nav className="site-nav" id={menuId} popover="auto" aria-label={label}>
        <button
          type="button"
          className="menu-close"
          popoverTarget={menuId}
          popoverTargetAction="hide"
        >
          {close}
        </button>
        {groupsOf(items).map(([group, entries]) => (
          <div key={group} className="nav-group">
            {group !== "" && (
              <p className="nav-title" id={`nav-${entries[0]?.href.slice(1)}`}>
                {group}
              </p>
            )}
            <ul aria-labelledby={group === "" ? undefined : `nav-${entries[0]?.href.slice(1)}`}>
              {entries.map(({ href, name, current }) => (
                <li key={href}>
                  <a href={href} aria-current={current}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  );
}

function groupsOf(items: readonly NavItem[]): [string, NavItem[]][] {
  return [...Map.groupBy(items, ({ group = "" }) => group)];
}

/** What a section is to a page: the page itself, around it, or neither. */
export function currentness(path: string, section: string): NavItem["current"] {
  if (path === section) return "page";
  return path.startsWith(`${section}/`) ? "true" : undefined;
}
