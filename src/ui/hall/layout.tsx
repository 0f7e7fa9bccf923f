import type { ReactNode } from "react";
import { Outlet } from "react-router";
import { forPage } from "#core/http/page.ts";
import { hallMenu } from "#ui/hall/menu.ts";
import { loadLightShell } from "#ui/light/menu.server.ts";
import { LightShell } from "#ui/light/shell.tsx";
import { ProblemText, PublicProblem } from "#ui/problem/public-problem.tsx";
import { tellProblem } from "#ui/problem/tell.ts";
import mark from "#ui/public/mark.svg?no-inline";
import publicStyles from "#ui/public/public.css?url";
import producerStyles from "#ui/producer/producer.css?url";
import ownStyles from "#ui/hall/hall.css?url";
import type { Route } from "./+types/layout.ts";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: publicStyles },
  // The line that says where the work is kept, and the account's menu, look as a producer's.
  { rel: "stylesheet", href: producerStyles },
  { rel: "stylesheet", href: ownStyles },
  { rel: "icon", href: mark, type: "image/svg+xml" },
];

/** Pages of a hall are kept by no cache and found by no search engine. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow" };
}

export const loader = forPage((args: Route.LoaderArgs) => loadLightShell(args, hallMenu));

/** Layout of a hall's pages; each renders its own headings and content, not `<main>`. */
export default function HallLayout({ loaderData }: Route.ComponentProps) {
  return (
    <Shell {...loaderData}>
      <Outlet />
    </Shell>
  );
}

/** A page that failed keeps the account's ways out, so that work goes on from there. */
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
    <LightShell name={name} home="/phien" under="Phiên đánh giá, phân hạng" ways={menu} demo={demo}>
      {children}
    </LightShell>
  );
}
