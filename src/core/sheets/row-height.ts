/** What one line of letters of the size 11 takes, and the most that a row may have, in points. */
const lineHeight = 15;
const highestRow = 405;

/** The height of a row of so many lines, in points. */
export function rowHeight(lines: number): number {
  return Math.min(lines * lineHeight, highestRow);
}

/** How many lines a text takes where so many letters stand in one, broken between words. */
export function linesOf(text: string, width: number): number {
  let lines = 0;
  for (const paragraph of text.split("\n")) {
    let taken = 0;
    lines += 1;
    for (const { length } of paragraph.split(" ")) {
      if (taken > 0 && taken + 1 + length > width) {
        lines += 1;
        taken = 0;
      }
      lines += Math.max(0, Math.ceil(length / width) - 1);
      taken += taken > 0 ? 1 + length : length % width;
    }
  }
  return lines;
}
