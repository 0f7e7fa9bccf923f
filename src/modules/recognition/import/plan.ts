import { Holders } from "./holders.ts";
import type {
  Ground,
  OpenProblem,
  Plan,
  PlannedProducer,
  PlannedProduct,
  PlannedRecognition,
  PlannedRow,
} from "./plan-model.ts";
import { PlaceMemory, placeOfRow } from "./place-of-row.ts";
import { type Problem, type ProblemKind, problemKinds, statusOf } from "./problems.ts";
import {
  boundsOf,
  expiryFor,
  isRoundBlank,
  type Note,
  standingOf,
  starsOf,
  type When,
  whenOf,
} from "./rounds.ts";
import type { Layout } from "./layouts.ts";
import { isErrorText } from "./cells.ts";
import { foldText } from "#core/text.ts";
import { Kept } from "./kept.ts";
import { questionAt } from "./questions.ts";
import type { RawRow } from "./rows.ts";

/** Longest name of a producer or product. */
const longestName = 200;

/**
 * What an import of these rows would do, and every problem with its cell. Pure: the same rows on
 * the same ground give the same plan, so that what was shown is what is done.
 */
export function planImport(rows: readonly RawRow[], layout: Layout, ground: Ground): Plan {
  const planner = new Planner(layout, ground);
  const planned = rows.map((row) => planner.take(row));
  const problems = planner.open.map(({ question: _question, ...problem }) => problem);
  return { rows: planned, problems, open: planner.open, ...planner.result() };
}

class Planner {
  readonly open: OpenProblem[] = [];
  readonly #layout: Layout;
  readonly #ground: Ground;
  readonly #holders: Holders;
  readonly #kept: Kept;
  readonly #memory = new PlaceMemory();
  readonly #recognitions: PlannedRecognition[] = [];
  readonly #producers = new Set<PlannedProducer>();
  readonly #products = new Set<PlannedProduct>();

  constructor(layout: Layout, ground: Ground) {
    this.#layout = layout;
    this.#ground = ground;
    this.#holders = new Holders(ground);
    this.#kept = new Kept(ground.known);
  }

