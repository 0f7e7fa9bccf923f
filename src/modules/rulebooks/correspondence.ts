import { isGroup, isLeaf } from "./model.ts";
import type { Criterion, LeafCriterion, RuleSet } from "./model.ts";

/** A leaf of one set and the leaf of another that asks the same. */
export type Pair = { readonly from: LeafCriterion; readonly to: LeafCriterion };

/** Of all words in two titles, the share that stands in both, from which criteria may ask the same. */
const alike = 0.7;

/** A title that begins with the whole of another, so many words long, asks the same, only in more words. */
const openingWords = 3;

const abbreviations: Readonly<Record<string, string>> = {
  sp: "sản phẩm",
  sx: "sản xuất",
  dn: "doanh nghiệp",
  htx: "hợp tác xã",
  tht: "tổ hợp tác",
  đkkd: "đăng ký kinh doanh",
};

/** Words that a label may have or lack without asking for anything else. */
const fillers = new Set("có và các của về là được".split(" "));

/**
 * Pairs of leaves that ask the same in two sets, by their titles: each is the other's only
 * best match, and close enough. A title in brackets counts as another way to say it, and a
 * leaf alone in its group may go by the group's title. In the order of `to`.
 */
export function pairCriteria(from: RuleSet, to: RuleSet): Pair[] {
  const sources = titledLeaves(from);
  const targets = titledLeaves(to);
  const scores = targets.map((target) =>
    sources.map((source) => likeness(source.titles, target.titles)),
  );
  return targets.flatMap((target, t) => {
    const s = onlyBest(scores[t] ?? []);
    if (s === undefined || onlyBest(scores.map((row) => row[s] ?? 0)) !== t) return [];
    const source = sources[s];
    return source && (scores[t]?.[s] ?? 0) >= alike ? [{ from: source.leaf, to: target.leaf }] : [];
  });
}

/**
 * The option of `to` that says the same as option `n` of `from`, word for word but for
 * fillers and abbreviations. Null when none does, or when either side says it twice: points
 * and place in the list prove nothing, since decisions move thresholds between options.
 */
export function carryOption({ from, to }: Pair, n: number): number | null {
  const said = from.options.find((option) => option.n === n)?.label;
  if (said === undefined) return null;
  const saying = (leaf: LeafCriterion): LeafCriterion["options"] =>
    leaf.options.filter(({ label }) => meaning(label) === meaning(said));
  const [same, ...more] = saying(to);
  return same && more.length === 0 && saying(from).length === 1 ? same.n : null;
}

type Titled = { readonly leaf: LeafCriterion; readonly titles: readonly (readonly string[])[] };

function titledLeaves(set: RuleSet): Titled[] {
  const walk = (criterion: Criterion, names: readonly string[]): Titled[] => {
    const own = [...names, criterion.title];
    if (isLeaf(criterion)) return [{ leaf: criterion, titles: own.flatMap(sayings) }];
    if (!isGroup(criterion)) return [];
    const alone = criterion.criteria.length === 1;
    return criterion.criteria.flatMap((inner) => walk(inner, alone ? own : []));
  };
  return set.parts.flatMap((part) => part.criteria.flatMap((criterion) => walk(criterion, [])));
}

/** A title as words: whole, without its brackets, and what stands in them. */
function sayings(title: string): string[][] {
  const bracketed = [...title.matchAll(/\(([^)]*)\)/gu)].map((match) => match[1] ?? "");
  return [title, title.replaceAll(/\([^)]*\)/gu, " "), ...bracketed]
    .map(words)
    .filter(({ length }) => length > 0);
}

/** Words in small letters, abbreviations written out; signs that compare stay words of their own. */
function words(text: string): string[] {
  const found =
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+|[<>≤≥%]/gu) ?? [];
  return found.flatMap((word) => (abbreviations[word] ?? word).split(" "));
}

/** What a label says, told apart from how: "sản phẩm" goes without saying everywhere. */
function meaning(label: string): string {
  const said = words(label).join(" ").replaceAll("sản phẩm", " ").split(" ");
  return said.filter((word) => word !== "" && !fillers.has(word)).join(" ");
}

function likeness(a: Titled["titles"], b: Titled["titles"]): number {
  return Math.max(...a.flatMap((x) => b.map((y) => titleLikeness(x, y))));
}

/** From 0, no word in common, to 1, the same words. */
function titleLikeness(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= openingWords && short.every((word, i) => word === long[i])) return 1;
  const [x, y] = [new Set(a), new Set(b)];
  const common = [...x].filter((word) => y.has(word)).length;
  return (2 * common) / (x.size + y.size);
}

/** Position of the greatest number, if no other is as great. */
function onlyBest(numbers: readonly number[]): number | undefined {
  const most = Math.max(...numbers);
  const at = numbers.indexOf(most);
  return at === numbers.lastIndexOf(most) ? at : undefined;
}
