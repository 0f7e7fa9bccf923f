import { type RefObject, useEffect, useRef } from "react";

/**
 * Keeps what is typed into a form in this tab, so that an ended session or a dead network loses
 * nothing: it comes back with the page. `key` names the form and the version it was shown with;
 * `isDone` forgets it. Files and hidden boxes are left out.
 */
export function useKeptForm(key: string, isDone: boolean): RefObject<HTMLFormElement | null> {
  const ref = useRef<HTMLFormElement>(null);
  const name = `form:${key}`;
  useEffect(() => {
    const form = ref.current;
    if (!form) return undefined;
    if (isDone) sessionStorage.removeItem(name);
    else restore(form, sessionStorage.getItem(name));
    const keep = () => sessionStorage.setItem(name, JSON.stringify(collect(form)));
    form.addEventListener("input", keep);
    return () => form.removeEventListener("input", keep);
  }, [name, isDone]);
  return ref;
}

type Kept = readonly (readonly [name: string, value: string])[];

function collect(form: HTMLFormElement): Kept {
  return [...controls(form)].flatMap((control) => {
    if (isTicked(control)) return control.checked ? [[control.name, control.value] as const] : [];
    return [[control.name, control.value] as const];
  });
}

function* controls(form: HTMLFormElement) {
  for (const control of form.elements)
    if (
      (control instanceof HTMLInputElement &&
        !["hidden", "file", "submit"].includes(control.type)) ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
    )
      if (control.name !== "") yield control;
}

function isTicked(
  control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
): control is HTMLInputElement {
  return control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);
}

/** Radio buttons and boxes are clicked and texts announced, so that the page's own script hears of it. */
function restore(form: HTMLFormElement, text: string | null): void {
  if (text === null) return;
  const kept = JSON.parse(text) as Kept;
  for (const control of controls(form)) {
    const values = kept.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isTicked(control)) {
      if (values.includes(control.value) !== control.checked) control.click();
    } else if (values[0] !== undefined && values[0] !== control.value) {
      control.value = values[0];
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
