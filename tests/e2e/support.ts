import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";

const root = join(import.meta.dirname, "../..");

/** Where systems keep a Chromium that is not ours; undefined: browser journeys are skipped. */
export const chromiumPath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

export type Program = { readonly address: string; stop(): Promise<void> };

/**
 * The whole program as a process of its own, on a free port, over an empty temporary folder,
 * without the demo: to build it takes longer than most journeys. Needs the built pages (`npm run
 * build`). `settings` are environment variables to add.
 */
export async function startProgram(settings: Record<string, string> = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "ocop-e2e-"));
  const child = spawn(process.execPath, ["src/main.ts"], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "demo",
      PORT: "0",
      OCOP_DATA_DIR: folder,
      LOG_LEVEL: "error",
      OCOP_DEMO: "0",
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/ocop/code"),
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/[\d.]+:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void exited.then(() => reject(new Error(`the program ended: ${said}`)));
  });
  return {
    address,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The system's Chromium, headless, without its own traffic. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A phone of the smallest kind that is still sold, and a desk. */
export const screens = {
  phone: { width: 360, height: 740 },
  desk: { width: 1440, height: 900 },
} as const;

/** True once the page's script has taken it over, and of pages that have none to do so. */
const isTakenOver = `!("__reactRouterContext" in window) ||
  Object.keys(document.documentElement).some((key) => key.startsWith("__react"))`;

/**
 * Waits until the script of a page has taken over what the server drew. Before that a box may be
 * filled in and forgotten again; of a click, only what a form or a link does by itself happens.
 */
export async function takenOver(page: Page): Promise<void> {
  // Through the debugger, as axe below: waiting in the page is against its security policy.
  for (let tries = 0; tries < 400; tries += 1) {
    // A page that goes on to another one while it is asked says nothing: the next one does.
    if ((await page.evaluate(isTakenOver).catch(() => false)) === true) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`${page.url()} was not taken over by its script`);
}

/** Resolves once the browser has nothing left to do: what a new address draws is drawn. */
const isDrawn = `new Promise((resolve) => requestIdleCallback(() => resolve(true), { timeout: 2_000 }))`;

/** True of a page that is not just reading what an address shows, or what an act has changed. */
const isAtRest = `(window.__reactRouterDataRouter?.state.navigation.state ?? "idle") === "idle"`;

/** Waits for that, for a while: a page without a network may read for ever. */
async function atRest(page: Page): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await page.evaluate(isAtRest).catch(() => true)) === true) return;
    await page.waitForTimeout(50);
  }
}

let areWaitsPatient = false;

/**
 * Has every wait for something on a page wait until that page is at rest. A signed-in page says
 * what became of an act before it has read what the act has changed: whoever acts again at once,
 * as nobody can, acts on the page of before.
 */
function waitForRest(page: Page): void {
  if (areWaitsPatient) return;
  areWaitsPatient = true;
  const locators = Object.getPrototypeOf(page.locator("html")) as Locator;
  const wait = Reflect.get(locators, "waitFor") as (...given: unknown[]) => Promise<void>;
  locators.waitFor = async function patiently(this: Locator, ...given) {
    await Reflect.apply(wait, this, given);
    await atRest(this.page());
  };
}

/**
 * Has every page that is gone to, loaded anew or waited for wait for its script, as `takenOver`
 * does. Within the signed-in pages an address is there a moment before its page.
 */
export function waitForScripts(page: Page): void {
  waitForRest(page);
  const isScripted = () => !page.isClosed() && page.url().startsWith("http");
  for (const name of ["goto", "reload"] as const) {
    const load = page[name].bind(page) as (...given: unknown[]) => ReturnType<Page["goto"]>;
    page[name] = async (...given: unknown[]) => {
      const response = await load(...given);
      if (isScripted()) await takenOver(page);
      return response;
    };
  }
  const arrive = page.waitForURL.bind(page);
  page.waitForURL = async (...given) => {
    await arrive(...given);
    if (!isScripted()) return;
    await takenOver(page);
    await page.evaluate(isDrawn).catch(() => undefined);
  };
}