  take(row: RawRow): PlannedRow {
    const mine: OpenProblem[] = [];
    const note: Note = (kind, column, text, candidates = [], asked) => {
      const at = { row: row.row, column: column ?? anyColumn(row), kind };
      if (this.#ground.settled.isAsRead(at)) return;
      const question = asked ?? questionAt(row, column, kind);
      mine.push({ ...at, text, candidates, question });
    };
    this.#read(row, mine, note);
    this.open.push(...mine);
    const [product, producer] = [row.fields.product?.text ?? "", row.fields.producer?.text ?? ""];
    return { row: row.row, status: statusOf(mine), product, producer };
  }

  #read(row: RawRow, mine: Problem[], note: Note): void {
    sayFilled(row, note);
    const names = hasNames(row, note);
    const status = statusOfProduct(row, this.#layout, note);
    const rounds = this.#rounds(row, status, note);
    const year = rounds.at(-1)?.when.year ?? null;
    const place = placeOfRow(row, year, { ground: this.#ground, memory: this.#memory, note });
    if (!names || place === null || isRefused(mine)) return;
    const producer = this.#holders.producerOf(row, place, note);
    const product = this.#holders.productOf(row, producer, note);
    if (!this.#enter(row, product, { rounds, status, note })) return;
    this.#producers.add(producer);
    this.#products.add(product);
  }

  /** Keeps what is new of a row; false when nothing is. */
  #enter(
    row: RawRow,
    product: PlannedProduct,
    { rounds, status, note }: { rounds: readonly ReadRound[]; status: ProductStatus; note: Note },
  ): boolean {
    const made: PlannedRecognition[] = [];
    const repeated: { round: ReadRound; earlier: number | null }[] = [];
    for (const round of rounds) {
      const same = this.#kept.find(product, round);
      if (same === undefined) {
        this.#kept.add(product, { ...round, row: row.row });
        const source = row.fields.source?.text.slice(0, 500) || null;
        made.push({ row: row.row, productKey: product.key, source, ...planned(round) });
      } else if (same.stars === round.stars) repeated.push({ round, earlier: same.row });
      else
        note(
          "conflictingStars",
          round.column,
          `${sourceOf(same.row)} ghi ${same.stars} sao cho cùng sản phẩm, cùng thời gian: chưa nhập lần này.`,
          [`${same.stars} sao`, `${round.stars} sao`],
        );
    }
    if (rounds.length === 0 && !this.#kept.isNew(product, status, row.row)) {
      note("duplicate", row.fields.product?.column, "Sản phẩm này của chủ thể đã ghi ở dòng khác.");
      return false;
    }
    if (rounds.length === 0 && product.knownId !== null) {
      note("alreadyKept", row.fields.product?.column, "Hệ thống đã có sản phẩm này của chủ thể.");
      return false;
    }
    if (repeated.length > 0 && made.length === 0 && repeated.length === rounds.length) {
      const earlier = repeated[0]?.earlier ?? null;
      const kind: ProblemKind = earlier === null ? "alreadyKept" : "duplicate";
      note(kind, row.fields.product?.column, `${sourceOf(earlier)} đã có lần công nhận này.`, [
        sourceOf(earlier),
      ]);
      return false;
    }
    for (const { round, earlier } of repeated)
      note(
        "repeatedRound",
        round.column,
        `${sourceOf(earlier)} đã có lần công nhận này: không nhập lại.`,
      );
    this.#recognitions.push(...made);
    return true;
  }

  #rounds(row: RawRow, status: ProductStatus, note: Note): ReadRound[] {
    if (status !== "recognised") return [];
    const said = row.rounds
      .map((fields, round) => ({ fields, round }))
      .filter(({ fields }) => !isRoundBlank(fields));
    const current = row.fields.currentStars;
    // A register that writes today's star only says that much.
    const rounds =
      said.length > 0
        ? said
        : [{ fields: current?.text ? { stars: current } : (row.rounds[0] ?? {}), round: 0 }];
    const read = rounds.flatMap(({ fields, round }, at) => {
      const isLast = at === rounds.length - 1;
      const one = this.#round({ row, fields, round, isLast }, note);
      return one === null ? [] : [one];
    });
    const last = read.at(-1);
    if (said.length > 0 && last && current?.text && readOther(current.text) !== last.stars)
      note(
        "starsDisagree",
        current.column,
        `Hạng sao hiện tại ghi “${current.text}”, lần công nhận cuối ghi ${last.stars} sao: lấy theo lần công nhận.`,
      );
    return read;
  }

  #round(
    of: { row: RawRow; fields: RawRow["rounds"][number]; round: number; isLast: boolean },
    note: Note,
  ): ReadRound | null {
    const { row, fields, round, isLast } = of;
    const { procedures, today } = this.#ground;
    const least = Math.min(
      ...Object.values(procedures.regimes).map(({ certificate }) => certificate.fromStars),
    );
    const stars = starsOf(fields.stars, least, note);
    const { decision, ...when } = whenOf(fields, today, note);
    if (stars === null) return null;
    const column = (fields.date ?? fields.year ?? fields.stars)?.column;
    const standing = standingOf(when, stars, { procedures, column, note });
    const issuer = fields.issuer?.text || null;
    const level = levelSaid(issuer, decision) ?? standing.level;
    const expiresOn = expiryFor(when, standing.regime, {
      row: isLast ? row : { ...row, fields: {} },
      procedures,
      note,
    });
    const { from, to } = boundsOf(when, expiresOn, { procedures, today });
    const expires = { expiresOn, expiresFrom: from, expiresTo: to };
    return { ...standing, level, round, stars, when, decision, issuer, ...expires, column };
  }

  result(): Pick<Plan, "producers" | "products" | "recognitions"> {
    return {
      producers: [...this.#producers],
      products: [...this.#products],
      recognitions: this.#recognitions,
    };
  }
}

/** A round that was read whole. */
export type ReadRound = Omit<
  PlannedRecognition,
  "row" | "productKey" | "day" | "year" | "source"
> & {
  readonly when: When;
  readonly column: string | undefined;
};

function planned(round: ReadRound): Omit<PlannedRecognition, "row" | "productKey" | "source"> {
  const { when, column: _column, ...rest } = round;
  return { ...rest, ...when };
}

type ProductStatus = "recognised" | "evaluated" | "none";

const anyColumn = ({ fields }: RawRow) => fields.product?.column ?? "A";
const sourceOf = (row: number | null) => (row === null ? "Hệ thống" : `Dòng ${row}`);
const readOther = (text: string) => Number(/[1-5]/.exec(text)?.[0] ?? Number.NaN);

function isRefused(problems: readonly Problem[]): boolean {
  return statusOf(problems) === "refused";
}

function sayFilled(row: RawRow, note: Note): void {
  const field = row.fields.producer;
  if (field && field.filledFrom !== null)
    note(
      "filledFromAbove",
      field.column,
      `Ô chủ thể trống: lấy “${field.text}” của dòng ${field.filledFrom}.`,
    );
}

function hasNames({ fields }: RawRow, note: Note): boolean {
  let isWhole = true;
  for (const [name, kind, what] of [
    ["product", "missingProduct", "tên sản phẩm"],
    ["producer", "missingProducer", "chủ thể"],
  ] as const) {
    const field = fields[name];
    const text = field?.text ?? "";
    if (!/\p{L}/u.test(text) || isErrorText(text)) {
      const says = text === "" ? `Không ghi ${what}.` : `“${text}” không phải ${what}.`;
      note(kind, field?.column, says);
      isWhole = false;
    } else if (text.length > longestName) {
      note(
        "tooLong",
        field?.column,
        `Ô ${what} dài ${text.length} chữ: nhiều nhất ${longestName}.`,
      );
      isWhole = false;
    }
  }
  return isWhole;
}

function statusOfProduct(row: RawRow, { statuses }: Layout, note: Note): ProductStatus {
  const field = row.fields.status;
  if (!statuses || !field || field.text === "") return "recognised";
  const is = (words: readonly string[]) =>
    words.some((one) => foldText(one) === foldText(field.text));
  if (is(statuses.recognised)) return "recognised";
  if (is(statuses.submitted)) {
    note("notRecognised", field.column, "Mới nộp hồ sơ, chưa có kết quả: không thuộc sổ đăng ký.");
    return "none";
  }
  if (is(statuses.evaluated)) {
    note(
      "notYetDecided",
      field.column,
      "Mới có kết quả đánh giá, chưa thấy quyết định: nhập sản phẩm, chưa nhập công nhận.",
    );
    return "evaluated";
  }
  note(
    "statusUnknown",
    field.column,
    `Không rõ tình trạng “${field.text}”: nhập sản phẩm, chưa nhập công nhận.`,
    [...statuses.recognised, ...statuses.evaluated, ...statuses.submitted],
  );
  return "evaluated";
}

/** The level that the issuer's name or the number's letters tell; null when they tell none. */
function levelSaid(issuer: string | null, decision: string | null) {
  const words = foldText(issuer ?? "");
  if (/\b(bo nong nghiep|bo nn|bnn|trung uong)\b/.test(words) || /BNN/.test(decision ?? ""))
    return "central";
  if (/\b(huyen|thi xa|quan)\b/.test(words)) return "district";
  return /\btinh\b/.test(words) ? "province" : null;
}

/** How many rows a plan gives each status. */
export function countStatuses(rows: readonly Pick<PlannedRow, "status">[]) {
  const count = (wanted: PlannedRow["status"]) =>
    rows.filter(({ status }) => status === wanted).length;
  return {
    accepted: count("accepted"),
    corrected: count("corrected"),
    doubtful: count("doubtful"),
    refused: count("refused"),
  };
}

/** Words of a kind of problem, for lists. */
export function wordsOfKind(kind: Problem["kind"]): string {
  return kind === "file" ? "Cả tệp" : problemKinds[kind][1];
}
