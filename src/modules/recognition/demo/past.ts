import { addDays, type Day } from "#core/calendar/day.ts";
import { type Procedures, periodOf, regimeInForce } from "#modules/rulebooks/procedure.ts";
import type { IssuerLevel } from "../model.ts";

/** A recognition of the past that a demo has. Days are reckoned from the day it is filled. */
export type DemoPast = {
  readonly product: string;
  readonly set: string;
  readonly description: string;
  readonly stars: 3 | 4;
  /** Days until its last valid day; negative: it is over. */
  readonly endsIn: number;
  readonly later?: "extended" | "stopped" | "revoked" | "replaced";
};

const mark = "(dữ liệu mẫu)";

/** One of every state that a certificate can be in; every name says that it is a sample. */
export const demoPast: readonly DemoPast[] = [
  {
    product: `Chè búp tím ${mark}`,
    set: "11",
    description: "Chè búp tím hái một tôm hai lá.",
    stars: 4,
    endsIn: 150,
  },
  {
    product: `Mật ong hoa vải ${mark}`,
    set: "04",
    description: "Mật ong quay cuối tháng tư.",
    stars: 3,
    endsIn: 60,
    later: "stopped",
  },
  {
    product: `Rau ngót rừng ${mark}`,
    set: "01",
    description: "Rau hái buổi sáng, bó 300 g.",
    stars: 3,
    endsIn: -40,
  },
  {
    product: `Gạo nương ${mark}`,
    set: "03",
    description: "Gạo một vụ, xay xát tại xóm.",
    stars: 4,
    endsIn: -30,
    later: "extended",
  },
  {
    product: `Tinh bột nghệ ${mark}`,
    set: "07",
    description: "Bột nghệ lọc ba nước.",
    stars: 3,
    endsIn: 420,
    later: "revoked",
  },
  {
    product: `Chè xanh ướp sen ${mark}`,
    set: "11",
    description: "Chè ướp hoa sen trong hồ của xóm.",
    stars: 3,
    endsIn: 200,
    later: "replaced",
  },
  {
    product: `Trà hoa vàng ${mark}`,
    set: "11",
    description: "Trà hoa vàng sấy lạnh, hộp 50 g.",
    stars: 4,
    endsIn: 500,
  },
];

/** The decision behind a recognition of the past: when, under what, by which level. */
export type PastDecision = {
  readonly signedOn: Day;
  readonly expiresOn: Day;
  readonly regime: string;
  readonly level: IssuerLevel;
};

/**
 * The decision that a product of so many stars got, three years before its last valid day, under
 * the rules of that time. Throws for a day when nobody recognised it.
 */
export function decisionBefore(
  procedures: Procedures,
  expiresOn: Day,
  stars: number,
): PastDecision {
  const signedOn = addDays(expiresOn, -1096);
  const regime = regimeInForce(procedures, signedOn);
  const period = regime === undefined ? undefined : periodOf(procedures, regime, signedOn);
  const stage = period?.stages.find(({ recognises = [] }) => recognises.includes(stars));
  if (regime === undefined || !stage || stage.level === "commune")
    throw new Error(`nobody recognised ${stars} stars on ${signedOn}`);
  return { signedOn, expiresOn, regime, level: stage.level };
}
