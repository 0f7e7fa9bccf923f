import type { MapSetting } from "../../map/setting.ts";

/** How often an open map asks whether something has changed, in milliseconds. */
const pause = 30_000;

/** Calls `use` with the version to ask tiles for: the page's own now, and each newer one later. */
export function keepFresh({ version }: MapSetting, use: (version: string) => void): void {
  let known = version;
  use(known);
  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    void fetch("/tiles/version")
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { version: string }) : null))
      .then((answer) => {
        if (!answer || answer.version === known) return;
        known = answer.version;
        use(known);
      })
      // Without a network the map stays as it is, and asks again.
      .catch(() => undefined);
  }, pause);
}
