import { codeOf } from "./boxes.ts";

/**
 * Lets a member fill in the sheet from the keyboard alone: digits choose, j and k (or the arrows,
 * outside a group of buttons) go on and back, u finds what is open, n writes a note, ? tells all
 * this. Letters typed into a box stay letters, and the browser's own keys keep their meaning.
 */
export function followKeys(form: HTMLFormElement): void {
  const questions = () => [...form.querySelectorAll<HTMLElement>("[data-code]")];
  const current = () => {
    const inside = codeOf(document.activeElement);
    return questions().find((question) => question.dataset["code"] === inside);
  };
  const goTo = (question: HTMLElement | undefined): void => {
    if (!question) return;
    question.focus({ preventScroll: true });
    question.scrollIntoView({ block: "start" });
  };
  const move = (by: 1 | -1): void => {
    const all = questions();
    const here = current();
    goTo(here ? all[all.indexOf(here) + by] : all[0]);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const at = event.target instanceof Element ? event.target : null;
    if (at?.matches("textarea, select, input:not([type=radio], [type=checkbox])")) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      return goTo(current());
    }
    const isRadio = at?.matches("input[type=radio]") ?? false;
    const act = actOf(event.key, isRadio);
    if (!act) return;
    event.preventDefault();
    act();
  });

  function actOf(key: string, isRadio: boolean): (() => void) | null {
    if (/^[0-9]$/.test(key)) return () => chooseIn(current(), key);
    switch (key) {
      case "j":
        return () => move(1);
      case "k":
        return () => move(-1);
      case "ArrowDown":
        return isRadio || !current() ? null : () => move(1);
      case "ArrowUp":
        return isRadio || !current() ? null : () => move(-1);
      case "u":
        return () => goTo(firstOpen(form));
      case "n":
        return () => openNote(current());
      case "?":
        return showKeys;
      default:
        return null;
    }
  }
}

/** The first question after the present one that has no answer, or the first of all. */
export function firstOpen(form: HTMLFormElement): HTMLElement | undefined {
  const open = [...form.querySelectorAll<HTMLElement>("[data-code]")].filter(
    (question) => !question.querySelector('input[type="radio"]:checked:not([value=""])'),
  );
  const here = document.activeElement;
  const after = open.find(
    (question) =>
      here && (question.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_PRECEDING) > 0,
  );
  return after ?? open[0];
}

function chooseIn(question: HTMLElement | undefined, digit: string): void {
  const value = digit === "0" ? "" : digit;
  const button = question?.querySelector<HTMLInputElement>(`input[type="radio"][value="${value}"]`);
  if (!button || button.disabled || button.checked) return;
  button.checked = true;
  button.dispatchEvent(new Event("change", { bubbles: true }));
}

function openNote(question: HTMLElement | undefined): void {
  const details = question?.querySelector<HTMLDetailsElement>("details.note");
  const box = details?.querySelector("textarea");
  if (!details || !box) return;
  details.open = true;
  box.focus();
}

function showKeys(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-keys]");
  if (dialog && !dialog.open) dialog.showModal();
}
