/** First and last code point of a run that a font covers. */
export type Range = readonly [start: number, end: number];

/**
 * Code points for which a TrueType font has a glyph, from its `cmap` table (OpenType
 * specification, subtable formats 4 and 12). Glyph 0, the font's own "missing" box,
 * counts as none.
 *
 * @throws Error when the file has no Unicode subtable in one of these formats.
 */
export function coveredRanges(font: Buffer): readonly Range[] {
  const cmap = tableOffset(font, "cmap");
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => {
    const record = cmap + 4 + i * 8;
    return { platform: font.readUInt16BE(record), offset: cmap + font.readUInt32BE(record + 4) };
  }).filter(({ platform }) => platform === 0 || platform === 3);
  for (const [format, read] of [
    [12, segmentedCoverage],
    [4, deltaCoverage],
  ] as const) {
    const found = subtables.find(({ offset }) => font.readUInt16BE(offset) === format);
    if (found !== undefined) return merge(read(font, found.offset));
  }
  throw new Error("the font has no Unicode character map");
}

function tableOffset(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i += 1) {
    const record = 12 + i * 16;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no ${tag} table`);
}

/** Format 12: runs of code points with consecutive glyphs. */
function segmentedCoverage(font: Buffer, offset: number): Range[] {
  return Array.from({ length: font.readUInt32BE(offset + 12) }, (_, i): Range => {
    const group = offset + 16 + i * 12;
    const start = font.readUInt32BE(group);
    const startsMissing = font.readUInt32BE(group + 8) === 0;
    return [startsMissing ? start + 1 : start, font.readUInt32BE(group + 4)];
  }).filter(([start, end]) => start <= end);
}

/** Format 4: the basic plane, each segment with a shift or a list of glyphs. */
function deltaCoverage(font: Buffer, offset: number): Range[] {
  const doubled = font.readUInt16BE(offset + 6);
  const ranges: Range[] = [];
  for (let at = 0; at < doubled; at += 2) {
    const end = font.readUInt16BE(offset + 14 + at);
    const start = font.readUInt16BE(offset + 16 + doubled + at);
    const delta = font.readUInt16BE(offset + 16 + doubled * 2 + at);
    const listAt = offset + 16 + doubled * 3 + at;
    const list = font.readUInt16BE(listAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph = list === 0 ? code : font.readUInt16BE(listAt + list + (code - start) * 2);
      const hasGlyph = list === 0 ? ((glyph + delta) & 0xffff) !== 0 : glyph !== 0;
      if (hasGlyph) ranges.push([code, code]);
    }
  }
  return ranges;
}

/** Sorted, neighbours joined. */
function merge(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1] + 1) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
