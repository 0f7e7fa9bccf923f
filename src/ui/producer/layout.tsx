import type { ReactNode } from "react";
import { Outlet } from "react-router";
import { forPage } from "#core/http/page.ts";
import { loadLightShell } from "#ui/light/menu.server.ts";
import { LightShell } from "#ui/light/shell.tsx";
import { producerMenu } from "#ui/producer/menu.ts";
import { ProblemText, PublicProblem } from "#ui/problem/public-problem.tsx";
import { tellProblem } from "#ui/problem/tell.ts";
import mark from "#ui/public/mark.svg?no-inline";
import publicStyles from "#ui/public/public.css?url";
import ownStyles from "#ui/producer/producer.css?url";
import type { Route } from "./+types/layout.ts";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: publicStyles },
  { rel: "stylesheet", href: ownStyles },
  { rel: "icon", href: mark, type: "image/svg+xml" },
];

/** Pages of one's own dossiers are kept by no cache and found by no search engine. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow" };
}

export const loader = forPage((args: Route.LoaderArgs) => loadLightShell(args, producerMenu));

/** Ways out of the producer's pages, under the account's name. */
const ways = [
  { href: "/tai-khoan", name: "Tài khoản của tôi" },
  { href: "/", name: "Trang công khai" },
];

/** Layout of a producer's pages; each renders its own headings and content, not `<main>`. */
export default function ProducerLayout({ loaderData }: Route.ComponentProps) {
  return (
    <Shell {...loaderData}>
      <Outlet />
    </Shell>
  );
}

/** A page that failed keeps the menu, so that work goes on from there. */
export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  if (!loaderData) return <PublicProblem error={error} />;
  return (
    <Shell {...loaderData}>
      <ProblemText told={tellProblem(error, "vi")} />
    </Shell>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Shell({ name, demo, menu, children }: Loaded & { children: ReactNode }) {
  return (
    <LightShell name={name} home="/ho-so" menu={menu} ways={ways} demo={demo}>
      {children}
    </LightShell>
  );
}
