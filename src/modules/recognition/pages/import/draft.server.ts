import { z } from "zod";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { currentVersion, type UnitRef } from "#modules/places/model.ts";
import { findUnits, keyOfRef, listChildren } from "#modules/places/service/units.server.ts";
import { candidateOf } from "../../import/place-of-row.ts";
import { wordsOfKind } from "../../import/plan.ts";
import type { OpenProblem, Plan, Question } from "../../import/plan-model.ts";
import { type Problem, problemKinds, type Severity } from "../../import/problems.ts";
import { questionOf, type Settlement, SettlementSchema } from "../../import/settlements.ts";

export const draftPageSize = 20;

/** One thing to look at: a problem, or one that many rows share. */
export type Item = {
  readonly key: string;
  readonly cell: string;
  /** Rows that it stands in; the first ones where there are many. */
  readonly rows: readonly number[];
  readonly rowCount: number;
  /** Product and producer of its first row. */
  readonly about: string;
  readonly kind: string;
  readonly words: string;
  readonly text: string;
  readonly candidates: readonly string[];
  readonly ask: Ask | null;
};

export type Option = { readonly value: string; readonly label: string };

/** What can be settled about an item; `question` goes back with the answer. */
export type Ask =
  | {
      readonly kind: "commune";
      readonly question: string;
      readonly options: readonly Option[];
      /** Whose communes are listed besides. */
      readonly provinceCode: string;
    }
  | { readonly kind: "producer"; readonly question: string; readonly options: readonly Option[] }
  | {
      readonly kind: "cell";
      readonly question: string;
      readonly text: string;
      /** Whether it can be left as it was understood. */
      readonly mayStay: boolean;
    };

/** What a form sends back beside an answer. */
const AskedSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("commune"),
    province: z.string(),
    district: z.string(),
    commune: z.string(),
  }),
  z.strictObject({ kind: z.literal("producer"), row: z.int() }),
  z.strictObject({
    kind: z.literal("cell"),
    row: z.int(),
    column: z.string(),
    problem: z.string(),
    was: z.string(),
  }),
]);

const mostRowsNamed = 12;

/** What there is to choose from comes first: it settles most at once. */
const order = ["commune", "producer", "cell"];

