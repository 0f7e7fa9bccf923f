import type { MapSetting } from "../../map/setting.ts";

/** How often an open map asks whether something has changed, in milliseconds. */
const pause = 30_000;

/** Calls `use` with the version to ask tiles for: the page's own now, and each newer one later. */
export function keepFresh({ version }: MapSetting, use: (version: string) => void): void {
  let known = version;
  use(known);
  const ask = async () => {
    const answer = await fetch("/tiles/version");
    if (!answer.ok) return;
    const { version: present } = (await answer.json()) as { version: string };
    if (present === known) return;
    known = present;
    use(known);
  };
  setInterval(() => {
    // Without a network the map stays as it is, and asks again.
    if (document.visibilityState === "visible") void ask().catch(() => undefined);
  }, pause);
}
