import { Outlet } from "react-router";
import { OfficeShell } from "#ui/office/shell.tsx";
import mark from "#ui/public/mark.svg?no-inline";
import stylesheet from "#ui/office/office.css?url";
import type { Route } from "./+types/layout.ts";

/** Signed-in pages run in the browser; the public ones never do. */
export const handle = { hydrate: true };

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: mark, type: "image/svg+xml" },
];

export default function OfficeLayout() {
  return (
    <OfficeShell links={[{ href: "/", name: "Trang công khai" }]}>
      <Outlet />
    </OfficeShell>
  );
}
