import type { UserActor } from "../access/actor.ts";
import type { Db } from "../database/connection.ts";

/** Something that waits for a person, said in one line on the page where their work begins. */
export type Duty = {
  /** One Vietnamese sentence. */
  readonly text: string;
  /** The page that has it. */
  readonly href: string;
  /** Its day has passed, or it must not wait. */
  readonly isUrgent: boolean;
};

/** Days before its last one in which a producer's duty must not wait. */
export const urgentDays = 7;

/** So many of something wait: one duty, or none where there are none. `says` follows the number. */
export function waiting(count: number, says: string, href: string, isUrgent = false): Duty[] {
  return count === 0 ? [] : [{ text: `${count.toLocaleString("vi-VN")} ${says}`, href, isUrgent }];
}

/** So many of a kind are named one by one. */
const mostNamed = 3;

/** Duties of a kind, each by its name; where there are many, the first ones and how many more at `href`. */
export function eachOf(duties: readonly Duty[], says: string, href: string): Duty[] {
  if (duties.length <= mostNamed) return [...duties];
  const rest = duties.slice(mostNamed - 1);
  const isUrgent = rest.some((duty) => duty.isUrgent);
  return [...duties.slice(0, mostNamed - 1), ...waiting(rest.length, says, href, isUrgent)];
}

type Source = (db: Db, actor: UserActor) => Promise<readonly Duty[]>;

const sources: Source[] = [];

/**
 * Adds what a module has to say on the first pages of signed-in work. The pages themselves belong
 * to earlier modules, which do not know of it.
 */
export function defineDuties(source: Source): void {
  sources.push(source);
}

/** What waits for a person, the urgent first; the same line at the same page only once. */
export async function dutiesOf(db: Db, actor: UserActor): Promise<Duty[]> {
  const found: Duty[] = [];
  for (const source of sources) found.push(...(await source(db, actor)));
  const once = new Map(found.map((duty) => [`${duty.href} ${duty.text}`, duty]));
  return [...once.values()].toSorted((a, b) => Number(b.isUrgent) - Number(a.isUrgent));
}
