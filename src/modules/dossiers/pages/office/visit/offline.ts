import { officePaths } from "../paths.ts";

/** Where the service worker looks for pages that must open without a network. */
export const visitCache = "ocop-visits";

/**
 * Keeps this page and what it needs on the phone, so that it opens again in the field. Does
 * nothing where the browser cannot; the page itself works without a network once it is open.
 */
export async function keepPageForField(): Promise<boolean> {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return false;
  try {
    await navigator.serviceWorker.register(officePaths.worker, { scope: `${officePaths.start}/` });
    const cache = await caches.open(visitCache);
    const parts = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(
        ({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"),
      );
    await cache.addAll([location.pathname, ...new Set(parts.map(({ pathname }) => pathname))]);
    return true;
  } catch {
    return false;
  }
}

/** Takes the page of a visit off the phone: it is sent, and a lost phone should tell nothing. */
export async function dropPage(): Promise<void> {
  if ("caches" in globalThis) await (await caches.open(visitCache)).delete(location.pathname);
}
