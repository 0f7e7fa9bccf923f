import { useLocation, useMatches, useRouteLoaderData } from "react-router";
import { pairOfRouteId, type PathPair, pathTo } from "#ui/bilingual.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import share from "#ui/public/share.png?no-inline";

/** A picture that stands for a page where it is shared, by its path here. */
export type SharedPicture = {
  readonly path: string;
  readonly alt: string;
  /** It is 1200 × 630, as services that show shared pages ask for. */
  readonly isWide?: true;
};

/** What the layout of public pages tells every page: its own address on the web, without a slash at its end. */
type LayoutData = { readonly origin?: string };

/** Where this installation stands on the web; empty on a page that the public layout is not around. */
export function useOrigin(): string {
  const data = useRouteLoaderData<() => Promise<LayoutData>>("ui/public/layout");
  return data?.origin ?? "";
}

/**
 * What search engines and those who share a page are told of it: title, summary, its one address,
 * the same page in the other language, and a picture. `query` is the part of a list's address that
 * makes it another page (`?page=2`), without what only reorders or repeats.
 */
export function PageHead({
  title,
  description,
  query = "",
  picture,
  kind = "website",
  isIndexed = true,
}: {
  title: string;
  description: string;
  query?: string;
  picture?: SharedPicture | undefined;
  kind?: "website" | "article" | "product";
  isIndexed?: boolean;
}) {
  const lang = useLang();
  const origin = useOrigin();
  const { pair, params } = usePair();
  const { search } = useLocation();
  const address = (to: Lang) => `${origin}${pair ? pathTo(pair, to, params) : "/"}${query}`;
  return (
    <>
      <title>{`${title} · OCOP`}</title>
      <meta name="description" content={description} />
      {!isIndexed && <meta name="robots" content="noindex, follow" />}
      {pair && (
        <>
          <link rel="canonical" href={address(lang)} />
          {search !== "" && <Twins address={address} />}
          <meta property="og:url" content={address(lang)} />
        </>
      )}
      <meta property="og:type" content={kind} />
      <meta property="og:site_name" content="OCOP" />
      <meta property="og:locale" content={lang === "vi" ? "vi_VN" : "en_GB"} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:image" content={`${origin}${picture?.path ?? share}`} />
      <meta property="og:image:alt" content={picture?.alt ?? shareAlt[lang]} />
      {(!picture || picture.isWide) && (
        <>
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
        </>
      )}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

/**
 * The page in both languages, for search engines; from the layout, so that no page forgets it. Where
 * the address says more than the path, only the page's own head knows what of it makes another page.
 */
export function Alternates() {
  const origin = useOrigin();
  const { pair, params } = usePair();
  const { search } = useLocation();
  if (!pair || search !== "") return null;
  return <Twins address={(to) => `${origin}${pathTo(pair, to, params)}`} />;
}

function Twins({ address }: { address: (lang: Lang) => string }) {
  return (
    <>
      <link rel="alternate" hrefLang="vi" href={address("vi")} />
      <link rel="alternate" hrefLang="en" href={address("en")} />
      <link rel="alternate" hrefLang="x-default" href={address("vi")} />
    </>
  );
}

/** What is to be seen on the picture of pages that have none of their own. */
const shareAlt = {
  vi: "OCOP, Mỗi xã một sản phẩm: đồi chè và mặt trời",
  en: "OCOP, One Commune One Product: hills and the sun",
} as const;

/** The page's addresses in both languages with its parameters; no pair for a page in one language. */
function usePair(): { pair: PathPair | undefined; params: Record<string, string> } {
  const here = useMatches().at(-1);
  return {
    pair: here && pairOfRouteId(here.id),
    params: Object.fromEntries(
      Object.entries(here?.params ?? {}).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
  };
}

/**
 * Facts for search engines (schema.org). It is data and no script: the content security policy
 * does not concern it, and no browser runs it. `<` is written so that no text can end it.
 */
export function StructuredData({ of }: { of: Readonly<Record<string, unknown>> }) {
  const json = JSON.stringify({ "@context": "https://schema.org", ...of });
  return (
    <script
      type="application/ld+json"
      dangerouslySetInnerHTML={{ __html: json.replaceAll("<", "\\u003c") }}
    />
  );
}
