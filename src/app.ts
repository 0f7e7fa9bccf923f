import { randomBytes, randomUUID } from "node:crypto";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { z } from "zod";
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import { AppError, toAppError, toProblem } from "#core/errors.ts";
import { clientAddress } from "#core/http/client.ts";
import { requestContext, type Services } from "#core/http/context.ts";
import { openReads } from "#core/http/cors.ts";
import { healthRoutes } from "#core/http/health.ts";
import { sameOriginWrites } from "#core/http/origin.ts";
import { isOversizedForm, withoutFiles } from "#core/http/oversized.ts";
import { type MemoryVariables, pageMemory } from "#core/http/page-memory.ts";
import { loggedPath } from "#core/http/private-path.ts";
import { inputWords } from "#core/input/words.ts";
import { createMetrics, type Metrics } from "#core/metrics.ts";
import { isDenial, recordDenial } from "#core/session/denial.ts";
import type { Session } from "#core/session/session.ts";
import "#modules/councils/conflicts/closed-dossiers.server.ts";
import "#modules/councils/conflicts/ties-of-the-year.server.ts";
import { councilDownloads } from "#modules/councils/downloads.server.ts";
import { councilLive } from "#modules/councils/live.api.server.ts";
import { sheetsApi } from "#modules/councils/sheets/api.server.ts";
import { cycleDownloads } from "#modules/cycle/downloads.server.ts";
import { dossierDownloads } from "#modules/dossiers/api.server.ts";
import { newsPictures, profilesApi, publicPictures } from "#modules/market/downloads.server.ts";
import { figureDownloads } from "#modules/planning/downloads.server.ts";
import "#modules/dossiers/duties.server.ts";
import "#modules/cycle/duties.server.ts";
import "#modules/market/duties.server.ts";
import "#modules/planning/duties.server.ts";
import "#modules/planning/plans/payments.server.ts";
import "#modules/support/consultants.server.ts";
import "#modules/support/duties.server.ts";
import "#modules/recognition/duties.server.ts";
import "#modules/supervision/duties.server.ts";
import "#modules/tracing/duties.server.ts";
import "#modules/producers/duties.server.ts";
import { planDownloads } from "#modules/planning/plans/downloads.server.ts";
import { nationalLoginRoutes } from "#modules/people/api.server.ts";
import { placesApi } from "#modules/places/api.server.ts";
import { producersApi } from "#modules/producers/api.server.ts";
import { productsApi } from "#modules/products/api.server.ts";
import { isOpenRead } from "#modules/portal/api/open.ts";
import { mayBeFramed, showsMap } from "#modules/portal/map/paths.ts";
import { baseMapHosts, tilesApi } from "#modules/portal/map/tiles.api.server.ts";
import { portalFeeds } from "#modules/portal/feeds.api.server.ts";
import { portalPages } from "#modules/portal/memory.server.ts";
import { markApi } from "#modules/recognition/mark.api.server.ts";
import { recognitionDownloads } from "#modules/recognition/downloads.server.ts";
import { registerApi } from "#modules/recognition/register.api.server.ts";
import { importApi } from "#modules/recognition/import/api.server.ts";
import { upwardDownloads } from "#modules/recognition/upward/downloads.server.ts";
import { transparencyApi } from "#modules/recognition/transparency.api.server.ts";
import { verificationPages } from "#modules/recognition/verification-front.server.ts";
import { verificationApi } from "#modules/recognition/verification.api.server.ts";
import { openApiDocument, publicApi } from "#modules/portal/api/api.server.ts";
import { loadSession } from "#modules/people/service/session.server.ts";
import { caseDownloads } from "#modules/supervision/cases/downloads.server.ts";
import { sharedPictures } from "#modules/portal/share/shared.server.ts";
import { supportDownloads } from "#modules/support/downloads.server.ts";
import { inspectionDownloads } from "#modules/supervision/downloads.server.ts";

// Whatever of an input does not fit is told in Vietnamese.
z.config({ localeError: inputWords });

export type AppVariables = {
  Variables: {
    requestId: string;
    nonce: string;
    ip: string;
    session: () => Promise<Session | null>;
  } & MemoryVariables;
};

