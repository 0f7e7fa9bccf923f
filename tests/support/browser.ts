import assert from "node:assert/strict";
import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { builtPassword } from "#modules/people/factory.ts";
import { users } from "#modules/people/schema.server.ts";
import { posted, type testApp } from "./pages.ts";
import { cookieOf } from "./sign-in.ts";

type Program = Awaited<ReturnType<typeof testApp>>;

/** Signs an account in with the password of built accounts, as a browser without scripts. */
export function browserOf(db: Db, app: Program) {
  return (userId: string) => browser(db, app, userId);
}

async function browser(db: Db, app: Program, userId: string) {
  const [account] = await db.select().from(users).where(eq(users.id, userId));
  const entered = await app.request(
    "/dang-nhap",
    posted({ identifier: account?.username ?? "", password: builtPassword }),
  );
  assert.equal(entered.status, 302, await entered.text());
  const cookie = cookieOf(entered.headers);
  const send = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("cookie", cookie);
    return app.request(path, { ...init, headers });
  };
  return {
    send,
    page: async (path: string): Promise<string> => {
      const response = await send(path);
      const html = await response.text();
      assert.equal(response.status, 200, `${path}: ${html.slice(0, 300)}`);
      return html;
    },
    /** Hands a form in; where it leads. */
    hand: async (path: string, fields: Parameters<typeof posted>[0]): Promise<string> => {
      const response = await send(path, posted(fields));
      assert.equal(response.status, 303, `${path}: ${plain(await response.text())}`);
      return response.headers.get("Location") ?? "";
    },
    /** Hands a form in that comes back. */
    handBack: async (path: string, fields: Parameters<typeof posted>[0], status: number) => {
      const response = await send(path, posted(fields));
      const html = await response.text();
      assert.equal(response.status, status, plain(html));
      return html;
    },
    save: async (id: string, fields: Parameters<typeof posted>[0]) => {
      const response = await send(`/ho-so/${id}/luu`, posted(fields));
      return { status: response.status, said: (await response.json()) as Record<string, unknown> };
    },
  };
}

/** What a page says in its main part, for a failed assertion. */
export function plain(html: string): string {
  return (
    /<main[\s\S]*<\/main>/
      .exec(html)?.[0]
      .replace(/<[^>]+>/g, " ")
      .slice(0, 600) ?? html.slice(0, 300)
  );
}

/** Fails when a page does not say the words; with `yes` false, when it does. */
export function says(html: string, words: RegExp, yes = true): void {
  // React parts the texts of one line with empty comments.
  assert.equal(
    words.test(html.replaceAll("<!-- -->", "")),
    yes,
    `${yes ? "says" : "does not say"} ${words.source}`,
  );
}

/** The version of the form that a filing page shows. */
export const versionIn = (html: string) => /name="_version" value="(\d+)"/.exec(html)?.[1] ?? "";

const sample: Readonly<Record<string, string>> = {
  phone: "0912345678",
  email: "htx@example.vn",
  labour: "12",
  localLabour: "10",
  year: "2025",
  revenue: "250.000.000",
};

/** The boxes of a form page filled in as a person would: what is there stays, the rest is written. */
export function filledIn(html: string): Record<string, string> {
  const fields: Record<string, string> = { _version: versionIn(html), _go: "next" };
  for (const [control = ""] of html.matchAll(/<input[^>]*>/g)) {
    const name = / name="(\w+)"/.exec(control)?.[1] ?? "_";
    const value = / value="([^"]*)"/.exec(control)?.[1] ?? "";
    if (name === "option" && /^\d+$/.test(value)) fields["option"] ??= value;
    else if (/type="radio"/.test(control) && / checked/.test(control)) fields[name] ??= value;
    if (name.startsWith("_") || /type="(radio|checkbox|hidden|date)"/.test(control)) continue;
    const isNumber = /inputMode="decimal"/i.test(control);
    fields[name] = value || sample[name] || (isNumber ? "" : "Nội dung thử");
  }
  for (const [, name = "", text = ""] of html.matchAll(/<textarea[^>]* name="(\w+)"[^>]*>([^<]*)/g))
    if (name !== "note") fields[name] = text || "Nội dung thử";
  if ("profit" in fields) fields["profit"] = "-5.000.000";
  return fields;
}
