import { route, type RouteConfigEntry } from "@react-router/dev/routes";
import { type PathPair, routeIdOf } from "./bilingual.ts";

/**
 * One page under its Vietnamese and its English address. `file` is relative to `src`. The page
 * asks `useLang()` which one it is; the language switch finds the other by the route's id.
 */
export function inTwoLanguages(pair: PathPair, file: string): RouteConfigEntry[] {
  return [
    route(pair.vi, file, { id: routeIdOf(pair, "vi") }),
    route(pair.en, file, { id: routeIdOf(pair, "en") }),
  ];
}
