import { isGoneBackTo } from "#core/field/history.ts";
import { tokenField } from "./fields.ts";
import type { BarTexts } from "./live.ts";

/** What a form held when it was last touched; names and values as a form sends them. */
type Draft = { readonly token: string; readonly fields: readonly (readonly [string, string])[] };

const prefix = "ocop.self-score.";

function keyOf(form: HTMLFormElement): string {
  const { regime = "", set = "", saved } = form.dataset;
  return `${prefix}${saved === undefined ? `${regime}.${set}` : tokenOf(form)}`;
}

function tokenOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>(`input[name=${tokenField}]`)?.value ?? "";
}

/** The device may refuse to keep anything (private window, full): the form works all the same. */
function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // Nothing to do: what could not be kept is still in the form.
  }
}

/** Puts back what was begun on this device, unless the page came back with mistakes to correct. */
export function offerDraft(form: HTMLFormElement, texts: BarTexts): boolean {
  const key = keyOf(form);
  const draft = read(key);
  if (!draft || document.querySelector(".notice.error")) return false;
  const fresh = tokenOf(form);
  const early = earlyIn(form);
  fill(form, draft);
  for (const again of early) again();
  const notice = document.createElement("div");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = texts.restored;
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "second";
  discard.textContent = texts.discard;
  discard.addEventListener("click", () => {
    write(key, null);
    form.reset();
    setToken(form, fresh);
    notice.remove();
    form.dispatchEvent(new Event("self-score:restored"));
  });
  notice.append(said, discard);
  form.before(notice);
  return true;
}

function fill(form: HTMLFormElement, { token, fields }: Draft): void {
  const given = new Map<string, Set<string>>();
  for (const [name, value] of fields) given.set(name, (given.get(name) ?? new Set()).add(value));
  for (const control of form.querySelectorAll("input")) {
    if (control.type === "hidden") continue;
    const values = given.get(control.name);
    if (isChoice(control)) control.checked = values?.has(control.value) ?? false;
    else control.value = [...(values ?? [""])][0] ?? "";
  }
  // The same token: if the server has this form already, sending it again changes that one.
  setToken(form, token);
}

const isChoice = ({ type }: HTMLInputElement) => type === "radio" || type === "checkbox";

/** What was chosen and typed before this script was there, each as what does it again. */
function earlyIn(form: HTMLFormElement): (() => void)[] {
  if (isGoneBackTo()) return [];
  return [...form.querySelectorAll("input")].flatMap((control) => {
    const { type, checked, value } = control;
    if (isChoice(control)) {
      // Of several that exclude each other the one that was chosen lets go of the others.
      const isNews = checked !== control.defaultChecked && (checked || type === "checkbox");
      return isNews ? [() => void (control.checked = checked)] : [];
    }
    const isTyped = type !== "hidden" && value !== control.defaultValue;
    return isTyped ? [() => void (control.value = value)] : [];
  });
}

function setToken(form: HTMLFormElement, token: string): void {
  const hidden = form.querySelector<HTMLInputElement>(`input[name=${tokenField}]`);
  if (hidden) hidden.value = token;
}

/** Keeps every change, warns before leaving with unsaved answers, and does not send into a void. */
export function keepDraft(form: HTMLFormElement, restored: boolean): void {
  let unsaved = restored;
  const keep = (): void => {
    unsaved = true;
    const fields = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    );
    write(keyOf(form), { token: tokenOf(form), fields });
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  if (earlyIn(form).length > 0) keep();
  form.addEventListener("self-score:restored", () => {
    unsaved = false;
  });
  form.addEventListener("submit", (event) => {
    const offline = form.querySelector<HTMLElement>("[data-offline]");
    if (offline) offline.hidden = navigator.onLine;
    if (navigator.onLine) unsaved = false;
    else event.preventDefault();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}

/** Forgets the draft of what the server now has. */
export function forgetSent(token: string): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(prefix) && read(key)?.token === token) write(key, null);
  } catch {
    // Nothing was kept, so nothing need be forgotten.
  }
}
