import { formatNumber } from "#core/input/number.ts";
import { formatDong } from "#core/money.ts";
import { breakEven, cashFlow, type Fraction, payback, totalsOf } from "./finance.ts";
import { type FinanceData, financeOf } from "./parts.ts";

/** What a plan's finance comes to, in words and figures for people; plain text, ready to be sent. */
export type Figures = {
  readonly unit: string;
  readonly years: readonly {
    readonly year: number;
    readonly volume: string;
    readonly revenue: string;
    readonly cost: string;
    readonly profit: string;
    readonly invested: string;
    readonly flow: string;
    readonly cumulative: string;
    readonly isRed: boolean;
  }[];
  readonly invested: string;
  readonly profit: string;
  /** Null where the price is not above what a unit costs. */
  readonly breakEven: { readonly units: string; readonly money: string } | null;
  /** Whether each year sells as much as the break-even asks; null without one. */
  readonly breaksEvenIn: number | null;
  /** Null where it does not come back within the years. */
  readonly payback: string | null;
  readonly red: boolean;
};

/** A number of years to one decimal, rounded up: 2 and 4/15 years are `2,3`. */
export function yearsText({ numerator, denominator }: Fraction): string {
  const tenths = (numerator * 10n + denominator - 1n) / denominator;
  return formatNumber(`${tenths / 10n}.${tenths % 10n}`).replace(/,0$/, "");
}

/** Đồng with its sign before the groups: `-1.250.000`. */
export function signedDong(dong: bigint): string {
  return dong < 0n ? `-${formatDong(-dong)}` : formatDong(dong);
}

/** The figures of a finance; null while something is missing. */
export function figuresOf(data: FinanceData): Figures | null {
  const plan = financeOf(data);
  if (plan === null) return null;
  const [flows, even, back, totals] = [
    cashFlow(plan),
    breakEven(plan),
    payback(plan),
    totalsOf(plan),
  ];
  const first = even === null ? undefined : flows.find(({ volume }) => volume >= even.units);
  return {
    unit: data.unit ?? "",
    years: flows.map((one) => ({
      year: one.year,
      volume: formatNumber(String(one.volume)),
      revenue: signedDong(one.revenue),
      cost: signedDong(one.variableCost + one.fixedCost),
      profit: signedDong(one.profit),
      invested: signedDong(one.invested),
      flow: signedDong(one.flow),
      cumulative: signedDong(one.cumulative),
      isRed: one.cumulative < 0n,
    })),
    invested: signedDong(totals.invested),
    profit: signedDong(totals.profit),
    breakEven: even && {
      units: formatNumber(String(even.units)),
      money: signedDong(even.money),
    },
    breaksEvenIn: first?.year ?? null,
    payback: back && yearsText(back),
    red: (flows.at(-1)?.cumulative ?? 0n) < 0n,
  };
}
