import { redirect } from "react-router";

/** Names the act of which a page tells in its address. */
const parameter = "da-ghi";

/**
 * Back to a page that tells what was just done (303): to load it anew, or to come back to it, sends
 * no form again. `act` names the act for `saidOf`; `more` is added to the address, `at` is the part
 * of the page to stand at.
 */
export function backSaying(
  path: string,
  act: string,
  { more = {}, at }: { more?: Readonly<Record<string, string>>; at?: string } = {},
): Response {
  const query = new URLSearchParams({ [parameter]: act, ...more });
  return redirect(`${path}?${query}${at === undefined ? "" : `#${encodeURIComponent(at)}`}`, 303);
}

/** What a page says of the act that its address names; null where it names none, or a strange one. */
export function saidOf(request: Request, words: Readonly<Record<string, string>>): string | null {
  const act = new URL(request.url).searchParams.get(parameter);
  return act !== null && Object.hasOwn(words, act) ? (words[act] ?? null) : null;
}
