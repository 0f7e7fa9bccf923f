/** What is done on a page before its script has come: a box with what it holds now, and a button. */
type Early = {
  readonly typed: Map<HTMLElement, string | boolean>;
  pressed: HTMLElement | null;
  readonly end: () => void;
};

declare global {
  var ocopEarly: Early | undefined;
}

/**
 * Stands in a page before its boxes, as a script of its own: remembers what is typed, chosen and
 * pressed until `takeUpEarly` passes it on. On an old phone that may be ten seconds. Links and
 * the buttons of forms need no script, and are left alone.
 */
export const rememberEarly = `{
  const typed = new Map();
  const write = ({ target: box }) =>
    typed.set(box, box.type === "checkbox" || box.type === "radio" ? box.checked : box.value);
  const press = ({ target }) => {
    const button = target.closest("button");
    if (button?.type === "button") ocopEarly.pressed = button;
  };
  const kinds = [["input", write], ["change", write], ["click", press]];
  for (const [kind, hear] of kinds) addEventListener(kind, hear, true);
  const end = () => {
    for (const [kind, hear] of kinds) removeEventListener(kind, hear, true);
  };
  globalThis.ocopEarly = { typed, pressed: null, end };
}`;

/**
 * To be called once a page's script has taken it over: tells it what was typed and chosen before,
 * and then what was pressed last, as if it were done now.
 */
export async function takeUpEarly(): Promise<void> {
  const early = globalThis.ocopEarly;
  if (!early) return;
  globalThis.ocopEarly = undefined;
  early.end();
  for (const [box, value] of early.typed) {
    // One at a time: what a box says is put to what the one before has left.
    await Promise.resolve();
    if (box.isConnected) tell(box, value);
  }
  await Promise.resolve();
  if (early.pressed?.isConnected) early.pressed.click();
}

/**
 * React passes over an event of a box that holds what it last saw in it, and it looked when it took
 * the page over. What is set through the box itself it sees; what is set past that, it does not.
 */
function tell(box: HTMLElement, value: string | boolean): void {
  if (box instanceof HTMLInputElement && typeof value === "boolean") {
    // Of several that exclude each other only the one that is left chosen has something to say.
    if (box.type === "radio" && !value) return;
    box.checked = !value;
    box.click();
  } else if (typeof value === "string" && isBox(box)) {
    if (box instanceof HTMLInputElement && box.type === "file") return;
    if (!(box instanceof HTMLSelectElement)) box.value = value === "" ? " " : "";
    writePast(box, value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isBox(element: HTMLElement): element is Box {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}

/** Sets what a box holds by the browser's own setter. */
function writePast(box: Box, value: string): void {
  const own = Object.getPrototypeOf(box) as object;
  Object.getOwnPropertyDescriptor(own, "value")?.set?.call(box, value);
}
