/**
 * Opens the pages of its scope (one's own dossiers, one's own sessions) without a network: the
 * network first, and what was seen last when it fails. Nothing else is kept, nothing is written.
 * The pages are one account's and go as soon as another account uses the device. The names of the
 * stores begin as `ui/keep/kept-pages.ts` says; a worker cannot import it.
 */
const scope = new URL((globalThis as unknown as WorkerScope).registration.scope).pathname;
const pages = `ocop-pages:${scope}`;
const files = "ocop-page-files";
const ownerKey = `${scope}/.owner`;
const patienceMilliseconds = 8000;
/** Of the sessions only what is the member's own: what the council shows is not left on devices. */
const isKept = (path: string): boolean =>
  path.startsWith("/phien") ? /^\/phien(\/[^/]+\/phieu(\/[^/]+)?)?$/.test(path) : true;

type Fetching = Event & {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
};
type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Telling = Waiting & {
  readonly data: { readonly user?: string; readonly keep?: readonly string[] } | null;
};
type WorkerScope = {
  readonly registration: { readonly scope: string };
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(name: "install" | "activate", act: (event: Waiting) => void): void;
  addEventListener(name: "fetch", act: (event: Fetching) => void): void;
  addEventListener(name: "message", act: (event: Telling) => void): void;
};
const worker = globalThis as unknown as WorkerScope;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  const { user, keep = [] } = event.data ?? {};
  if (user) event.waitUntil(belongTo(user).then(() => keepAll(keep)));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && pathname.startsWith(scope) && isKept(pathname))
    event.respondWith(page(request));
});

/** Keeps the store for one account only. */
async function belongTo(user: string): Promise<void> {
  const store = await caches.open(pages);
  const owner = await (await store.match(ownerKey))?.text();
  if (owner !== undefined && owner !== user) await caches.delete(pages);
  await (await caches.open(pages)).put(ownerKey, new Response(user));
}

/** Fetches what a page asks to have on the device before the network goes; what fails is left out. */
async function keepAll(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const isFile = path.startsWith("/assets/");
    const store = await caches.open(isFile ? files : pages);
    const key = `${location.origin}${path}`;
    if (isFile && (await store.match(key))) continue;
    const answer = await fetch(key).catch(() => null);
    if (answer?.ok && !answer.redirected) await store.put(key, answer);
  }
}

async function file(request: Request): Promise<Response> {
  const store = await caches.open(files);
  const kept = await store.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await store.put(request, answer.clone());
  return answer;
}

async function page(request: Request): Promise<Response> {
  const store = await caches.open(pages);
  const { origin, pathname } = new URL(request.url);
  const key = `${origin}${pathname}`;
  const kept = await store.match(key);
  try {
    const answer = await patiently(fetch(request), kept !== undefined);
    // An answer that came from elsewhere is the page of signing in: not to be kept.
    if (answer.ok && !answer.redirected) await store.put(key, answer.clone());
    return answer;
  } catch {
    return kept ?? away();
  }
}

/** A line that is neither there nor gone counts as gone when there is something to show. */
function patiently(answer: Promise<Response>, hasKept: boolean): Promise<Response> {
  if (!hasKept) return answer;
  const { promise, reject } = Promise.withResolvers<never>();
  setTimeout(() => reject(new Error("too slow")), patienceMilliseconds);
  return Promise.race([answer, promise]);
}

function away(): Response {
  const html = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Đang mất mạng</title><body style="font:1rem/1.6 sans-serif;margin:2rem;max-width:32rem"><h1>Đang mất mạng</h1><p>Trang này chưa được mở lần nào trên máy nên chưa xem được khi mất mạng. Những gì bạn đã ghi ở các trang khác vẫn còn trên máy.</p><p><a href="">Thử lại</a> · <a href="${scope}">Về trang danh sách</a></p>`;
  return new Response(html, {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}
