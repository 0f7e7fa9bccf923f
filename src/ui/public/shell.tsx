import type { ReactNode } from "react";
import { useMatches } from "react-router";
import { type PathPair, pairOfRouteId, pathTo } from "#ui/bilingual.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import mark from "#ui/public/mark.svg?no-inline";
import { navigation, shellTexts } from "#ui/public/texts.ts";

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
          <p>{texts.about}</p>
          <p>{texts.source}</p>
        </div>
      </footer>
    </>
  );
}

function Header({ lang, signedIn }: { lang: Lang; signedIn: boolean }) {
  const texts = shellTexts[lang];
  const path = useMatches().at(-1)?.pathname ?? "/";
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
        <div className="site-tools">
          <LanguageSwitch lang={lang} />
          {signedIn ? (
            <a href="/tai-khoan">{texts.account}</a>
          ) : (
            <a href="/dang-nhap">{texts.signIn}</a>
          )}
        </div>
        <nav className="site-nav" aria-label={texts.navigation}>
          <ul>
            {navigation.map(({ paths, name }) => (
              <li key={paths.vi}>
                <a href={paths[lang]} aria-current={currentness(path, paths[lang])}>
                  {name[lang]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
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
      {shellTexts[lang].otherLanguage}
    </a>
  );
}

function currentness(path: string, section: string): "page" | "true" | undefined {
  if (path === section) return "page";
  return path.startsWith(`${section}/`) ? "true" : undefined;
}
