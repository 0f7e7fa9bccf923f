import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { checkRulebook, describeFault } from "./check.ts";
import type { Fault } from "./check.ts";
import { compileSet } from "./compiled.ts";
import type { CompiledSet } from "./compiled.ts";
import { RulebookSchema } from "./model.ts";
import type { Rulebook, RuleSet } from "./model.ts";

const folder = new URL("../../../data/rulebooks/", import.meta.url);

/** A rulebook that holds: parsed, checked, and its sets compiled. Immutable; safe to share. */
export type Book = {
  readonly rulebook: Rulebook;
  /** SHA-256 (hex) of the canonical form; every result made under this book names it. */
  readonly digest: string;
  /** As written in the rulebook: titles, labels, notes. In rulebook order. */
  readonly sets: ReadonlyMap<string, RuleSet>;
  /** The same sets, ready to score. */
  readonly compiled: ReadonlyMap<string, CompiledSet>;
  /** What does not agree in unverified sets: no ground for refusal, but shown to people. */
  readonly reported: readonly Fault[];
};

/** A rulebook was refused; `faults` has one line each, naming set, code, stated and computed. */
export class RulebookError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`rulebook refused: ${faults.join("; ")}`);
    this.name = "RulebookError";
    this.faults = faults;
  }
}

/**
 * Turns the content of a rulebook file into a book, or throws `RulebookError` with every
 * fault. Nothing of a rulebook with a fault is ever used: a wrong sum is a wrong star.
 */
export function openBook(content: unknown): Book {
  const parsed = RulebookSchema.safeParse(content);
  if (!parsed.success)
    throw new RulebookError(parsed.error.issues.map((issue) => describeIssue(issue, content)));
  const rulebook = parsed.data;
  const { faults, reported } = checkRulebook(rulebook);
  if (faults.length > 0) throw new RulebookError(faults.map(describeFault));
  const digest = digestOf(rulebook);
  return {
    rulebook,
    digest,
    sets: new Map(rulebook.sets.map((set) => [set.code, set])),
    compiled: new Map(rulebook.sets.map((set) => [set.code, compileSet(rulebook, set, digest)])),
    reported,
  };
}

const books = new Map<string, Book>();

/** The shipped book of a regime, read once. Undefined for a regime that is not shipped. */
export function findBook(regime: string): Book | undefined {
  const known = books.get(regime);
  if (known || !listRegimes().includes(regime)) return known;
  const book = openBook(JSON.parse(readFileSync(new URL(`${regime}.json`, folder), "utf8")));
  if (book.rulebook.regime !== regime) {
    throw new RulebookError([`regime: stated ${book.rulebook.regime}, file name says ${regime}`]);
  }
  books.set(regime, book);
  return book;
}

/** Codes of the shipped regimes, newest decision first. A new decision is a new file in `data/rulebooks`. */
export function listRegimes(): readonly string[] {
  const codes = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
  const year = (code: string): string => code.split("-").at(-1) ?? "";
  return codes.sort((a, b) => year(b).localeCompare(year(a)) || a.localeCompare(b));
}

/**
 * SHA-256 of a JSON value's canonical form: no blanks, keys in code-unit order at every
 * level. Layout of the file does not change it; every fact in it does.
 */
export function digestOf(content: unknown): string {
  return createHash("sha256").update(canonical(content)).digest("hex");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}

/** Says where a wrong shape stands in the programme's own words: set and criterion, then the field. */
function describeIssue(issue: z.core.$ZodIssue, content: unknown): string {
  const codes: string[] = [];
  let at: unknown = content;
  for (const key of issue.path) {
    at = typeof at === "object" && at !== null ? (Reflect.get(at, key) as unknown) : undefined;
    const code =
      typeof at === "object" && at !== null ? (Reflect.get(at, "code") as unknown) : undefined;
    if (typeof code === "string") codes.push(code);
  }
  const [set, ...inner] = codes;
  const place =
    set === undefined ? "" : `set ${set}${inner.length > 0 ? `, ${inner.at(-1)}` : ""}: `;
  return `${place}${issue.path.join(".") || "rulebook"}: ${issue.message}`;
}
