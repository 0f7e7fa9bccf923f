import type { MiddlewareHandler } from "hono";
import { AppError } from "../errors.ts";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses writes that another site makes with our visitor's cookie. Browsers say where a
 * request comes from (`Sec-Fetch-Site`, else `Origin`); what comes from elsewhere is refused, and
 * so is a request that carries cookies and does not say. Programs without cookies may stay silent.
 */
export function sameOriginWrites(publicUrl: string | undefined): MiddlewareHandler {
  const publicHost = publicUrl && new URL(publicUrl).host;
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    if (!reading.has(c.req.method) && !isOwn(c.req.raw.headers, [host, publicHost]))
      throw new AppError("forbidden", {
        log: "cross-site write refused",
        vi: "Yêu cầu này được gửi từ một trang khác nên bị từ chối. Hãy mở lại trang và làm lại từ đây.",
        en: "Cross-site requests are refused.",
      });
    await next();
  };
}

function isOwn(headers: Headers, hosts: readonly (string | undefined)[]): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (origin !== null) return URL.canParse(origin) && hosts.includes(new URL(origin).host);
  return !headers.has("cookie");
}
