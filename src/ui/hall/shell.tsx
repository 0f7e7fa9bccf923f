import type { ReactNode } from "react";
import mark from "#ui/public/mark.svg?no-inline";

/**
 * The shell of what happens in a council's hall: as light as the public one and in its style,
 * since a member's tablet may hang on a weak line. Plain HTML; scripts are islands of the pages.
 */
export function HallShell({
  name,
  links,
  demo,
  children,
}: {
  /** Name of the account. */
  name: string;
  /** Ways out of the hall, for who has other work here. */
  links: readonly { readonly href: string; readonly name: string }[];
  demo: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <a className="skip-link" href="#main">
        Đến nội dung chính
      </a>
      <header className="site-header own-header hall-header no-print">
        <div className="wrap">
          <a className="brand" href="/phien">
            <img src={mark} alt="" width="32" height="32" />
            <span>
              OCOP <small>Phiên đánh giá, phân hạng</small>
            </span>
          </a>
          <details className="own-account">
            <summary>{name}</summary>
            <div className="own-account-menu">
              {links.map((link) => (
                <a key={link.href} href={link.href}>
                  {link.name}
                </a>
              ))}
              <form method="post" action="/dang-xuat" data-sign-out>
                <button className="second">Đăng xuất</button>
              </form>
            </div>
          </details>
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
