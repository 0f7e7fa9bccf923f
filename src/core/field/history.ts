/**
 * Whether a page was come back to through the browser's history. What its boxes hold then is what
 * the browser put back in them; on any other page it is what a person did before its script came.
 */
export function isGoneBackTo(): boolean {
  const [visit] = performance.getEntriesByType("navigation");
  return (visit as PerformanceNavigationTiming | undefined)?.type === "back_forward";
}
