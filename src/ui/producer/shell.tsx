import type { ReactNode } from "react";
import { useMatches } from "react-router";
import mark from "#ui/public/mark.svg?no-inline";

/** One entry of the producer's menu. */
export type ProducerLink = { readonly href: string; readonly name: string };

/**
 * The shell of a producer's own pages: as light as the public one and in its style, since a
 * producer works on a telephone with a weak line. Plain HTML; scripts are islands of the pages.
 */
export function ProducerShell({
  name,
  links,
  demo,
  children,
}: {
  /** Name of the account. */
  name: string;
  links: readonly ProducerLink[];
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
          <a className="brand" href="/ho-so">
            <img src={mark} alt="" width="32" height="32" />
            OCOP
          </a>
          <details className="own-account">
            <summary>{name}</summary>
            <div className="own-account-menu">
              <a href="/tai-khoan">Tài khoản của tôi</a>
              <a href="/">Trang công khai</a>
              <form method="post" action="/dang-xuat" data-sign-out>
                <button className="second">Đăng xuất</button>
              </form>
            </div>
          </details>
          <nav className="site-nav" aria-label="Mục chính">
            <ul>
              {links.map((link) => (
                <li key={link.href}>
                  <a href={link.href} aria-current={currentness(path, link.href)}>
                    {link.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
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

function currentness(path: string, section: string): "page" | "true" | undefined {
  if (path === section) return "page";
  return path.startsWith(`${section}/`) ? "true" : undefined;
}
