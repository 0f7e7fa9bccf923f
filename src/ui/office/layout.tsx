import { Anchor, Box, Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { roleTable } from "#core/access/roles.ts";
import { dutiesOf } from "#core/duties/duty.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireSession } from "#core/session/session.ts";
import { firstPages, menuFor } from "#ui/office/menu.ts";
import { OfficePage, OfficeShell } from "#ui/office/shell.tsx";
import { SignOut } from "#ui/office/sign-out.tsx";
import { PublicProblem } from "#ui/problem/public-problem.tsx";
import { tellProblem } from "#ui/problem/tell.ts";
import mark from "#ui/public/mark.svg?no-inline";
import publicStyles from "#ui/public/public.css?url";
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
    menu: menuFor(actor),
  };
});

export default function OfficeLayout({ loaderData }: Route.ComponentProps) {
  const { duties } = loaderData;
  const { pathname } = useLocation();
  return (
    <Shell loaded={loaderData}>
      {firstPages.includes(pathname) && duties.length > 0 && <Duties duties={duties} />}
      <Outlet />
    </Shell>
  );
}

/** A page that failed keeps the menu and the account's name, so that work goes on from there. */
export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  if (!loaderData)
    return (
      <>
        <link rel="stylesheet" href={publicStyles} precedence="default" />
        <PublicProblem error={error} />
      </>
    );
  return (
    <Shell loaded={loaderData}>
      <OfficeProblem error={error} />
    </Shell>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Shell({
  loaded: { menu, name, roles },
  children,
}: {
  loaded: Loaded;
  children: ReactNode;
}) {
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
      {children}
    </OfficeShell>
  );
}

/** What is wrong and what to do, in the place of the page. */
function OfficeProblem({ error }: { error: unknown }) {
  const { title, lines, ways } = tellProblem(error, "vi");
  return (
    <OfficePage title={title}>
      <title>{`${title} – OCOP`}</title>
      {lines.map((line) => (
        <Text key={line} mb="xs" maw={680}>
          {line}
        </Text>
      ))}
      <Group mt="md">
        {ways.map(({ href, name }) => (
          <Button key={href} component="a" href={href} variant="default">
            {name}
          </Button>
        ))}
      </Group>
    </OfficePage>
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
