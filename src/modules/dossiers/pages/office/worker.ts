import { visitCache } from "./visit/offline.ts";

/**
 * The service worker of the offices: a visit's page and its parts come from the phone when there
 * is no network. Everything else goes the usual way.
 */
const script = `
const kept = (request) =>
  caches.open(${JSON.stringify(visitCache)}).then((cache) => cache.match(request, { ignoreVary: true }));
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/assets/"))
    event.respondWith(kept(request).then((found) => found ?? fetch(request)));
  else if (request.mode === "navigate" && pathname.endsWith("/thuc-dia"))
    event.respondWith(
      fetch(request).catch(async (error) => {
        const found = await kept(pathname);
        if (found) return found;
        throw error;
      }),
    );
});
`;

/** The script; no cache keeps it, so that a new one is taken up at the next visit. */
export function loader(): Response {
  return new Response(script, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
