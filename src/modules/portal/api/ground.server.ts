import type { z } from "@hono/zod-openapi";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { keyOfSlug } from "../slug.ts";
import type { Setting } from "./present.ts";
import { ProblemShape } from "./shapes.ts";

/** What every handler of the open interface works with. */
export type Ground = { readonly db: Db; readonly setting: Setting };

/** The answers of a read, for the description: what it gives, and how it refuses. */
export function answers<Shape extends z.ZodType>(shape: Shape, ...refusals: readonly 404[]) {
  const problem = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: ProblemShape } },
  });
  return {
    200: { description: "Found", content: { "application/json": { schema: shape } } },
    304: { description: "As the ETag that was sent says, nothing has changed" },
    400: problem("A parameter does not fit; `fields` says which, and what to do"),
    401: problem("The key that was sent does not hold"),
    429: problem("More than a stranger may ask in a while; a key allows more"),
    ...(refusals.includes(404) ? { 404: problem("There is no such thing in the register") } : {}),
  };
}

/** Rows to read for a page of so many. */
export function cutOf({ limit, page }: { limit: number; page: number }) {
  return { limit, offset: (page - 1) * limit };
}

/** The address of the page after this one; null on the last. */
export function nextPage(url: string, { origin }: Setting, hasMore: boolean): string | null {
  if (!hasMore) return null;
  const { pathname, searchParams } = new URL(url);
  searchParams.set("page", String(Number(searchParams.get("page") ?? 1) + 1));
  return `${origin}${pathname}?${searchParams}`;
}

/** The key in an id or in the last part of a page's address. */
export function keyIn(given: string): string {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given);
  const key = isId ? given.replaceAll("-", "").slice(0, 10) : keyOfSlug(given);
  if (key === null) throw new AppError("notFound");
  return key;
}
