import type { Probe, Things } from "./foreign-ids.ts";

const one =
  (path: string) =>
  (named: Things): string =>
    `/ke-hoach/${named.programmePlan}${path}`;
const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});

/** What names a plan of a unit, or a task under it. */
export const programmeProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/ke-hoach/:plan": [get(one("")), post(one(""), () => ({ intent: "adjust", reason: "Thử" }))],
  "/ke-hoach/:plan/bang": [get(one("/bang")), post(one("/bang"), () => ({ lock: "99" }))],
  "/ke-hoach/:plan/chi-tieu": [
    get(one("/chi-tieu")),
    post(one("/chi-tieu"), () => ({ lock: "99" })),
  ],
  "/ke-hoach/:plan/chi": [get(one("/chi")), post(one("/chi"), () => ({ intent: "record" }))],
  "/ke-hoach/:plan/thay-doi": [get(one("/thay-doi"))],
  "GET /ke-hoach/:plan/ke-hoach.xlsx": [get(one("/ke-hoach.xlsx"))],
  "GET /ke-hoach/nhiem-vu/:task/tep/:digest": [
    get((named) => `/ke-hoach/nhiem-vu/${named.planTask}/tep/${named.taskFile}`),
  ],
  "/ke-hoach/nhiem-vu": [
    post(
      () => "/ke-hoach/nhiem-vu",
      (named) => ({
        intent: "task",
        taskId: named.planTask,
        expectedVersion: "99",
        act: "withdraw",
        text: "",
      }),
    ),
  ],
};