const maxBodyBytes = 1024 * 1024;
/** A scanned paper of the largest kind, with the form around it. */
const maxScanBytes = 21 * 1024 * 1024;

/** The forms that bring files whole: the desks', and the vault's where no script sends pieces. */
function takesScan(path: string): boolean {
  return /^\/(van-phong\/ho-so\/[^/]+\/(ban-ky|xac-nhan)|co-so\/[^/]+\/(giay-to|san-pham\/[^/]+)|tu-van\/ho-so\/[^/]+|phien\/[^/]+\/phieu-giay\/[^/]+\/[^/]+|(quyet-dinh|trinh-trung-uong)\/[^/]+|(khac-phuc|giai-trinh|thu-hoi|quan-ly-tin)\/[^/]+|quan-tri\/ranh-gioi|nhap-so-dang-ky)(\.data)?$/.test(
    path,
  );
}

/** The one form with a file that people without an account send. */
function isOpenForm(path: string): boolean {
  return /^\/(phan-anh|en\/report)$/.test(path);
}
/** A stranger's form is read to its end, for what was typed in it, up to so many bytes. */
const mostOfStrangers = 64 * 1024 * 1024;

/** What one process keeps of its answers to strangers. */
const kept = { entries: 5_000, maxBytes: 256 * 1024, totalBytes: 64 * 1024 * 1024 };

/**
 * Scripts only from this host or with this response's nonce; nothing may frame us, but the one page
 * that is made for it. `pictures`: hosts of pictures beside our own.
 */
const policyOf = (framed: boolean, pictures: readonly string[]) => ({
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", (c: Context) => `'nonce-${c.get("nonce")}'`],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:", ...pictures],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: [framed ? "*" : "'none'"],
});

/**
 * The whole program behind one `fetch`: health, interfaces, then the pages. Holds no state, so
 * a test calls `app.request(path)` and a cluster runs as many copies as it likes.
 * `pages` is the built (or, in development, live) React Router server build.
 */
