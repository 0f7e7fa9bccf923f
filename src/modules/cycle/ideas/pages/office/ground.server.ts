import type { RouterContextProvider } from "react-router";
import { hasRole, type UserActor } from "#core/access/actor.ts";
import type { Role } from "#core/access/roles.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { can, ideaPermissions, type IdeaSubject, screeningActivity } from "../../../access.ts";
import type { ScreenMany } from "../../inputs.ts";
import { actingLevel } from "../../service/move.server.ts";

type Args = { context: Readonly<RouterContextProvider>; request: Request };

/** Roles whose holders have a place in the offices' pages on ideas. */
const officials: readonly Role[] = [
  "auditor",
  ...ideaPermissions.see.roles.filter(
    (role) => role !== "producerOwner" && role !== "producerStaff",
  ),
];

/** Opens the offices' pages on ideas; `forbidden` for everybody else. */
export async function openIdeas({ context, request }: Args) {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, ...officials))
    throw new AppError("forbidden", { denied: "idea.pages", roles: officials });
  return { actor, db: context.get(requestContext).database.db };
}

/** Whether the actor may type ideas in, for its button; the act asks again. */
export function mayAdd(actor: UserActor): boolean {
  return hasRole(actor, "communeOfficer", "provinceOfficer");
}

/** Whether an idea waits for a decision of a level that the actor acts for. */
export function waitsFor(actor: UserActor, idea: Parameters<typeof actingLevel>[0] & IdeaSubject) {
  const level = actingLevel(idea);
  return level !== null && can(actor, screeningActivity[level], idea);
}

/** The decisions that the actor may make on many ideas at once: the commune returns, the province also chooses. */
export function movesForMany(actor: UserActor): readonly ScreenMany["move"][] {
  return hasRole(actor, "provinceOfficer") ? ["choose", "return", "putOff"] : ["return"];
}

/** Opens the form for who called to those who may send it. */
export async function openRegister(args: Args) {
  const ground = await openIdeas(args);
  if (!mayAdd(ground.actor)) throw new AppError("forbidden", { denied: "idea.register" });
  return ground;
}

/** The filter that an address asks for; what is no value of it is left out. */
export function filterOf(url: URL, thisYear: number) {
  const asked = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 120);
  const year = Number(asked("nam"));
  return {
    year: Number.isInteger(year) && year >= 2018 && year <= 2199 ? year : thisYear,
    state: asked("tinh-trang"),
    track: asked("nhom"),
    text: asked("tim"),
    page: pageAsked(url.searchParams),
  };
}
