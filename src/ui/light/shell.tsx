import type { ReactNode } from "react";
import { useMatches } from "react-router";
import mark from "#ui/public/mark.svg?no-inline";
import { currentness, SiteNav } from "#ui/public/nav.tsx";

/** A way to another page; `group` names what it belongs to, where a menu has groups. */
export type Way = { readonly href: string; readonly name: string; readonly group?: string };

/**
 * The shell of signed-in pages that must be as light as the public ones and are in their style: a
 * producer works on a telephone, a council's member on a tablet in a hall, each on a weak line.
 * Plain HTML; scripts are islands of the pages.
 */
export function LightShell({
  name,
  home,
  under,
  menu = [],
  ways,
  demo,
  children,
}: {
  /** Name of the account. */
  name: string;
  /** Where the brand leads. */
  home: string;
  /** What stands beside the brand: which part of the program this is. */
  under?: string;
  menu?: readonly Way[];
  /** Ways out, under the account's name. */
  ways: readonly Way[];
  demo: boolean;
  children: ReactNode;
}) {
  const path = useMatches().at(-1)?.pathname ?? "/";
  return (
    <>
      <a className="skip-link" href="#main">
        Đến nội dung chính
      </a>
      <header className="site-header own-header no-print">
        <div className="wrap">
          <a className="brand" href={home}>
            <img src={mark} alt="" width="32" height="32" />
            <span>OCOP {under && <small>{under}</small>}</span>
          </a>
          <details className="own-account">
            <summary>{name}</summary>
            <div className="own-account-menu">
              {ways.map((way) => (
                <a key={way.href} href={way.href}>
                  {way.name}
                </a>
              ))}
              <form method="post" action="/dang-xuat" data-sign-out>
                <button className="second">Đăng xuất</button>
              </form>
            </div>
          </details>
          {menu.length > 0 && (
            <SiteNav
              label="Mục chính"
              open="Danh mục"
              close="Đóng"
              items={menu.map((way) => ({ ...way, current: currentness(path, way.href) }))}
            />
          )}
        </div>
        <div className="weave" />
      </header>
      {demo && (
        <aside className="demo-banner no-print" aria-label="Bản dùng thử">
          <p className="wrap">
            <strong>Bản dùng thử.</strong> Dữ liệu ở đây là dữ liệu mẫu, không có giá trị pháp lý.
          </p>
        </aside>
      )}
      <main id="main" className="page wrap" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
