import { useEffect } from "react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from "react-router";
import { requestContext } from "#core/http/context.ts";
import { rememberEarly, takeUpEarly } from "#ui/early.ts";
import { useLang } from "#ui/lang.ts";
import { PublicProblem } from "#ui/problem/public-problem.tsx";
import regularFont from "#ui/public/fonts/be-vietnam-pro-400.woff2?url";
import boldFont from "#ui/public/fonts/be-vietnam-pro-600.woff2?url";
import mark from "#ui/public/mark.svg?no-inline";
import stylesheet from "#ui/public/public.css?url";
import type { Route } from "./+types/root.ts";

export function loader({ context }: Route.LoaderArgs) {
  return { nonce: context.get(requestContext).nonce };
}

/** Only signed-in pages hydrate; a public page is HTML and one stylesheet. */
function useHydrated(): boolean {
  return useMatches().some(
    (match) => (match.handle as { hydrate?: boolean } | undefined)?.hydrate === true,
  );
}

/** Zod tries whether it may compile text to code, which our policy forbids and reports: it need not try. */
const withoutEval = "globalThis.__zod_globalConfig={jitless:true}";

export function Layout({ children }: { children: React.ReactNode }) {
  const lang = useLang();
  const hydrated = useHydrated();
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    // Mantine takes its colours from this attribute; without it they come only with its script.
    <html lang={lang} data-mantine-color-scheme={hydrated ? "light" : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {[regularFont, boldFont].map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossOrigin="" />
        ))}
        <Meta />
        <Links />
      </head>
      <body>
        {hydrated && (
          <script
            nonce={data?.nonce}
            suppressHydrationWarning
            dangerouslySetInnerHTML={{ __html: rememberEarly }}
          />
        )}
        {children}
        {hydrated && (
          <>
            <script
              nonce={data?.nonce}
              suppressHydrationWarning
              dangerouslySetInnerHTML={{ __html: withoutEval }}
            />
            <ScrollRestoration nonce={data?.nonce} />
            <Scripts nonce={data?.nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function Root() {
  // An effect of the outermost comes last: every page below it stands and listens.
  useEffect(() => void takeUpEarly(), []);
  return <Outlet />;
}

/** Shown in the place of a page that has no shell of its own, in the public one. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <>
      <link rel="stylesheet" href={stylesheet} precedence="default" />
      <link rel="icon" href={mark} type="image/svg+xml" />
      <PublicProblem error={error} />
    </>
  );
}
