import { parseWebLink } from "../web-links.ts";
import type { ChannelState } from "./model.ts";

/** On how many different days in a row a link must fail before shoppers are not shown it any more. */
export const daysToDie = 3;
/** A link is tried again after so many hours: a good one once a week, a failing one the next day. */
export const hoursBetween = { answered: 7 * 24, failed: 20 } as const;
/** Redirections that are followed, each to https and a named host. */
export const mostHops = 3;

/** What one try of a link found. */
export type Found = {
  /** HTTP status of the last answer; null where none came. */
  readonly status: number | null;
  /** Why it failed, for people; null: somebody answered. */
  readonly failure: string | null;
};

/**
 * What an answer says of a link. A shop that turns programs away (401, 403, 429…) is there; what is
 * gone (404, 410) or broken (500 and above) is not.
 */
export function judge(status: number): Found {
  if (status >= 200 && status < 300) return { status, failure: null };
  if (status === 404 || status === 410)
    return { status, failure: `Trang không còn (mã ${status}).` };
  if (status >= 500) return { status, failure: `Trang đang lỗi (mã ${status}).` };
  if (status >= 300 && status < 400)
    return { status, failure: "Trang chuyển hướng nhiều lần hoặc tới nơi không an toàn." };
  return { status, failure: null };
}

/** Where an answer sends on to; null for one that does not, or sends to what may not be asked. */
export function nextHop(url: string, status: number, location: string | null): string | null {
  if (status < 300 || status >= 400 || location === null || !URL.canParse(location, url))
    return null;
  const target = new URL(location, url);
  return target.protocol === "https:" ? parseWebLink(target.href) : null;
}

/** How a link stands after a try; `failedDays`: on how many days it has failed since it last answered. */
export function stateAfter(
  state: ChannelState,
  { failure }: Pick<Found, "failure">,
  failedDays: number,
): ChannelState {
  if (failure === null) return "alive";
  return failedDays >= daysToDie ? "dead" : state;
}
