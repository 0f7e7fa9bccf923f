import type { Probe, Things } from "./foreign-ids.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const office = (path: string) => (named: Things) => `/phuong-an/${named.businessPlan}${path}`;
const own = (path: string) => (named: Things) => `/phuong-an-cua-toi/${named.businessPlan}${path}`;

/** What names a business plan, its tasks and the photos of its visits. */
export const planProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/phuong-an/:plan": [
    get(office("")),
    post(office(""), () => ({ intent: "complete", expectedVersion: "99" })),
    post(office(""), (named) => ({
      intent: "step:drop",
      taskId: named.worksTask,
      expectedVersion: "99",
    })),
  ],
  "/phuong-an/:plan/thuc-dia": [get(office("/thuc-dia"))],
  "/phuong-an/:plan/thuc-dia/luu": [
    { method: "POST", at: office("/thuc-dia/luu"), json: { on: "2026-06-01" } },
  ],
  "/phuong-an/:plan/anh": [post(office("/anh"))],
  "/phuong-an/:plan/anh/:digest": [get((named) => office(`/anh/${named.planPhoto}`)(named))],
  "/phuong-an-cua-toi/:plan": [
    get(own("")),
    post(own(""), () => ({ intent: "withdraw", expectedVersion: "99" })),
  ],
  "/phuong-an-cua-toi/:plan/phan/:part": [
    get(own("/phan/market")),
    post(own("/phan/market"), () => ({ customers: "Thử", _version: "99" })),
  ],
  "/phuong-an-cua-toi/:plan/luu": [
    post(own("/luu"), () => ({ _part: "market", _version: "0", customers: "Thử" })),
    post(own("/luu"), () => ({ _part: "standing", _version: "0" })),
  ],
  "/phuong-an-cua-toi/:plan/hien-trang": [
    get(own("/hien-trang")),
    post(own("/hien-trang"), () => ({ _version: "99" })),
  ],
  "/phuong-an-cua-toi/:plan/viec": [
    get(own("/viec")),
    post(own("/viec"), () => ({ intent: "addTask", title: "Thử" })),
    post(own("/viec"), (named) => ({
      intent: "step:drop",
      taskId: named.worksTask,
      expectedVersion: "99",
    })),
  ],
  "/ho-so/:id/phuong-an": [
    get((named) => `/ho-so/${named.dossier}/phuong-an`),
    post((named) => `/ho-so/${named.dossier}/phuong-an`),
  ],
};
