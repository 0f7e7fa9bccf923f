import { type PackedSet, unpackSet } from "../portable.ts";
import { score } from "../score.ts";
import type { CompiledSet } from "../compiled.ts";
import type { Score } from "../model.ts";
import { type Confirmable, verdictOf } from "./confirmations.ts";
import { answerField, answerPrefix, confirmedField } from "./fields.ts";

/** Texts of the bar; `live` and `gate` have places in braces. */
export type BarTexts = {
  readonly live: string;
  readonly unpick: string;
  readonly rejected: string;
  readonly restored: string;
  readonly discard: string;
};

export type LiveData = {
  readonly set: PackedSet;
  readonly confirmables: readonly Pick<Confirmable, "key" | "kind" | "criterion">[];
  readonly texts: BarTexts;
  readonly gate: string;
};

/** Keeps the bar at the foot of the form true to the answers, by the server's own rules. */
export function startLiveScore(form: HTMLFormElement, data: LiveData): void {
  const set = unpackSet(data.set);
  const bar = form.querySelector<HTMLElement>(".score-bar");
  const live = bar?.querySelector<HTMLElement>("[data-live]");
  if (!bar || !live) return;
  live.hidden = false;
  let announcement = 0;
  const update = (): void => {
    const result = scoreOf(form, set, data);
    showScore(bar, result, set, data);
    offerUnpick(form, set, data.texts.unpick);
    clearTimeout(announcement);
    announcement = window.setTimeout(() => sayScore(bar, result, data.texts), 800);
  };
  form.addEventListener("change", update);
  form.addEventListener("self-score:restored", update);
  showScore(bar, scoreOf(form, set, data), set, data);
  offerUnpick(form, set, data.texts.unpick);
}

function scoreOf(form: HTMLFormElement, set: CompiledSet, data: LiveData): Score {
  const fields = new FormData(form);
  const answers: Record<string, number> = {};
  for (const [name, value] of fields)
    if (name.startsWith(answerPrefix)) answers[name.slice(answerPrefix.length)] = Number(value);
  const confirmed = fields.getAll(confirmedField).map(String);
  return score(set, answers, verdictOf(data.confirmables, set, confirmed));
}

/** Writes a score into the bar: its numbers, stars, parts and unmet gates. */
export function showScore(
  bar: HTMLElement,
  result: Score,
  set: CompiledSet,
  data: Pick<LiveData, "texts" | "gate">,
): void {
  const write = (selector: string, text: string | number): void => {
    const place = bar.querySelector(selector);
    if (place) place.textContent = String(text);
  };
  write("[data-total]", result.total);
  write("[data-left]", result.unanswered.length);
  const rejected = bar.querySelector<HTMLElement>("[data-rejected]");
  if (rejected) rejected.hidden = !result.rejected;
  const stars = bar.querySelector(".stars");
  write(".stars > .visually-hidden", starsSaid(result, data.texts));
  stars?.querySelectorAll("svg").forEach((star, at) => {
    // The lowest level is reached by 0 points; before the first answer it would only puzzle.
    star.classList.toggle("on", at < result.stars && result.unanswered.length < set.leaves.length);
  });
  for (const part of bar.querySelectorAll<HTMLElement>("[data-part]")) {
    const points = result.parts[part.dataset["part"] ?? ""] ?? 0;
    const max = Number(part.dataset["max"]) || 1;
    const number = part.querySelector("[data-points]");
    if (number) number.textContent = String(points);
    part
      .querySelector<HTMLElement>(".bar > span")
      ?.style.setProperty("width", `${(points / max) * 100}%`);
  }
  showUnmet(bar, result, data.gate);
}

function starsSaid(result: Score, texts: BarTexts): string {
  return result.rejected ? texts.rejected : spoken(result, texts);
}

/** The gates of the next level that stand unmet, each a link to its question. */
function showUnmet(bar: HTMLElement, result: Score, gate: string): void {
  const list = bar.querySelector("[data-unmet]");
  const gates = result.next?.gates ?? [];
  list?.replaceChildren(
    ...gates.map(({ criterion, stars }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${fieldOf(criterion)}`;
      const title = document.querySelector(`#${fieldOf(criterion)} legend [lang]`)?.textContent;
      link.textContent = `${criterion} ${title ?? ""}`;
      const mark = document.createElement("span");
      mark.className = "gate";
      mark.textContent = gate.replace("{stars}", String(stars));
      item.append(link, " ", mark);
      return item;
    }),
  );
  const none = bar.querySelector<HTMLElement>("[data-none]");
  if (none) none.hidden = gates.length > 0;
}

/** As the page names the question: see `fieldId`. */
export function fieldOf(code: string): string {
  return `field-${answerField(code).replaceAll(/[^\w-]/g, "-")}`;
}

/** Tells a score to those who do not see the bar. */
export function sayScore(bar: HTMLElement, result: Score, texts: BarTexts): void {
  const place = bar.querySelector("[data-said]");
  if (place) place.textContent = starsSaid(result, texts);
}

function spoken(result: Score, texts: BarTexts): string {
  return texts.live
    .replace("{total}", String(result.total))
    .replace("{stars}", String(result.stars))
    .replace("{left}", String(result.unanswered.length));
}

/** A radio button cannot be let go of by hand: an answered question gets a button that does. */
export function offerUnpick(form: HTMLFormElement, set: CompiledSet, text: string): void {
  for (const { code } of set.leaves) {
    const question = form.querySelector(`#${fieldOf(code)}`);
    const picked = question?.querySelector<HTMLInputElement>("input:checked");
    const button = question?.querySelector(".unpick");
    if (!picked) button?.remove();
    if (!question || !picked || button) continue;
    const fresh = document.createElement("button");
    fresh.type = "button";
    fresh.className = "unpick";
    fresh.textContent = text;
    fresh.addEventListener("click", () => {
      const checked = question.querySelector<HTMLInputElement>("input:checked");
      if (!checked) return;
      checked.checked = false;
      checked.focus();
      form.dispatchEvent(new Event("change"));
    });
    question.append(fresh);
  }
}
