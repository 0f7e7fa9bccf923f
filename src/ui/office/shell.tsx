import {
  AppShell,
  Burger,
  Container,
  Group,
  MantineProvider,
  NavLink,
  Text,
  Title,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { officeTheme } from "#ui/office/theme.ts";
import mark from "#ui/public/mark.svg?no-inline";

/** As many entries of a menu as are taken in at a glance; of a longer one, groups are folded. */
const glance = 14;

/** One entry of the menu; the loader of the layout sends only what this person may open. */
export type OfficeLink = { readonly href: string; readonly name: string };

/** Entries under one heading; without one they come first. */
export type OfficeGroup = { readonly name: string | null; readonly links: readonly OfficeLink[] };

/**
 * The shell of signed-in work. `person`: the line under the name, such as the role and unit;
 * `account`: what stands at the right of the header (the form that signs out).
 */
export function OfficeShell({
  menu,
  account,
  children,
}: {
  menu: readonly OfficeGroup[];
  account?: ReactNode;
  children: ReactNode;
}) {
  const [open, { toggle }] = useDisclosure();
  const { pathname } = useLocation();
  const entries = menu.flatMap(({ links }) => links);
  const here = entryOf(entries, pathname);
  const isLong = entries.length > glance;
  return (
    <MantineProvider theme={officeTheme} forceColorScheme="light">
      <a className="skip-link" href="#main">
        Đến nội dung chính
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !open } }}
        padding="md"
      >
        <AppShell.Header bg="leaf.9" c="white">
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Burger
                opened={open}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                w={44}
                h={44}
                p={12}
                color="white"
                aria-label={open ? "Đóng mục lục" : "Mở mục lục"}
              />
              <a className="office-brand" href="/">
                <img src={mark} alt="" width="32" height="32" />
                OCOP
              </a>
            </Group>
            {account}
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" aria-label="Mục chính" style={{ overflowY: "auto" }}>
          {menu.map((group) => (
            <MenuPart key={group.name ?? ""} group={group} here={here} isLong={isLong} />
          ))}
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1}>
          {children}
        </AppShell.Main>
      </AppShell>
    </MantineProvider>
  );
}

/** A group of the menu; in a long one only the group that one is in stands open at first. */
function MenuPart({
  group: { name, links },
  here,
  isLong,
}: {
  group: OfficeGroup;
  here: string | undefined;
  isLong: boolean;
}) {
  const entries = links.map(({ href, name: label }) => (
    <NavLink key={href} component={Link} to={href} label={label} active={href === here} />
  ));
  if (name === null) return entries;
  return (
    <details className="menu-group" open={!isLong || links.some(({ href }) => href === here)}>
      <summary>{name}</summary>
      {entries}
    </details>
  );
}

/** The entry that an address belongs to: the one with the longest address around it. */
function entryOf(links: readonly OfficeLink[], pathname: string): string | undefined {
  return links
    .map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** Head of a signed-in page: its title, a line under it, its main action at the right. */
export function OfficePage({
  title,
  description,
  action,
  children,
}: {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Container fluid p={0}>
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <Title order={1} size="h3">
            {title}
          </Title>
          {description && <Text c="dimmed">{description}</Text>}
        </div>
        {action}
      </Group>
      {children}
    </Container>
  );
}
