import { type Blocker, blockerNames } from "../../../works/model.ts";
import { type PlanState, planStateNames } from "../../model.ts";

/** What the office's list is narrowed to, as its address says. */
export type ListQuery = {
  readonly text: string;
  readonly state: PlanState | undefined;
  readonly year: number | undefined;
  readonly blockedBy: Blocker | undefined;
  readonly overdue: boolean;
  readonly page: number;
};

/** Reads the address of the list; what is strange in it narrows nothing. */
export function readListQuery(url: string): ListQuery {
  const query = new URL(url).searchParams;
  const state = query.get("trang-thai");
  const blockedBy = query.get("vuong");
  const year = Number(query.get("nam"));
  const page = Number(query.get("trang"));
  return {
    text: (query.get("tim") ?? "").slice(0, 100),
    state: planStateNames.find((name) => name === state),
    year: Number.isInteger(year) && year > 2000 && year < 2200 ? year : undefined,
    blockedBy: blockerNames.find((name) => name === blockedBy),
    overdue: query.get("qua-han") === "1",
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}
