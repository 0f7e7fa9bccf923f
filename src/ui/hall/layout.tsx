import { Outlet } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireSession } from "#core/session/session.ts";
import { hallMenu } from "#ui/hall/menu.ts";
import { HallShell } from "#ui/hall/shell.tsx";
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

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const { actor, account } = await requireSession(context, request);
  const { env, database } = context.get(requestContext);
  return {
    name: account.name,
    demo: env.OCOP_DEMO && database.engine === "embedded",
    menu: hallMenu
      .filter(({ roles }) => roles === null || hasRole(actor, ...roles))
      .map(({ href, name }) => ({ href, name })),
  };
});

/** Layout of a hall's pages; each renders its own headings and content, not `<main>`. */
export default function HallLayout({ loaderData }: Route.ComponentProps) {
  const { name, demo, menu } = loaderData;
  return (
    <HallShell name={name} links={menu} demo={demo}>
      <Outlet />
    </HallShell>
  );
}
