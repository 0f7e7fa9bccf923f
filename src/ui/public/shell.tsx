import type { ReactNode } from "react";
import { useMatches } from "react-router";
import { type PathPair, pairOfRouteId, pathTo } from "#ui/bilingual.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import mark from "#ui/public/mark.svg?no-inline";
import { currentness, SiteNav } from "#ui/public/nav.tsx";
import { footer, navigation, searchPath, shellTexts } from "#ui/public/texts.ts";

/** Header, the page's own content inside the one `<main>`, footer. `demo` shows the banner. */
export function PublicShell({
  demo = false,
  signedIn = false,
  children,
}: {
  demo?: boolean;
  signedIn?: boolean;
  children: ReactNode;
}) {
  const lang = useLang();
  const texts = shellTexts[lang];
  return (
    <>
      <a className="skip-link" href="#main">
        {texts.skip}
      </a>
      <Header lang={lang} signedIn={signedIn} />
      {demo && (
        <aside className="demo-banner" aria-label={texts.demo}>
          <p className="wrap">
            <strong>{texts.demo}</strong> {texts.demoMore}
          </p>
        </aside>
      )}
      <main id="main" className="page wrap" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <div className="wrap">
          <div className="footer-columns">
            {footer.map(({ title, links }) => (
              <nav key={title.vi} aria-label={title[lang]}>
                <h2>{title[lang]}</h2>
                <ul>
                  {links.map(({ paths, name }) => (
                    <li key={paths.vi}>
                      <a href={paths[lang]}>{name[lang]}</a>
                    </li>
                  ))}
                </ul>
              </nav>
            ))}
          </div>
          <p>{texts.about}</p>
          <p>{texts.source}</p>
        </div>
      </footer>
    </>
  );
}

function Header({ lang, signedIn }: { lang: Lang; signedIn: boolean }) {
  const texts = shellTexts[lang];
  const here = useMatches().at(-1);
  const path = here?.pathname ?? "/";
  // A page whose own search finds the same says so in its `handle`: two boxes would only confuse.
  const hasOwnSearch = (here?.handle as { hasSearch?: boolean } | undefined)?.hasSearch === true;
  return (
    <header className="site-header">
      <div className="wrap">
        <a className="brand" href={lang === "vi" ? "/" : "/en"}>
          <img src={mark} alt="" width="40" height="40" />
          <span>
            OCOP
            <small>{texts.name}</small>
          </span>
        </a>
        {!hasOwnSearch && (
          <search className="site-search">
            <form action={searchPath[lang]} method="get">
              <label className="visually-hidden" htmlFor="site-search">
                {texts.search}
              </label>
              <input
                id="site-search"
                type="search"
                name="q"
                placeholder={texts.search}
                maxLength={120}
              />
              <button type="submit" aria-label={texts.searchButton}>
                <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
                  <path d="m15.5 15.5 6 6M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0z" />
                </svg>
              </button>
            </form>
          </search>
        )}
        <div className="site-tools">
          <LanguageSwitch lang={lang} />
          {signedIn ? (
            <a href="/bat-dau">{texts.account}</a>
          ) : (
            <a href="/dang-nhap">{texts.signIn}</a>
          )}
        </div>
        <SiteNav
          label={texts.navigation}
          open={texts.menu}
          close={texts.close}
          items={navigation.map(({ paths, name }) => ({
            href: paths[lang],
            name: name[lang],
            current: currentness(path, paths[lang]),
          }))}
        />
      </div>
      <div className="weave" />
    </header>
  );
}

const home: PathPair = { vi: "/", en: "/en" };

/** To the same page in the other language, or to its home where the page has only one. */
function LanguageSwitch({ lang }: { lang: Lang }) {
  const here = useMatches().at(-1);
  const other: Lang = lang === "vi" ? "en" : "vi";
  const pair = (here && pairOfRouteId(here.id)) ?? home;
  const params = Object.fromEntries(
    Object.entries(here?.params ?? {}).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return (
    <a href={pathTo(pair, other, params)} lang={other} hrefLang={other}>
      <span className="full-name">{shellTexts[lang].otherLanguage}</span>
      <span className="short-name" aria-hidden="true">
        {other.toUpperCase()}
      </span>
    </a>
  );
}
