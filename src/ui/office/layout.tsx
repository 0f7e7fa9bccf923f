import { Anchor, Box, Group, Text } from "@mantine/core";
import { Link, Outlet, useLocation } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { roleTable } from "#core/access/roles.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireSession } from "#core/session/session.ts";
import { firstPages, officeMenu } from "#ui/office/menu.ts";
import { OfficeShell } from "#ui/office/shell.tsx";
import { SignOut } from "#ui/office/sign-out.tsx";
import mark from "#ui/public/mark.svg?no-inline";
import stylesheet from "#ui/office/office.css?url";
import type { Route } from "./+types/layout.ts";

/** Signed-in pages run in the browser; the public ones never do. */
export const handle = { hydrate: true };

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: mark, type: "image/svg+xml" },
];

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const { actor, account } = await requireSession(context, request);
  const roles = [...new Set(actor.grants.map(({ role }) => roleTable[role].vi))];
  const isFirst = firstPages.includes(new URL(request.url).pathname);
  const { db } = context.get(requestContext).database;
  return {
    duties: isFirst ? await dutiesOf(db, actor) : [],
    name: account.name,
    roles: roles.join(", "),
    menu: officeMenu
      .map(({ name, entries }) => ({
        name,
        links: entries
          .filter(({ roles: wanted }) => wanted === null || hasRole(actor, ...wanted))
          .map((entry) => ({ href: entry.href, name: entry.name })),
      }))
      .filter(({ links: open }) => open.length > 0),
  };
});

export default function OfficeLayout({ loaderData }: Route.ComponentProps) {
  const { menu, name, roles, duties } = loaderData;
  const { pathname } = useLocation();
  return (
    <OfficeShell
      menu={menu}
      account={
        <Group gap="sm" wrap="nowrap">
          <Box visibleFrom="sm">
            <Text size="sm" fw={600} lh={1.2}>
              {name}
            </Text>
            <Text size="xs" lh={1.2}>
              {roles}
            </Text>
          </Box>
          <SignOut />
        </Group>
      }
    >
      {firstPages.includes(pathname) && duties.length > 0 && <Duties duties={duties} />}
      <Outlet />
    </OfficeShell>
  );
}

/** What waits elsewhere: the urgent first and in red, each one a way to its page. */
function Duties({ duties }: Pick<Route.ComponentProps["loaderData"], "duties">) {
  return (
    <section className="duties" aria-labelledby="duties">
      <Text id="duties" component="h2" size="sm" fw={600} m={0}>
        Việc khác đang chờ
      </Text>
      <ul>
        {duties.map(({ text, href, isUrgent }) => (
          <li key={`${href} ${text}`} className={isUrgent ? "urgent" : undefined}>
            <Anchor component={Link} to={href} underline="hover" size="sm">
              {text}
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}