/** Has a page's scripts of this name come late: when what it answers with is called. */
export async function holdBack(page: Page, scripts: RegExp): Promise<() => void> {
  let arrive: () => void = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(scripts, async (route) => {
    await arrived;
    await route.continue();
  });
  return () => arrive();
}

/** What a box holds once the page's script has filled it. */
export async function filled(box: Locator): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const value = await box.inputValue();
    if (value !== "") return value;
    await box.page().waitForTimeout(100);
  }
  return "";
}

/**
 * Draws a stroke on a page's field for a signature. Pictures above it push it down when they come:
 * it is drawn on once they have their height.
 */
export async function drawSignature(page: Page): Promise<void> {
  for (const picture of await page.locator("main img").all())
    await picture.evaluate((image: HTMLImageElement) => image.decode());
  const canvas = page.locator("canvas");
  await canvas.hover({ position: { x: 20, y: 60 } });
  await page.mouse.down();
  await canvas.hover({ position: { x: 160, y: 30 } });
  await page.mouse.up();
}

/** Waits until something reads as it should; fails with how it reads when it never does. */
export async function becomes<T>(read: () => Promise<T>, expected: T): Promise<void> {
  for (let tries = 0; tries < 200 && !isDeepStrictEqual(await read(), expected); tries++)
    await setTimeout(100);
  assert.deepEqual(await read(), expected);
}

export type Visit = {
  readonly page: Page;
  /** Ends the visit; fails when the browser reported an error meanwhile. */
  readonly end: () => Promise<void>;
};

/** A fresh visitor: no cookies, nothing kept. An error in the console fails the visit's end. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: screens.phone,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  if (options.javaScriptEnabled !== false) waitForScripts(page);
  const errors: string[] = [];
  page.on("console", (message) => {
    // A form that comes back to be corrected is an answer, a network that the test cut no fault.
    const expected = /status of (400|412|422)|ERR_INTERNET_DISCONNECTED/.test(message.text());
    if (message.type() === "error" && !expected) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return {
    page,
    end: async () => {
      await context.close();
      assert.deepEqual(errors, [], "errors in the browser's console");
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type AxeResult = {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
};

/** Every serious or critical fault that axe-core finds on the page as it stands. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.waitForLoadState();
  // Through the debugger, so that the page's own content security policy stays in force; at one
  // go, so that it is one page that is given the script and asked.
  const result: AxeResult = await page.evaluate(
    `${axe};\naxe.run({ resultTypes: ["violations"] })`,
  );
  return result.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

/** Fails with every such fault that stays: what fades in has the contrast of neither end. */
export async function assertAccessible(page: Page): Promise<void> {
  let faults = await faultsOf(page);
  for (let tries = 0; tries < 3 && faults.length > 0; tries += 1) {
    await page.waitForTimeout(500);
    faults = await faultsOf(page);
  }
  assert.deepEqual(faults, [], page.url());
}

/** By how many pixels a page sticks out of the screen; of one that is not whole yet, nothing. */
const widthOver = `document.readyState === "complete"
  ? document.documentElement.scrollWidth - window.innerWidth
  : null`;

/** Fails when something sticks out of the screen sideways, and stays so. */
export async function assertFits(page: Page): Promise<void> {
  let over: unknown = null;
  // A page that a link has just opened may not have begun to be drawn: it has no width yet. One
  // whose screen was just turned is laid out anew by its script a moment later.
  let seen = 0;
  for (let tries = 0; tries < 400 && seen < 40; tries += 1) {
    over = await page.evaluate(widthOver).catch(() => null);
    if (typeof over === "number") {
      if (over <= 0) return;
      seen += 1;
    }
    await page.waitForTimeout(50);
  }
  assert.ok(typeof over === "number", `${page.url()} was not drawn`);
  throw new Error(`${page.url()} is ${over} px wider than the screen`);
}

/** Fails where a page, once it is loaded, is not accessible or wider than the screen. */
export async function assertGood(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await assertAccessible(page);
  await assertFits(page);
}