/** The problems of one severity as items, those that ask the same joined to one. */
export function itemsOf(
  { open, rows: planned }: Pick<Plan, "open" | "rows">,
  severity: Severity,
): Item[] {
  const byRow = new Map(planned.map((one) => [one.row, one]));
  const aboutRow = (at: number) => {
    const { product = "", producer = "" } = byRow.get(at) ?? {};
    return [product, producer].filter(Boolean).join(" – ");
  };
  const mine = open.filter(({ kind }) => kind !== "file" && problemKinds[kind][0] === severity);
  const groups = Map.groupBy(mine, (one) =>
    one.question?.kind === "commune"
      ? JSON.stringify(one.question.written)
      : `${one.row}|${one.column}|${one.kind}|${one.text}`,
  );
  const items = [...groups].flatMap(([key, problems]): Item[] => {
    const [first] = problems;
    if (!first) return [];
    const rows = problems.map(({ row }) => row);
    return [
      {
        key,
        cell: `${first.column}${first.row}`,
        rows: rows.slice(0, mostRowsNamed),
        rowCount: rows.length,
        about: aboutRow(first.row),
        kind: first.kind,
        words: wordsOfKind(first.kind),
        text: first.text,
        candidates: first.candidates,
        ask: first.question === null ? null : askOf(first, first.question, severity),
      },
    ];
  });
  const rank = ({ ask }: Item) => (ask === null ? order.length : order.indexOf(ask.kind));
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/** Leaves everything of one kind that is doubtful as it was understood. */
export function allAsRead(open: readonly OpenProblem[], kind: string): Settlement[] {
  return open.flatMap((one): Settlement[] =>
    one.kind === kind &&
    one.kind !== "file" &&
    one.question?.kind === "cell" &&
    problemKinds[one.kind][0] === "doubtful"
      ? [{ kind: "asRead", row: one.row, column: one.column, problem: one.kind }]
      : [],
  );
}

function askOf({ row, column, kind }: Problem, question: Question, severity: Severity): Ask {
  if (question.kind === "commune") {
    const { written, units, provinceCode } = question;
    const options = units.flatMap((unit): Option[] =>
      unit.today.length > 1
        ? unit.today.map(({ path, fullName }) => ({
            value: `${currentVersion}/${path.split("/")[1] ?? ""}`,
            label: fullName,
          }))
        : [{ value: `${unit.version}/${unit.code}`, label: candidateOf(unit) }],
    );
    const asked = { kind: "commune", ...written };
    return { kind: "commune", question: JSON.stringify(asked), options, provinceCode };
  }
  if (question.kind === "producer") {
    const options = question.others.map(({ as, name, where }) => ({
      value: JSON.stringify(as),
      label: `Là một với “${name}” (${where})`,
    }));
    return { kind: "producer", question: JSON.stringify({ kind: "producer", row }), options };
  }
  const asked = { kind: "cell", row, column, problem: kind, was: question.text };
  const mayStay = severity === "doubtful";
  return { kind: "cell", question: JSON.stringify(asked), text: question.text, mayStay };
}

/** Today's communes of the provinces that a page asks about. */
export async function communesFor(
  db: Db,
  items: readonly Item[],
): Promise<Record<string, Option[]>> {
  const codes = new Set(
    items.flatMap(({ ask }) => (ask?.kind === "commune" ? [ask.provinceCode] : [])),
  );
  const found: Record<string, Option[]> = {};
  for (const code of codes) {
    const units = await listChildren(db, { version: currentVersion, code });
    found[code] = units.map((unit) => ({
      value: `${unit.version}/${unit.code}`,
      label: unit.fullName,
    }));
  }
  return found;
}

/** The settlements that a form holds: `q.n` a question, `a.n` its answer, `ok.n` right as understood. */
export function settlementsOf(form: FormData): Settlement[] {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const settled: Settlement[] = [];
  for (let n = 0; n < draftPageSize; n++) {
    const question = text(`q.${n}`);
    if (question === "") continue;
    const other = text(`b.${n}`);
    const one = answered(question, {
      answer: other === "" ? text(`a.${n}`) : other,
      isRight: text(`ok.${n}`) === "on",
    });
    if (one !== null) settled.push(one);
  }
  return settled;
}

function answered(
  question: string,
  { answer, isRight }: { answer: string; isRight: boolean },
): Settlement | null {
  const strange = () =>
    new AppError("invalid", {
      fields: { form: "Biểu mẫu gửi lên không đúng. Hãy tải lại trang." },
    });
  let json: unknown;
  try {
    json = JSON.parse(question);
  } catch {
    throw strange();
  }
  const asked = AskedSchema.safeParse(json);
  if (!asked.success) throw strange();
  const made = settlementOf(asked.data, answer, isRight);
  if (made === null) return null;
  const read = SettlementSchema.safeParse(made);
  if (!read.success) throw strange();
  return read.data;
}

function settlementOf(
  asked: z.output<typeof AskedSchema>,
  answer: string,
  isRight: boolean,
): unknown {
  if (asked.kind === "cell") {
    const { row, column, problem, was } = asked;
    if (answer.trim() !== was) return { kind: "cell", row, column, text: answer.trim() };
    return isRight ? { kind: "asRead", row, column, problem } : null;
  }
  if (answer === "") return null;
  if (asked.kind === "producer") {
    const as = answer === "own" ? answer : safeJson(answer);
    return { kind: "producer", row: asked.row, as };
  }
  const [version, code] = answer.split("/");
  const { province, district, commune } = asked;
  return { kind: "commune", province, district, commune, unit: { version, code } };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** What was settled, with the names of units, for the list of it. */
export async function settledLines(db: Db, settlements: readonly Settlement[]) {
  const refs = settlements.flatMap((one) => (one.kind === "commune" ? [one.unit] : []));
  const units = await findUnits(db, refs);
  const nameOf = (unit: UnitRef) => units.get(keyOfRef(unit))?.fullName ?? unit.code;
  return settlements.map((one) => ({ question: questionOf(one), text: wordsOf(one, nameOf) }));
}

function wordsOf(one: Settlement, nameOf: (unit: UnitRef) => string): string {
  if (one.kind === "cell") return `Ô ${one.column}${one.row} đọc là “${one.text}”.`;
  if (one.kind === "asRead")
    return `Ô ${one.column}${one.row}: đúng như hệ thống hiểu (${wordsOfKind(one.problem).toLowerCase()}).`;
  if (one.kind === "commune") {
    const place = [one.commune, one.district, one.province].filter(Boolean).join(", ");
    return `“${place}” là ${nameOf(one.unit)}.`;
  }
  if (one.as === "own") return `Chủ thể ở dòng ${one.row} là chủ thể riêng.`;
  return `Chủ thể ở dòng ${one.row} là một với ${"row" in one.as ? `dòng ${one.as.row}` : "chủ thể đã có trong hệ thống"}.`;
}
