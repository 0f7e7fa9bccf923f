import type { Context } from "hono";

/** What the server in front of the program adds to a request: the socket that it came over. */
type Bindings = { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } };

/**
 * The address that a request comes from, for limits and the list of sign-ins. Behind a proxy of
 * one's own (`OCOP_TRUST_PROXY=1`) the last entry of `X-Forwarded-For`, which that proxy wrote;
 * what a client puts there itself is never believed.
 */
export function clientAddress(c: Context, trustProxy: boolean): string {
  return addressOf(c.req.raw, c.env, trustProxy);
}

/** As `clientAddress`, where a request is not routed yet. */
export function addressOf({ headers }: Request, env: unknown, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? headers.get("X-Forwarded-For")?.split(",").at(-1)?.trim()
    : undefined;
  // A test's `app.request` came over no socket.
  return forwarded || ((env as Bindings | undefined)?.incoming?.socket?.remoteAddress ?? "unknown");
}
