import { answerField } from "#modules/rulebooks/self-score/fields.ts";
import { fieldOf } from "#modules/rulebooks/self-score/live.ts";
import type { Given } from "../sheets/outbox.ts";
import type { Remarks } from "../sheets/outcome.ts";
import { notePrefix, remarkFields } from "./fields.ts";

type TextBox = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function boxes(form: HTMLFormElement, name: string): TextBox[] {
  return [...form.elements].filter(
    (element): element is TextBox =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name === name,
  );
}

function textOf(form: HTMLFormElement, name: string): string | null {
  return boxes(form, name)[0]?.value.trim() || null;
}

function setText(form: HTMLFormElement, name: string, text: string | null): void {
  const [box] = boxes(form, name);
  // Never under the fingers of the one who types.
  if (box && box !== document.activeElement && box.value.trim() !== (text ?? ""))
    box.value = text ?? "";
}

/** What the boxes of a criterion hold. */
export function givenOf(form: HTMLFormElement, code: string): Given {
  const chosen = boxes(form, answerField(code)).find(
    (box) => box instanceof HTMLInputElement && box.checked,
  );
  return {
    option: chosen?.value ? Number(chosen.value) : null,
    note: textOf(form, `${notePrefix}${code}`),
  };
}

/** Puts a value into the boxes of a criterion. */
export function fill(form: HTMLFormElement, code: string, { option, note }: Given): void {
  for (const box of boxes(form, answerField(code)))
    if (box instanceof HTMLInputElement) box.checked = box.value === String(option ?? "");
  setText(form, `${notePrefix}${code}`, note);
  const details = questionOf(code)?.querySelector<HTMLDetailsElement>("details.note");
  if (details && note !== null) details.open = true;
}

/** What the boxes of the remarks hold. */
export function saidIn(form: HTMLFormElement): Remarks {
  const [box] = boxes(form, remarkFields.proposesRejection);
  return {
    comment: textOf(form, remarkFields.comment),
    proposesRejection: box instanceof HTMLInputElement && box.checked,
    rejectionReason: textOf(form, remarkFields.rejectionReason),
    stopAt: textOf(form, remarkFields.stopAt),
  };
}

/** Puts remarks into their boxes. */
export function fillRemarks(form: HTMLFormElement, said: Remarks): void {
  setText(form, remarkFields.comment, said.comment);
  setText(form, remarkFields.rejectionReason, said.rejectionReason);
  setText(form, remarkFields.stopAt, said.stopAt);
  const [box] = boxes(form, remarkFields.proposesRejection);
  if (box instanceof HTMLInputElement) box.checked = said.proposesRejection;
}

/** The question of a criterion on the page. */
export function questionOf(code: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#${fieldOf(code)}`);
}

/** The criterion that a control belongs to; null for the remarks and everything else. */
export function codeOf(element: EventTarget | null): string | null {
  const question = element instanceof Element ? element.closest<HTMLElement>("[data-code]") : null;
  return question?.dataset["code"] ?? null;
}
