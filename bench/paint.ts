import { launchBrowser, screens, startProgram } from "../tests/e2e/support.ts";

/*
 * How soon a phone on a weak network shows the largest thing of each public page: `npm run
 * bench:paint`. Chromium, 360 px, a network of 1.6 Mbit/s down with 150 ms to the server and back (what
 * Lighthouse calls slow 4G), a processor four times slower, nothing kept from before. Needs the built
 * pages and a Chromium. Prints the median of five opens, and what came over the line without photos.
 */
const times = 5;
const paths = [
  "/",
  "/san-pham",
  "PRODUCT",
  "/ban-do",
  "/diem-ban",
  "/tin",
  "/gioi-thieu",
  "/du-lieu",
  "/en",
];

const program = await startProgram({ API_PER_MINUTE: "100000" });
const browser = await launchBrowser();
const list = (await (
  await fetch(`${program.address}/api/v1/products?sort=stars&limit=1`)
).json()) as {
  items: { page: string }[];
};
const product = new URL(list.items[0]?.page ?? program.address).pathname;

type Seen = { readonly paint: number; readonly bytes: number; readonly script: number };

async function open(path: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: screens.phone, locale: "vi-VN" });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const types = new Map<string, string>();
  const sizes = { all: 0, script: 0 };
  cdp.on("Network.responseReceived", ({ requestId, type }) => types.set(requestId, type));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    if (type !== "Image") sizes.all += encodedDataLength;
    if (type === "Script") sizes.script += encodedDataLength;
  });
  await page.addInitScript(`
    globalThis.largest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });`);
  await page.goto(program.address + path, { waitUntil: "load" });
  await page.waitForTimeout(500);
  const paint = await page.evaluate<number>("globalThis.largest");
  await context.close();
  return { paint, bytes: sizes.all, script: sizes.script };
}

const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

for (const path of paths) {
  const at = path === "PRODUCT" ? product : path;
  await open(at);
  const seen: Seen[] = [];
  for (let n = 0; n < times; n++) seen.push(await open(at));
  process.stdout.write(
    `${path.padEnd(12)} largest paint ${(middle(seen.map(({ paint }) => paint)) / 1000).toFixed(2)} s` +
      ` · ${(middle(seen.map(({ bytes }) => bytes)) / 1024).toFixed(1)} KB` +
      ` · script ${(middle(seen.map(({ script }) => script)) / 1024).toFixed(1)} KB\n`,
  );
}
await browser.close();
await program.stop();
