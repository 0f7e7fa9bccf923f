import { formsOf, type PageForm, textOf } from "./forms.ts";

/** A page as somebody sees it: the address it came from, after every redirect. */
export type Page = { readonly path: string; readonly html: string };
/** What somebody writes into a form: text, several of one name, or a file. */
export type Written = Readonly<Record<string, string | readonly string[] | File>>;
/** What is done with a form besides filling it in. */
export type Handing = {
  /** Boxes that a script of the page adds when somebody chooses something. */
  readonly added?: Written;
};

/** Somebody with a browser that runs no scripts: keeps cookies, follows redirects, fills in forms. */
export type Visitor = {
  /** Opens a page; fails where it is not there. */
  readonly open: (path: string) => Promise<Page>;
  /**
   * Fills in the form with this button (its words, or what it sends) and sends it; what is not written stays as it stood.
   * Fails where the page has no such form or box, or the form comes back.
   */
  readonly hand: (
    page: string | Page,
    button: RegExp,
    written?: Written,
    handing?: Handing,
  ) => Promise<Page>;
  /** As `hand`, for a form that may come back with something to choose. */
  readonly handBack: (page: string | Page, button: RegExp, written?: Written) => Promise<Page>;
  /** As a script of a page sends it; the answer's JSON. */
  readonly send: (path: string, body: unknown) => Promise<Record<string, unknown>>;
  /** The answer as it comes, without following it. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
};

/** A fresh visitor of the program at an address: no cookies. */
export function visitorOf(address: string): Visitor {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    headers.set("Origin", address);
    const response = await fetch(new URL(path, address), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  };
  const follow = async (
    path: string,
    init?: RequestInit,
    wanted: readonly number[] = [200],
  ): Promise<Page> => {
    let response = await ask(path, init);
    let at = path;
    for (let turns = 0; response.status >= 300 && response.status < 400; turns += 1) {
      if (turns === 10) throw new Error(`${path} leads in circles`);
      const target = new URL(response.headers.get("Location") ?? "", new URL(at, address));
      at = target.pathname + target.search;
      response = await ask(at);
    }
    const html = await response.text();
    if (!wanted.includes(response.status))
      throw new Error(`${at} answers ${response.status}: ${told(html)}`);
    return { path: at, html };
  };
  const open = (path: string) => follow(path);
  const press = async (
    {
      page,
      button,
      written,
      added = {},
    }: { page: string | Page; button: RegExp; written: Written } & Handing,
    wanted?: readonly number[],
  ): Promise<Page> => {
    const { path, html } = typeof page === "string" ? await open(page) : page;
    const { form, pressed } = formWith(path, html, button);
    const body = fillIn(path, form, written);
    for (const [name, value] of Object.entries(added)) append(body, name, value);
    if (pressed.name !== null) body.append(pressed.name, pressed.value);
    const sent = form.isMultipart ? body : new URLSearchParams([...body] as [string, string][]);
    const target = new URL(form.action ?? path, new URL(path, address));
    return follow(target.pathname + target.search, { method: "POST", body: sent }, wanted);
  };
  return {
    ask,
    open,
    hand: (page, button, written = {}, handing = {}) =>
      press({ page, button, written, ...handing }),
    handBack: (page, button, written = {}) => press({ page, button, written }, [200, 400, 422]),
    async send(path, body) {
      const response = await ask(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json" },
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} answers ${response.status}: ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";", 1);
  const at = pair.indexOf("=");
  const isGone = /;\s*max-age=0\b/i.test(line);
  if (isGone) jar.delete(pair.slice(0, at));
  else jar.set(pair.slice(0, at), pair.slice(at + 1));
}

function formWith(path: string, html: string, button: RegExp) {
  const forms = formsOf(html);
  for (const form of forms)
    for (const pressed of form.buttons)
      if (button.test(pressed.label) || button.test(pressed.value)) return { form, pressed };
  const labels = forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));
  throw new Error(`${path} has no button ${button.source}; it has: ${labels.join(" | ")}`);
}

function fillIn(path: string, form: PageForm, written: Written): FormData {
  const unknown = Object.keys(written).filter((name) => !form.names.has(name));
  if (unknown.length > 0)
    throw new Error(
      `${path} has no box ${unknown.join(", ")}; it has: ${[...form.names].join(", ")}`,
    );
  const body = new FormData();
  for (const [name, value] of form.standing) if (!(name in written)) body.append(name, value);
  for (const [name, value] of Object.entries(written)) append(body, name, value);
  return body;
}

function append(body: FormData, name: string, value: Written[string]): void {
  for (const one of Array.isArray(value) ? (value as readonly string[]) : [value as string | File])
    body.append(name, one);
}

/** What a page says went wrong; else how its main part begins. */
function told(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  const alert = main.search(/role="alert"|class="[^"]*error/i);
  const from = alert < 0 ? main : main.slice(main.indexOf(">", alert) + 1);
  return textOf(from).slice(0, 400);
}
