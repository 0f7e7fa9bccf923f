import { sql } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Db } from "#core/database/connection.ts";
import { signInAs } from "../support/sign-in.ts";
import { screens } from "./support.ts";

/** Columns that hold what people write, by table. */
export type Written = Readonly<Record<string, readonly string[]>>;
/** JSON columns with a content whose free places hold a text. */
export type WrittenJson = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Puts a text into every column that people write into, in every row. */
export async function poison(
  db: Db,
  text: string,
  written: Written,
  json: WrittenJson,
): Promise<void> {
  for (const [table, columns] of Object.entries(written))
    for (const column of columns)
      await db.execute(
        // Some names are told apart: each row keeps something of its own.
        sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${text} || ' ' || left(md5(random()::text), 6)`,
      );
  for (const [table, columns] of Object.entries(json))
    for (const [column, value] of Object.entries(columns))
      await db.execute(
        sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${JSON.stringify(value)}::jsonb`,
      );
}

/** What no page of ours holds, so that it can only have come out of a text. */
const foreignMarkup = `[...document.querySelectorAll("*")].flatMap((element) => {
  const found = [...element.attributes]
    .filter(({ name, value }) => name.startsWith("on") || /^\\s*(javascript|vbscript|data:text)/i.test(value) && /^(href|src|action|formaction|data|xlink:href)$/.test(name))
    .map(({ name, value }) => element.tagName + " " + name + "=" + value.slice(0, 80));
  const strange = element.matches("iframe, object, embed, base, marquee, math, foreignObject, svg script, svg animate, meta[http-equiv=refresh], img[src=x], [srcdoc]");
  return strange ? [...found, element.outerHTML.slice(0, 120)] : found;
})`;

/** Markup on a page that can only have come out of a text. */
export async function markupIn(page: Page): Promise<string[]> {
  return (await page.evaluate(foreignMarkup)) as string[];
}

/** Every text that stands on a page as such: between its elements, in boxes and in attributes. */
const standing = `[...document.querySelectorAll("body, body *:not(script)")].flatMap((element) => [
  ...[...element.childNodes].flatMap((node) => node.nodeType === Node.TEXT_NODE ? [node.data] : []),
  ...[...element.attributes].map(({ value }) => value),
  ...("value" in element ? [String(element.value)] : []),
]).join("\\n")`;

/** What stands on a page for people to read; not what its scripts carry. */
export async function textOn(page: Page): Promise<string> {
  return (await page.evaluate(standing)) as string;
}

/** Columns of those that `poison` filled of which no row's text stands in any of these texts. */
export async function unseen(
  db: Db,
  written: Written,
  texts: readonly string[],
): Promise<string[]> {
  const missing: string[] = [];
  for (const [table, columns] of Object.entries(written))
    for (const column of columns) {
      // What each row keeps of its own, with the end of the text before it.
      const { rows } = await db.execute<{ end: string }>(
        sql`select right(${sql.identifier(column)}, 16) as "end" from ${sql.identifier(table)}
          where ${sql.identifier(column)} is not null`,
      );
      if (!rows.some(({ end }) => texts.some((text) => text.includes(end))))
        missing.push(`${table}.${column}`);
    }
  return missing;
}

/** Tells of everything that a page does besides showing itself. */
export function watch(page: Page, address: string, say: (what: string) => void): void {
  page.on("dialog", (dialog) => {
    say(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") say(message.text().slice(0, 200));
  });
  page.on("pageerror", (error) => say(error.message.slice(0, 200)));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address))
      say(`asks ${request.url()}`);
  });
}

/** A browser of somebody's own that tells what its pages' policy refused; null: of nobody. */
export async function openAs(
  browser: Browser,
  db: Db,
  { address, userId }: { address: string; userId: string | null },
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: address, viewport: screens.phone });
  if (userId !== null) {
    const { rows } = await db.execute<{ username: string }>(
      sql`select username from users where id = ${userId}`,
    );
    const cookie = await signInAs(db, rows[0]?.username ?? "");
    await context.addCookies(
      cookie.split("; ").map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return { name, value: value.join("="), url: address };
      }),
    );
  }
  await context.addInitScript(
    `addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error("policy", violatedDirective, blockedURI))`,
  );
  return context;
}
