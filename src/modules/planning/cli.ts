import { type Command, guarded, UsageError } from "#core/commands.ts";

/** What can be reported, each loaded only when it is asked for. */
const reports: Readonly<Record<string, () => Promise<Command>>> = {
  plan: () => import("./plans/cli.server.ts").then((one) => one.reportPlan),
  indicators: () => import("./indicators/cli.server.ts").then((one) => one.reportIndicators),
};

/** Commands over plans and indicators. */
export const planningCommands: Readonly<Record<"report", Command>> = {
  report: guarded(async ([what = "", ...rest], io) => {
    const found = Object.hasOwn(reports, what) ? await reports[what]?.() : undefined;
    if (!found) throw new UsageError(`report ${Object.keys(reports).join("|")} …`);
    return found(rest, io);
  }),
};
