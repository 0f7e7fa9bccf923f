import type { DrawSetting } from "../areas/drawing.ts";

/** The script beside a growing area's map on pages without a framework: it only opens the map, which is large. */
for (const root of document.querySelectorAll<HTMLElement>("[data-draw-area]"))
  void import("./drawing/open.ts").then(({ openDrawing }) =>
    openDrawing(root, JSON.parse(root.dataset["drawArea"] ?? "") as DrawSetting),
  );
