/** Names of the stores of pages begin so; the worker behind `/sw.js` says the same. */
const storeNames = "ocop-pages:";

/**
 * Keeps the pages below an address on this device, so that they open without a network; `keep`:
 * those to fetch at once, before they have been visited. They are one account's, and go when it
 * signs out here or another one signs in. Resolves once what was asked is under way; false where
 * the browser cannot.
 */
export async function keepPages(
  user: string,
  scope: string,
  keep: readonly string[] = [],
): Promise<boolean> {
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => {
    void forgetPages();
  });
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register("/sw.js", { scope });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ user, keep: [...keep, ...(keep.length > 0 ? partsOfPage() : [])] }, []);
    return active !== null;
  } catch {
    return false;
  }
}

/** The scripts, styles and pictures that this page was made with. */
function partsOfPage(): string[] {
  const paths = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"))
    .map(({ pathname }) => pathname);
  return [...new Set(paths)];
}

async function forgetPages(): Promise<void> {
  if (!("caches" in globalThis)) return;
  for (const name of await caches.keys())
    if (name.startsWith(storeNames)) await caches.delete(name);
}
