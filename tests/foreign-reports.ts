import type { Probe, Things } from "./foreign-ids.ts";

const get = (at: Probe["at"]): Probe => ({ method: "GET", at });
const post = (at: Probe["at"], form: Probe["form"]): Probe => ({
  method: "POST",
  at,
  ...(form ? { form } : {}),
});
const report = (path: string) => (named: Things) => `/bao-cao/${named.report}${path}`;

/** What names a report of somebody's province. */
export const reportProbes: Readonly<Record<string, readonly Probe[]>> = {
  "/bao-cao/:report": [
    get(report("")),
    post(report(""), () => ({ intent: "send", version: "99" })),
  ],
  "/bao-cao/:report/phan/:block": [
    get(report("/phan/overview")),
    post(report("/phan/overview"), () => ({ intent: "write", version: "99", text: "Chữ" })),
  ],
  "GET /bao-cao/:report/bao-cao.xlsx": [get(report("/bao-cao.xlsx"))],
  "GET /bao-cao/:report/:file{bao-cao\\.(pdf|docx)}": [get(report("/bao-cao.docx"))],
};
