import type { Probe, Things } from "./foreign-ids.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"] = () => ({})): Probe => ({
  method: "POST",
  at,
  form,
});
const plan = (path: string) => (named: Things) => `/kiem-tra/ke-hoach/${named.plan}${path}`;
const planned = (path: string) => (named: Things) => `/kiem-tra/${named.inspection}${path}`;
const concluded = (path: string) => (named: Things) => `/kiem-tra/${named.concluded}${path}`;
const own = (path: string) => (named: Things) => `/khac-phuc/${named.concluded}${path}`;
const day = "2030-01-15";

/** What names a plan, an inspection or a finding of somebody's. */
export const inspectionProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/kiem-tra/ke-hoach/:plan": [
    get(plan("")),
    post(plan(""), () => ({ intent: "close", expectedVersion: "99" })),
  ],
  "/kiem-tra/ke-hoach/:plan/chon": [
    get(plan("/chon")),
    post(plan("/chon")),
    post(
      (_named, home) => plan("/chon")(home),
      (named) => ({
        recognitionIds: named.recognition,
        kind: "periodic",
        plannedOn: day,
        leadId: named.member,
        note: "",
      }),
    ),
  ],
  "/kiem-tra/ngoai-ke-hoach": [
    post(
      () => "/kiem-tra/ngoai-ke-hoach",
      (named) => ({
        recognitionId: named.recognition,
        kind: "unannounced",
        plannedOn: day,
        leadId: named.member,
        note: "Thử",
      }),
    ),
  ],
  "/kiem-tra/:inspection": [
    get(planned("")),
    post(planned(""), () => ({ intent: "cancel", expectedVersion: "99", reason: "Thử" })),
    post(
      (_named, home) => planned("")(home),
      (named) => ({
        intent: "judge",
        findingId: named.finding,
        expectedVersion: "1",
        step: "accept",
        text: "Đạt",
      }),
    ),
  ],
  "/kiem-tra/:inspection/hien-truong": [get(planned("/hien-truong"))],
  "/kiem-tra/:inspection/hien-truong/luu": [
    { method: "POST", at: planned("/hien-truong/luu"), json: { on: "2026-06-01" } },
  ],
  "/kiem-tra/:inspection/tep": [
    { method: "POST", at: planned("/tep"), file: { purpose: "visitPhoto" } },
  ],
  "/kiem-tra/:inspection/ket-luan": [
    get((named) => `/kiem-tra/${named.visited}/ket-luan`),
    post((named) => `/kiem-tra/${named.visited}/ket-luan`),
  ],
  "GET /kiem-tra/:inspection/:file{bien-ban\\.(pdf|docx)}": [get(concluded("/bien-ban.docx"))],
  "GET /kiem-tra/:inspection/tep/:digest": [
    get((named) => concluded(`/tep/${named.inspectionDigest}`)(named)),
    get((named, home) => concluded(`/tep/${named.inspectionDigest}`)(home)),
  ],
  "/khac-phuc/:inspection": [
    get(own("")),
    post(own(""), (named) => ({
      findingId: named.finding,
      expectedVersion: "1",
      text: "Đã sửa",
    })),
    post(
      (_named, home) => own("")(home),
      (named) => ({ findingId: named.finding, expectedVersion: "1", text: "Đã sửa" }),
    ),
  ],
  "GET /khac-phuc/:inspection/:file{bien-ban\\.(pdf|docx)}": [get(own("/bien-ban.docx"))],
  "GET /khac-phuc/:inspection/tep/:digest": [
    get((named) => own(`/tep/${named.inspectionDigest}`)(named)),
    get((named, home) => own(`/tep/${named.inspectionDigest}`)(home)),
  ],
};
