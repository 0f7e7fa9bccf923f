/** A segment that opens something by itself: 192 random bits as text. */
const secretSegment = /\/[A-Za-z0-9_-]{32}(?=[/.]|$)/g;

/** The path of a request as a log may keep it: private links are left out, they open their page. */
export function loggedPath(path: string): string {
  return path.replaceAll(secretSegment, "/…");
}
