import "./support/production-pages.ts";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { eq } from "drizzle-orm";
import type { Hono } from "hono";
import type { ServerBuild } from "react-router";
import { auditLog } from "#core/audit/schema.server.ts";
import { demoAccounts, demoPassword, loadDemoPeople } from "#modules/people/demo.server.ts";
import { buildAccount } from "#modules/people/factory.ts";
import { roleGrants, users } from "#modules/people/schema.server.ts";
import { type AppVariables, createApp } from "../src/app.ts";
import { loadReferenceData } from "../src/load.ts";
import { accessMatrix, joined } from "./access-matrix.ts";
import { methods, sampleAccount, type Visitor, visitors } from "./access/rules.ts";
import { testDatabase } from "./support/db.ts";
import { builtPages } from "./support/pages.ts";
import { testServices } from "./support/services.ts";
import { interfaceRoutes, pageRoutes } from "./support/routes.ts";
import { signInAs, testEnv } from "./support/sign-in.ts";

const pages = await builtPages();
const database = await testDatabase();
after(() => database.close());
const { db } = database;
await loadReferenceData(database);
await loadDemoPeople({ ...database, engine: "embedded" }, testEnv);
const services = await testServices(database);
const app = createApp(services, pages);

/** Addresses that the table says nothing of, or not enough. */
function missingEntries(build: ServerBuild, program: Hono<AppVariables>): string[] {
  const ofPages = [...pageRoutes(build)].filter(
    ([path, { hasAction }]) => !accessMatrix[path]?.GET || (hasAction && !accessMatrix[path].POST),
  );
  const asksItsMethod = (route: string) => {
    const method = methods.find((each) => route.startsWith(`${each} `)) ?? "GET";
    return accessMatrix[route]?.[method] !== undefined;
  };
  return [
    ...ofPages.map(([path]) => path),
    ...interfaceRoutes(program).filter((route) => !asksItsMethod(route)),
  ];
}

test("no address lacks its line in the table, and no line its address", () => {
  assert.deepEqual(missingEntries(pages, app), []);
  const known = new Set([...pageRoutes(pages).keys(), ...interfaceRoutes(app)]);
  assert.deepEqual(
    Object.keys(accessMatrix).filter((path) => !known.has(path)),
    [],
  );
});

test("two modules cannot have a line for one address", () => {
  const healthz = { "GET /healthz": { GET: () => 500 } };
  assert.throws(() => joined([accessMatrix, healthz]), /two lines for one address: GET \/healthz/);
});

test("a new page, a new action of an old page and a new interface cannot escape the table", () => {
  const [first] = Object.values(pages.routes).filter((route) => route?.path === "tai-khoan");
  assert.ok(first);
  const page = { ...first, id: "planted", path: "planted", module: { default: () => null } };
  const grown = { ...pages, routes: { ...pages.routes, planted: page } } as ServerBuild;
  assert.ok(missingEntries(grown, app).includes("/planted"));

  const list = Object.values(pages.routes).find((route) => route?.path === "quan-tri/tai-khoan");
  assert.ok(list);
  const acting = { ...list, module: { ...list.module, action: () => null } };
  const changed = { ...pages, routes: { ...pages.routes, [list.id]: acting } };
  assert.ok(missingEntries(changed, app).includes("/quan-tri/tai-khoan"));

  const other = createApp(services, pages);
  other.delete("/api/v1/everything", (c) => c.body(null));
  assert.ok(missingEntries(pages, other).includes("DELETE /api/v1/everything"));
});

async function cookies(): Promise<Map<Visitor, string>> {
  const found = new Map<Visitor, string>();
  for (const { role, username } of demoAccounts)
    found.set(role, await signInAs(db, username, demoPassword(testEnv)));
  const district = await buildAccount(db, {
    path: "19/05692",
    grants: [{ role: "districtOfficer", path: "19/05692" }],
  });
  found.set("districtOfficer", await signInAs(db, district.username));
  const owing = await buildAccount(db, { mustChangePassword: true });
  found.set("owesPassword", await signInAs(db, owing.username));
  return found;
}

async function makeSampleAccount(): Promise<void> {
  const { id } = await buildAccount(db, { grants: [{ role: "producerOwner", path: "19/05692" }] });
  await db.delete(roleGrants).where(eq(roleGrants.userId, id));
  const [old] = await db.select().from(users).where(eq(users.id, id));
  assert.ok(old);
  await db.insert(users).values({ ...old, id: sampleAccount, username: "sample" });
  await db.insert(roleGrants).values({
    userId: sampleAccount,
    role: "producerOwner",
    kind: "own",
    placeVersion: old.placeVersion,
    placePath: old.placePath,
  });
}

test("every address answers every visitor as the table says, and refusals are in the audit log", async () => {
  await makeSampleAccount();
  const cookieOfVisitor = await cookies();
  const wrong = new Map<string, Visitor[]>();
  const asked = new Map<string | null, { line: string; isRefusal: boolean }>();
  const ask = async (visitor: Visitor, path: string, method: (typeof methods)[number]) => {
    const cookie = cookieOfVisitor.get(visitor);
    const response = await app.request(`http://localhost${path}`, {
      method,
      headers: {
        "sec-fetch-site": "same-origin",
        host: "localhost",
        origin: "http://localhost",
        ...(cookie ? { cookie } : {}),
      },
      ...(method === "GET" || method === "OPTIONS" ? {} : { body: new URLSearchParams() }),
    });
    await response.text();
    return { status: response.status, id: response.headers.get("x-request-id") };
  };
  const entries = Object.entries(accessMatrix).toSorted(
    ([, a], [, b]) => Number(a.endsSession ?? false) - Number(b.endsSession ?? false),
  );
  for (const [route, { at, ...rules }] of entries) {
    const path = at ?? route.replace(/^[A-Z]+ /, "");
    for (const visitor of visitors)
      for (const method of methods) {
        const expected = rules[method]?.(visitor);
        if (expected === undefined) continue;
        const { status, id } = await ask(visitor, path, method);
        if (status !== expected) {
          const line = `${method} ${path}: ${status}, not ${expected}`;
          wrong.set(line, [...(wrong.get(line) ?? []), visitor]);
        }
        // A "not found" that hides a refusal: of the one account that is there.
        const isHidden = status === 404 && path === `/quan-tri/tai-khoan/${sampleAccount}`;
        const isRefusal = status === 403 || isHidden;
        asked.set(id, { line: `${method} ${path}: ${status}, ${visitor}`, isRefusal });
      }
  }
  assert.deepEqual(Object.fromEntries(wrong), {});
  const denied = await db
    .select({ id: auditLog.requestId })
    .from(auditLog)
    .where(eq(auditLog.action, "access.denied"));
  const remembered = new Set(denied.map(({ id }) => id));
  const unlike = [...asked].filter(([id, { isRefusal }]) => remembered.has(id) !== isRefusal);
  assert.deepEqual(
    unlike.map(([, { line, isRefusal }]) => `${line}: ${isRefusal ? "not " : ""}in the audit log`),
    [],
  );
  // Once each.
  assert.equal(denied.length, remembered.size);
  assert.ok([...asked.values()].filter(({ isRefusal }) => isRefusal).length > 20);
});