export function createApp(
  services: Services,
  pages: ServerBuild | (() => Promise<ServerBuild>),
  metrics: Metrics = createMetrics(services),
): Hono<AppVariables> {
  const app = new Hono<AppVariables>();
  const development = services.env.NODE_ENV === "development";
  const ground = { db: services.database.db, env: services.env, log: services.log };

  app.use(metrics.http);
  // Before everything that makes headers: it keeps answers as they leave.
  const memory = pageMemory(kept, [verificationPages(services), portalPages(services)]);
  app.use(memory.keep);
  app.use(async (c, next) => {
    const started = performance.now();
    c.set("requestId", randomUUID());
    c.set("nonce", randomBytes(16).toString("base64"));
    c.set("ip", clientAddress(c, services.env.OCOP_TRUST_PROXY));
    let session: Promise<Session | null> | undefined;
    c.set("session", () => (session ??= loadSession(ground, c.req.raw.headers)));
    await next();
    // What was made for one person is kept by no cache, its back button included.
    if ((await session?.catch(() => null)) && !c.res.headers.has("Cache-Control"))
      c.res.headers.set("Cache-Control", "no-store");
    c.res.headers.set("X-Request-Id", c.get("requestId"));
    services.log.info(
      {
        requestId: c.get("requestId"),
        method: c.req.method,
        path: loggedPath(c.req.path),
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      "request",
    );
  });
  const headersOf = (framed: boolean, pictures: readonly string[]) =>
    secureHeaders({
      ...(development ? {} : { contentSecurityPolicy: policyOf(framed, pictures) }),
      xFrameOptions: framed ? false : "DENY",
      referrerPolicy: "same-origin",
      strictTransportSecurity: services.env.NODE_ENV === "production",
      // Files of people bring a stricter policy of their own.
      overwrite: false,
    });
  const baseMap = baseMapHosts(services.env.MAP_TILES_URL);
  const [headers, mapHeaders, embeddedHeaders] = [
    headersOf(false, []),
    headersOf(false, baseMap),
    headersOf(true, baseMap),
  ];
  app.use((c, next) => {
    if (mayBeFramed(c.req.path)) return embeddedHeaders(c, next);
    return showsMap(c.req.path) ? mapHeaders(c, next) : headers(c, next);
  });
  const packed = compress();
  app.use((c, next) => (c.get("packedLater") ? next() : packed(c, next)));
  const limited = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new AppError("tooLarge");
      },
    });
  const [usual, scans] = [limited(maxBodyBytes), limited(maxScanBytes)];
  app.use(async (c, next) => {
    const isOpen = isOpenForm(c.req.path);
    if (!isOpen && !takesScan(c.req.path)) return usual(c, next);
    // What somebody typed beside too large a file comes back; a stranger's is not even read but here.
    if (!isOversizedForm(c.req.raw, maxScanBytes)) return scans(c, next);
    const isShort = Number(c.req.header("content-length")) <= mostOfStrangers;
    if (!(isOpen && isShort) && !(await c.get("session")())) return scans(c, next);
    c.req.raw = await withoutFiles(c.req.raw);
    return next();
  });

  app.use(openReads(isOpenRead));
  app.use(sameOriginWrites(services.env.PUBLIC_URL));

  app.route("/", healthRoutes(services));
  app.route("/", metrics.routes);
  app.route("/", nationalLoginRoutes(ground));
  app.route("/", dossierDownloads(services));
  app.route("/", sheetsApi(services));
  app.route("/", councilLive(services));
  app.route("/", cycleDownloads(services));
  app.route("/", councilDownloads(services));
  app.route("/", recognitionDownloads(services));
  app.route("/", importApi(services));
  app.route("/", upwardDownloads(services));
  app.route("/", transparencyApi(services));
  app.route("/", verificationApi(services));
  app.route("/", registerApi(services));
  app.route("/", markApi(services));
  app.route("/", portalFeeds(services));
  app.route("/", inspectionDownloads(services));
  app.route("/", caseDownloads(services));
  app.route("/", figureDownloads(services));
  app.route("/", planDownloads(services));
  app.route("/", supportDownloads(services));
  app.route("/", publicPictures(services));
  app.route("/", sharedPictures(services));
  app.route("/", newsPictures(services));

  app.route("/", tilesApi(services));

  app.use(
    "/assets/*",
    serveStatic({
      root: "build/client",
      onFound: (_path, c) => c.header("Cache-Control", "public, max-age=31536000, immutable"),
    }),
  );

  app.route("/api/v1", placesApi(services));
  app.route("/api/v1", producersApi(services));
  app.route("/api/v1", productsApi(services));
  app.route("/api/v1", profilesApi(services));
  app.route("/api/v1", publicApi(services));
  app.route("/", openApiDocument(services));
  app.all("/api/*", () => {
    throw new AppError("notFound");
  });

  const handlePage = createRequestHandler(pages, development ? "development" : "production");
  app.all("*", (c) => {
    const context = new RouterContextProvider();
    context.set(requestContext, {
      ...services,
      requestId: c.get("requestId"),
      nonce: c.get("nonce"),
      ip: c.get("ip"),
      session: c.get("session"),
      denied: (error) => recordRefusal(c, error),
    });
    return handlePage(c.req.raw, context);
  });

  async function recordRefusal(c: Context<AppVariables>, error: AppError): Promise<void> {
    if (!isDenial(error)) return;
    await recordDenial(ground.db, error, {
      method: c.req.method,
      path: loggedPath(c.req.path),
      requestId: c.get("requestId"),
      session: await c.get("session")(),
    });
  }

  app.onError(async (thrown, c) => {
    const error = toAppError(thrown);
    await recordRefusal(c, error).catch((cause: unknown) =>
      services.log.error({ requestId: c.get("requestId"), err: cause }, "denial not recorded"),
    );
    if (error.status >= 500)
      services.log.error({ requestId: c.get("requestId"), err: thrown }, "request failed");
    if (error.status === 503) c.header("Retry-After", "5");
    c.header("Content-Type", "application/problem+json; charset=utf-8");
    return c.body(JSON.stringify(toProblem(error, c.get("requestId"))), error.status as 400);
  });
  app.fetch = memory.before(app.fetch, metrics.observeHttp);
  return app;
}
