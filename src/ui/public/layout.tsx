import { Outlet } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { findSession } from "#core/session/session.ts";
import mark from "#ui/public/mark.svg?no-inline";
import stylesheet from "#ui/public/public.css?url";
import { Alternates } from "#ui/public/page-head.tsx";
import { PublicProblem } from "#ui/problem/public-problem.tsx";
import { PublicShell } from "#ui/public/shell.tsx";
import type { Route } from "./+types/layout.ts";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: mark, type: "image/svg+xml" },
];

export async function loader({ context, request }: Route.LoaderArgs) {
  const { env, database } = context.get(requestContext);
  return {
    origin: (env.PUBLIC_URL ?? new URL(request.url).origin).replace(/\/+$/, ""),
    demo: env.OCOP_DEMO && database.engine === "embedded",
    signedIn: (await findSession(context)) !== null,
  };
}

/** Layout of every public page: a page renders its own headings and content, not `<main>`. */
export default function PublicLayout({ loaderData }: Route.ComponentProps) {
  return (
    <PublicShell demo={loaderData.demo} signedIn={loaderData.signedIn}>
      <Alternates />
      <Outlet />
    </PublicShell>
  );
}

/** A public page that failed keeps its head, which knows whether somebody is signed in. */
export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  return (
    <PublicProblem
      error={error}
      demo={loaderData?.demo ?? false}
      signedIn={loaderData?.signedIn ?? false}
    />
  );
}
