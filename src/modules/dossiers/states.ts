import type { BusinessRole } from "#core/access/roles.ts";
import type { Period, Stage } from "#modules/rulebooks/procedure.ts";
import type { DossierState } from "./model.ts";
import {
  type DossierAction,
  type GuardName,
  type Party,
  type Transition,
  type TransitionRule,
  transitions,
} from "./transitions.ts";

/** Nothing follows these. */
export const terminalStates = [
  "decided",
  "notRecognised",
  "rejected",
  "withdrawn",
] as const satisfies readonly DossierState[];

/** Where a dossier stands: its state, and the stage that it lies at (null: a draft). */
export type Position = { readonly state: DossierState; readonly stage: string | null };

/** The rule of an action. */
export function transitionOf(action: DossierAction): Transition {
  const found = transitions.find((rule) => rule.action === action);
  if (!found) throw new RangeError(`no action ${action}`);
  return found;
}

/** The stage of an id on this path; undefined for a draft or a stage of another period. */
export function stageOf(path: Period["stages"], id: string | null): Stage | undefined {
  return path.find((stage) => stage.id === id);
}

/** Where an action leads from a position under these stages; null where it does not exist. */
export function follow(
  path: Period["stages"],
  position: Position,
  action: DossierAction,
): Position | null {
  const rule = transitionOf(action);
  const here = stageOf(path, position.stage);
  if (!rule.from.includes(position.state)) return null;
  if (!rule.at.includes(here?.kind ?? "draft")) return null;
  const stage = destination(path, here, rule.stage);
  return stage === undefined ? null : { state: rule.to, stage };
}

function destination(
  path: Period["stages"],
  here: Stage | undefined,
  move: TransitionRule["stage"],
): string | null | undefined {
  if (move === "stay") return here?.id ?? null;
  if (move === "first") return path[0]?.id;
  if (move === "next") return stageOf(path, here?.forwardsTo ?? null)?.id;
  return path.find((stage) => stage.forwardsTo === here?.id && stage.kind === "council")?.id;
}

/** The actions that a position has, whoever asks and whatever holds. */
export function actionsAt(path: Period["stages"], position: Position): readonly Transition[] {
  return transitions.filter((rule) => follow(path, position, rule.action) !== null);
}

/**
 * The roles whose office a stage is. Districts ended on 1 July 2025: what lay with them is
 * recorded by the province's office.
 */
const deskRoles = {
  commune: ["communeOfficer"],
  district: ["districtOfficer", "provinceOfficer"],
  province: ["provinceOfficer"],
  central: ["centralOfficer"],
} as const satisfies Record<Stage["level"], readonly BusinessRole[]>;

/**
 * The roles that a party means at a stage; a draft lies with whoever may open one. What a
 * commune did in an earlier round may be entered by the province's office that records the round.
 */
export function rolesOf(
  party: Party,
  stage: Stage | undefined,
  { isRecorded = false }: { isRecorded?: boolean } = {},
): readonly BusinessRole[] {
  if (party === "owner") return ["producerOwner"];
  if (party === "producer") return ["producerOwner", "producerStaff"];
  if (party === "secretary") return ["councilSecretary"];
  if (party === "chair") return ["councilChair"];
  if (party === "signer") return ["decisionMaker"];
  if (!stage || (isRecorded && stage.level === "commune"))
    return ["communeOfficer", "provinceOfficer"];
  return deskRoles[stage.level];
}

/** An action that somebody may do here, and what still stands against it. */
export type Available = { readonly action: DossierAction; readonly unmet: readonly GuardName[] };

/**
 * What may be done at a position: the actions that exist there and are the asker's, each with
 * the guards that do not hold. `mine`: whether the asker holds one of these roles over the
 * dossier; `holds`: whether a guard is met. Pure: the services ask again in the transaction.
 */
export function availableActions(
  path: Period["stages"],
  position: Position,
  mine: (roles: readonly BusinessRole[]) => boolean,
  holds: (guard: GuardName) => boolean,
): readonly Available[] {
  const stage = stageOf(path, position.stage);
  return actionsAt(path, position)
    .filter((rule) => mine(rule.by.flatMap((party) => rolesOf(party, stage))))
    .map((rule) => ({ action: rule.action, unmet: rule.guards.filter((guard) => !holds(guard)) }));
}
