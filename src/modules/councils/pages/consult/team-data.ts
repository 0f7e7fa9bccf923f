import type { TeamBoard } from "../../consult/board.server.ts";
import type { AssignDossiers } from "../../consult/inputs.ts";
import { duties } from "../../model.ts";

/** A team's board as the page shows it. */
export function presentTeam({ team, people, dossiers }: TeamBoard) {
  const names = new Map(people.map(({ userId, name }) => [userId, name]));
  return {
    team: {
      id: team.id,
      name: team.name,
      decisionNumber: team.decisionNumber,
      decisionOn: team.decisionOn,
    },
    people: people.map(({ userId, name, duty, fields, load }) => ({
      userId,
      name,
      duty: duty === "chair" ? "Tổ trưởng" : duty === "deputy" ? "Tổ phó" : duties[duty],
      fields,
      load,
    })),
    dossiers: dossiers.map(({ row, holders, conflicted, proposal, isReported }) => ({
      id: row.id,
      product: row.productName,
      producer: row.producerName,
      setCode: row.setCode,
      isReported,
      holders: holders.map(({ id, userId, dueOn, submittedAt }) => ({
        assignmentId: id,
        userId,
        name: names.get(userId) ?? "Người đã rời tổ",
        dueOn,
        isIn: submittedAt !== null,
      })),
      conflicted: Object.fromEntries(conflicted),
      /** Why each is proposed, by account. */
      picks: Object.fromEntries(
        (proposal?.picks ?? []).map(({ userId, isInField, loadBefore }) => [
          userId,
          `${isInField ? "Đúng bộ sản phẩm" : "Khác bộ"}, đang giữ ${loadBefore}`,
        ]),
      ),
      lacking: proposal?.lacking ?? 0,
    })),
  };
}

/** The ticked boxes of the page: `give:<dossier>` holds an account. */
export function readAssignments(teamId: string, form: FormData): AssignDossiers {
  const dueOn = form.get("dueOn");
  const given = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (!name.startsWith("give:") || typeof value !== "string") continue;
    const dossierId = name.slice("give:".length);
    given.set(dossierId, [...(given.get(dossierId) ?? []), value]);
  }
  return {
    teamId,
    dueOn: typeof dueOn === "string" ? dueOn : "",
    assignments: [...given].map(([dossierId, userIds]) => ({ dossierId, userIds })),
  };
}
