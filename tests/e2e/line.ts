import type { BrowserContext, CDPSession, Page } from "playwright-core";

/** What browsers call slow 4G: 400 ms there and back, 400 kbit/s down, 200 up. */
const slow4g = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 25_000,
};

/** A telephone's line: slow while it stands, and cut when the test says so. */
export type Line = {
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** Back to the machine's own line: pages that a worker serves know no other while it is cut. */
  readonly lift: () => Promise<void>;
};

/** Puts a page on a slow line. The browser keeps one state of it, so mending slows it down anew. */
export async function slowLine(context: BrowserContext, page: Page): Promise<Line> {
  const wire: CDPSession = await context.newCDPSession(page);
  await wire.send("Network.enable");
  const slow = async (): Promise<void> => {
    await wire.send("Network.emulateNetworkConditions", slow4g);
  };
  await slow();
  return {
    // The whole context, so that the pages' own worker has no network either.
    cut: () => context.setOffline(true),
    lift: () => wire.detach(),
    mend: async () => {
      await context.setOffline(false);
      await slow();
    },
  };
}
