import { existsSync } from "node:fs";
import type { ServerBuild } from "react-router";
import { createApp } from "../../src/app.ts";
import type { Database } from "#core/database/connection.ts";
import { parseEnv } from "#core/env.ts";
import { testServices } from "./services.ts";

const built = new URL("../../build/server/index.js", import.meta.url);

/**
 * React's development build, whose warnings fail a test, takes down where each element was made:
 * a quarter of the time of a test that asks many pages. It stops at a number of them, from the
 * start here. Without, the warnings are the same, only less precise.
 */
async function forgetWhereElementsWereMade(): Promise<void> {
  const { default: react } = (await import("react")) as unknown as { default: object };
  const insides = Object.entries(react).find(([name]) => name.includes("INTERNALS"))?.[1] as object;
  if (Object.hasOwn(insides, "recentlyCreatedOwnerStacks"))
    Object.defineProperty(insides, "recentlyCreatedOwnerStacks", {
      get: () => Infinity,
      set() {},
    });
}

/** The pages as `npm run build` left them. */
export async function builtPages(): Promise<ServerBuild> {
  if (!existsSync(built)) throw new Error("the pages are not built: npm run build");
  await forgetWhereElementsWereMade();
  return (await import(built.href)) as ServerBuild;
}

/** The whole program over a test's database, with the built pages; `app.request(path)` asks it. */
export async function testApp(database: Database) {
  const env = parseEnv({ NODE_ENV: "test", LOG_LEVEL: "silent", OCOP_DEMO: "0" });
  return createApp(await testServices(database, env), await builtPages());
}

/** A form as a browser without scripts posts it. */
export function posted(fields: Readonly<Record<string, string | readonly string[]>>): RequestInit {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat()) body.append(name, value);
  return { method: "POST", body, headers: { Origin: "http://localhost" } };
}
