import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * The address that a request comes from, for limits and the list of sign-ins. Behind a proxy of
 * one's own (`OCOP_TRUST_PROXY=1`) the last entry of `X-Forwarded-For`, which that proxy wrote;
 * what a client puts there itself is never believed.
 */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  if (forwarded) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? "unknown";
  } catch {
    // A request that came over no socket: a test's `app.request`.
    return "unknown";
  }
}
