import type { RouterContextProvider } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";
import { requestContext } from "#core/http/context.ts";
import { requireSession } from "#core/session/session.ts";
import type { Way } from "./shell.tsx";

/** An entry of a menu; `roles` null: for everyone signed in. Entries of a group stand together. */
export type MenuEntry = Way & { readonly roles: readonly Role[] | null };

/** What the light shell shows of who is signed in; a redirect to signing in for everybody else. */
export async function loadLightShell(
  { context, request }: { context: Readonly<RouterContextProvider>; request: Request },
  menu: readonly MenuEntry[],
): Promise<{ name: string; demo: boolean; menu: Way[] }> {
  const { actor, account } = await requireSession(context, request);
  const { env, database } = context.get(requestContext);
  return {
    name: account.name,
    demo: env.OCOP_DEMO && database.engine === "embedded",
    menu: menu
      .filter(({ roles }) => roles === null || hasRole(actor, ...roles))
      .map(({ roles: _asked, ...way }) => way),
  };
}
