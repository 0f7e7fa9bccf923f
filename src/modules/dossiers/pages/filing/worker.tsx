import { islandText } from "#core/http/islands.ts";

/**
 * `/sw.js`: the worker that opens form pages without a network. It is a built script like the
 * islands; it has an address of its own so that it can be renewed and may serve `/ho-so`.
 */
export function loader(): Response {
  return new Response(islandText("filing-worker"), {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" },
  });
}
