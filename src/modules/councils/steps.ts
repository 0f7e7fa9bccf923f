import type { ItemState, SessionState } from "./model.ts";

/** One step of a session: from where to where. Who may take it is in `access.ts`. */
type SessionStep = {
  readonly vi: string;
  readonly from: readonly SessionState[];
  readonly to: SessionState;
};

/**
 * The way of a session. `convert`: a written round whose opinions diverge becomes a meeting;
 * `reopen`: a result of a closed session is opened again, on two people's word.
 */
export const sessionSteps = {
  open: { vi: "Mở phiên", from: ["planned"], to: "open" },
  close: { vi: "Kết thúc phiên", from: ["open"], to: "closed" },
  convert: { vi: "Chuyển thành phiên họp", from: ["open"], to: "converted" },
  cancel: { vi: "Hủy phiên", from: ["planned"], to: "cancelled" },
  reopen: { vi: "Mở lại phiên", from: ["closed"], to: "open" },
} as const satisfies Record<string, SessionStep>;
export type SessionAction = keyof typeof sessionSteps;

type ItemStep = {
  readonly vi: string;
  readonly from: readonly ItemState[];
  readonly to: ItemState;
};

/**
 * The way of a product through a session. `rescore` opens the next round of sheets after a
 * reveal; `reopen` does so after a closed result, on two people's word. `carry`: a written
 * round becomes a meeting, which begins anew with the products that have no result.
 */
export const itemSteps = {
  startScoring: { vi: "Bắt đầu chấm", from: ["waiting"], to: "scoring" },
  reveal: { vi: "Công bố các phiếu trong hội đồng", from: ["scoring"], to: "revealed" },
  rescore: { vi: "Chấm lại", from: ["revealed"], to: "scoring" },
  conclude: { vi: "Chốt kết quả", from: ["revealed"], to: "concluded" },
  reject: { vi: "Loại hồ sơ", from: ["waiting", "scoring", "revealed"], to: "rejected" },
  postpone: { vi: "Chuyển sang phiên khác", from: ["waiting", "scoring"], to: "postponed" },
  carry: {
    vi: "Chuyển sang phiên họp",
    from: ["waiting", "scoring", "revealed"],
    to: "postponed",
  },
  reopen: { vi: "Mở lại kết quả", from: ["concluded"], to: "scoring" },
} as const satisfies Record<string, ItemStep>;
export type ItemAction = keyof typeof itemSteps;

/** Where an action leads; null where it does not exist. */
export function followSession(state: SessionState, action: SessionAction): SessionState | null {
  const step: SessionStep = sessionSteps[action];
  return step.from.includes(state) ? step.to : null;
}

/** Where an action on a product leads; null where it does not exist. */
export function followItem(state: ItemState, action: ItemAction): ItemState | null {
  const step: ItemStep = itemSteps[action];
  return step.from.includes(state) ? step.to : null;
}

/** States of a product in which the members' sheets of the round under way are shown to nobody else. */
export function isHidden(state: ItemState): boolean {
  return state === "waiting" || state === "scoring";
}
