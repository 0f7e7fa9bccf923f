/** Pages that open without a network: the cache that holds them, and the worker that answers for them. */
export type FieldPages = {
  readonly cache: string;
  readonly worker: string;
  /** The worker sees to addresses that begin so. */
  readonly scope: string;
};

/**
 * Keeps this page and what it needs on the phone, so that it opens again in the field. False
 * where the browser cannot; the page itself works without a network once it is open.
 */
export async function keepFieldPage({ cache, worker, scope }: FieldPages): Promise<boolean> {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return false;
  try {
    await navigator.serviceWorker.register(worker, { scope });
    const kept = await caches.open(cache);
    const parts = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(
        ({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"),
      );
    await kept.addAll([location.pathname, ...new Set(parts.map(({ pathname }) => pathname))]);
    // Only a worker that is at work opens the page without a network.
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false;
  }
}

/** Takes the page off the phone: what it was for is sent, and a lost phone should tell nothing. */
export async function dropFieldPage({ cache }: Pick<FieldPages, "cache">): Promise<void> {
  if ("caches" in globalThis) await (await caches.open(cache)).delete(location.pathname);
}

/**
 * The service worker of field pages: pages whose address ends so, and their parts, come from the
 * phone when there is no network. Everything else goes the usual way.
 */
export function fieldWorker({ cache, ending }: { cache: string; ending: string }): Response {
  const script = `
const kept = (request) =>
  caches.open(${JSON.stringify(cache)}).then((cache) => cache.match(request, { ignoreVary: true }));
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/assets/"))
    event.respondWith(kept(request).then((found) => found ?? fetch(request)));
  else if (request.mode === "navigate" && pathname.endsWith(${JSON.stringify(ending)}))
    event.respondWith(
      fetch(request).catch(async (error) => {
        const found = await kept(pathname);
        if (found) return found;
        throw error;
      }),
    );
});
`;
  // No cache keeps it, so that a new one is taken up at the next visit.
  return new Response(script, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
