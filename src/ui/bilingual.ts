import { generatePath } from "react-router";
import type { Lang } from "./lang.ts";

/** One page's address in each language; parameters as React Router writes them (`:set`). */
export type PathPair = Readonly<Record<Lang, string>>;

/** Texts of one page in each language; both must have the same keys. */
export type Texts<T> = Readonly<Record<Lang, T>>;

/** The address of a page in a language, with its parameters filled in. */
export function pathTo(
  pair: PathPair,
  lang: Lang,
  params: Readonly<Record<string, string>> = {},
): string {
  return generatePath(pair[lang], params);
}

const mark = "two-languages:";

/** Id of the route that shows a pair in one language; distinct, since both share one file. */
export function routeIdOf(pair: PathPair, lang: Lang): string {
  return `${mark}${lang}|${pair.vi}|${pair.en}`;
}

/** The pair that a route id was made from; undefined for a page in one language. */
export function pairOfRouteId(id: string): PathPair | undefined {
  if (!id.startsWith(mark)) return undefined;
  const [, vi, en] = id.split("|");
  return vi === undefined || en === undefined ? undefined : { vi, en };
}
