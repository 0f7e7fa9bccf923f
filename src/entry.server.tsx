import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import {
  type EntryContext,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from "react-router";
import { requestContext } from "#core/http/context.ts";

export const streamTimeout = 10_000;

/** Renders a page whole for robots and public pages, streamed for signed-in ones. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce, log, requestId } = context.get(requestContext);
  const whole = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let shellSent = false;
    const respond = () => {
      shellSent = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <ServerRouter context={withoutOtherRoutes(routerContext)} url={request.url} nonce={nonce} />,
      {
        nonce,
        ...(whole ? { onAllReady: respond } : { onShellReady: respond }),
        onShellError: reject,
        onError(error) {
          if (shellSent) log.error({ requestId, err: error }, "rendering failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/**
 * The context with the routes of this page only: the router is made anew for every page, of all
 * routes that it is given, which costs more than most pages themselves. A browser that goes on
 * from here reads all of them from a file of its own (`routeDiscovery` is "initial").
 */
function withoutOtherRoutes(context: EntryContext): EntryContext {
  const { manifest, staticHandlerContext } = context;
  const ids = staticHandlerContext.matches.map(({ route }) => route.id);
  const routes = Object.fromEntries(
    Object.entries(manifest.routes).filter(([id]) => ids.includes(id)),
  );
  return { ...context, manifest: { ...manifest, routes } };
}

/** The one sink for errors of loaders and actions; what the client caused is not an error of ours. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  if (request.signal.aborted) return;
  if (isRouteErrorResponse(error) && error.status < 500) return;
  const { log, requestId } = context.get(requestContext);
  log.error({ requestId, err: error }, "page failed");
}
