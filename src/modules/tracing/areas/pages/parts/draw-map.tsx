import { useEffect, useRef } from "react";
import type { DrawSetting } from "../../drawing.ts";

/**
 * A growing area's map. On pages without a framework the script `draw-area` opens it; a page that
 * hydrates opens it itself. Without a script the boxes beside it are filled in by hand.
 */
export function DrawMap({ setting }: { setting: DrawSetting }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = root;
    if (current)
      void import("../../../islands/drawing/open.ts").then(({ openDrawing }) =>
        openDrawing(current, setting),
      );
  }, [setting]);
  return (
    <div
      ref={root}
      className="draw-area"
      suppressHydrationWarning
      data-draw-area={JSON.stringify(setting)}
    />
  );
}
