import type { FormValues } from "#core/field/form.ts";

/** Everything that a form holds, hidden controls too, as it would be sent. */
export function valuesOf(form: HTMLFormElement): FormValues {
  const values: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && name !== "_go") (values[name] ??= []).push(value);
  return values;
}

/** What the server drew into a form, whatever was typed into it since. */
export function drawnValuesOf(form: HTMLFormElement): FormValues {
  const drawn = form.cloneNode(true) as HTMLFormElement;
  drawn.reset();
  return valuesOf(drawn);
}

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function boxesOf(form: HTMLFormElement): readonly Box[] {
  return [...form.querySelectorAll<Box>("input, textarea, select")].filter(
    (box) => box.name !== "" && !box.name.startsWith("_") && box.type !== "hidden",
  );
}

/** Puts values into the boxes; boxes that `values` does not name are left alone when `only` is set. */
export function fillBoxes(form: HTMLFormElement, values: FormValues, only = false): void {
  for (const box of boxesOf(form)) {
    const wanted = values[box.name];
    if (only && wanted === undefined) continue;
    if (box instanceof HTMLInputElement && (box.type === "radio" || box.type === "checkbox")) {
      const chosen = wanted?.filter((value) => value !== "") ?? [];
      const isNone = box.type === "radio" && box.value === "" && chosen.length === 0;
      box.checked = isNone || chosen.includes(box.value);
    } else box.value = wanted?.[0] ?? "";
  }
}

/** Notes in a form which papers the server now has: the ground for the next change of their ticks. */
export function markPapers(form: HTMLFormElement, ids: readonly string[]): void {
  for (const old of form.querySelectorAll('input[name="papersBefore"]')) old.remove();
  for (const id of ids) {
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = "papersBefore";
    hidden.value = id;
    form.append(hidden);
  }
}

/** Whether two states of a form say the same; empty boxes and missing ones are alike. */
export function sameValues(a: FormValues, b: FormValues): boolean {
  const face = (values: FormValues, name: string) =>
    JSON.stringify((values[name] ?? []).filter((value) => value !== "").sort());
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => !name.startsWith("_") && name !== "papersBefore")
    .every((name) => face(a, name) === face(b, name));
}

/** The boxes that `now` holds otherwise than `before` did; what was taken out is an empty list. */
export function changedValues(before: FormValues, now: FormValues): FormValues {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...names]
    .map((name) => [name, now[name] ?? []] as const)
    .filter(([name, value]) => !sameValues({ [name]: before[name] ?? [] }, { [name]: value }));
  return Object.fromEntries(changed);
}

/** The boxes in which two states differ, each with its label and both texts as people read them. */
export function differences(
  form: HTMLFormElement,
  theirs: FormValues,
  mine: FormValues,
): readonly { label: string; theirs: string; mine: string }[] {
  const names = new Set(boxesOf(form).map(({ name }) => name));
  return [...names].flatMap((name) => {
    if (!(name in theirs) && name === "papers") return [];
    const [a, b] = [wordsOf(form, name, theirs[name]), wordsOf(form, name, mine[name])];
    return a === b ? [] : [{ label: labelOf(form, name), theirs: a, mine: b }];
  });
}

function labelOf(form: HTMLFormElement, name: string): string {
  const [box] = boxesOf(form).filter((one) => one.name === name);
  const legend = box?.type === "radio" || box?.type === "checkbox" ? box.closest("fieldset") : null;
  const label = legend?.querySelector("legend") ?? box?.labels?.[0];
  return label?.textContent?.replace(/\s*\*?\s*\(bắt buộc\)\s*$/, "").trim() ?? name;
}

function wordsOf(form: HTMLFormElement, name: string, values: readonly string[] = []): string {
  const said = values.flatMap((value) => {
    const tick = boxesOf(form).find(
      (box) =>
        box.name === name &&
        box.value === value &&
        (box.type === "radio" || box.type === "checkbox"),
    );
    const text = (tick ? tick.closest("label")?.querySelector("span") : optionOf(form, name, value))
      ?.textContent;
    return value === "" ? [] : [(text ?? value).trim()];
  });
  return said.join(", ") || "(trống)";
}

/** The choice of a closed list that sends this value. */
function optionOf(form: HTMLFormElement, name: string, value: string): Element | undefined {
  const [list] = boxesOf(form).filter((box) => box.name === name);
  return list instanceof HTMLSelectElement
    ? [...list.options].find((option) => option.value === value)
    : undefined;
}
