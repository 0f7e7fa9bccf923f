import { type Command, parse, UsageError, withDatabase } from "#core/commands.ts";
import { Id, type Plan } from "./model.ts";
import { reportOf, reportText } from "./report.ts";
import { findStoredPlan } from "./service/load.server.ts";
import { shippedPlan, shippedPlanIds } from "./shipped.server.ts";

/**
 * `report plan --plan ID [--json]`: what a plan states, what that comes to, and where the two
 * differ. A plan whose document is shipped needs no database; any other id is looked up in the
 * installation's. Exit code 0, also with findings; 2 for no such plan.
 */
export const reportPlan: Command = async (args, io) => {
  const { values, positionals } = parse(args, {
    plan: { type: "string" },
    json: { type: "boolean" },
  });
  const id = values["plan"];
  if (typeof id !== "string" || positionals.length > 0)
    throw new UsageError("report plan --plan MÃ [--json]");
  const plan = shippedPlan(id) ?? (await findStored(id));
  if (!plan)
    throw new UsageError(
      `không có kế hoạch "${id}". Kế hoạch có sẵn: ${shippedPlanIds().join(", ")}; hoặc mã của kế hoạch đã nhập.`,
    );
  const report = reportOf(plan);
  io.stdout.write(values["json"] ? `${JSON.stringify(report)}\n` : reportText(plan, report));
  return 0;
};

async function findStored(id: string): Promise<Plan | undefined> {
  if (!Id.safeParse(id).success) return undefined;
  return withDatabase(({ db }) => findStoredPlan(db, id));
}
