import type { MapSetting } from "../map/setting.ts";

/**
 * The page's own script of the map: it only opens the interactive one, which is large. That happens
 * at a tap, or by itself once a page on a wide screen has been read and nobody saves data.
 */
const root = document.querySelector<HTMLElement>("[data-map]");
const button = root?.querySelector<HTMLButtonElement>("[data-map-open]");
const drawn = root?.querySelector<HTMLElement>("[data-map-drawn]");
const live = root?.querySelector<HTMLElement>("[data-map-live]");
const failure = root?.querySelector<HTMLElement>("[data-map-failed]");

let isOpening = false;

async function open(wasAsked: boolean): Promise<void> {
  if (!root || !live || isOpening) return;
  isOpening = true;
  if (button) button.disabled = true;
  if (failure) failure.hidden = true;
  try {
    const { showAtlas } = await import("./atlas/atlas.ts");
    const setting = JSON.parse(root.dataset["map"] ?? "") as MapSetting;
    live.hidden = false;
    showAtlas(live, setting);
    if (drawn) drawn.hidden = true;
    if (button) button.hidden = true;
    if (wasAsked) live.querySelector<HTMLElement>("[tabindex]")?.focus();
  } catch {
    // Without a network the drawn map and the list stay; the button may be tried again.
    live.hidden = true;
    if (failure && wasAsked) failure.hidden = false;
    if (button) button.disabled = false;
    isOpening = false;
  }
}

function opensByItself(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  const isWide = matchMedia("(min-width: 60rem)").matches;
  return (isWide && !connection?.saveData) || root?.dataset["mapOpens"] === "at-once";
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => void open(true));
}
if (opensByItself()) {
  const later = () => setTimeout(() => void open(false), 200);
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}
