/** What a spreadsheet puts on the clipboard as plain text, read into rows of cells. */

/**
 * A range copied in Excel, LibreOffice or Google Sheets: cells parted by tabs, rows by line ends of
 * any kind; a cell that holds a tab or a line end stands in quotes, with its own quotes doubled.
 * Quotes around plain text are the cell's own and stay. Rows come as wide as the widest; the line
 * end that a spreadsheet puts behind the last row makes no row. Cells are not trimmed or cleaned,
 * only their line ends made `\n`. An empty text has no rows.
 */
export function parsePastedRange(text: string): string[][] {
  const source = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < source.length) {
    const cell = cellAt(source, at);
    row.push(cell.text);
    at = cell.end + 1;
    if (source[cell.end] === "\t") {
      // A tab as the very last character still opens one more, empty cell.
      if (at === source.length) row.push("");
      else continue;
    }
    rows.push(row);
    row = [];
  }
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  return rows.map((cells) => [...cells, ...Array<string>(width - cells.length).fill("")]);
}

/** One cell and where it ends: at a tab, a line end or the end of the text. */
function cellAt(source: string, start: number): { text: string; end: number } {
  if (source[start] === '"') {
    const close = closingQuote(source, start + 1);
    const inside = close === -1 ? "" : source.slice(start + 1, close);
    if (/[\t\n]|""/.test(inside)) return { text: inside.replaceAll('""', '"'), end: close + 1 };
  }
  const rest = /[\t\n]/g;
  rest.lastIndex = start;
  const end = rest.exec(source)?.index ?? source.length;
  return { text: source.slice(start, end), end };
}

/** The quote that ends a quoted cell: a single one, before a tab, a line end or the end; else -1. */
function closingQuote(source: string, from: number): number {
  for (let at = source.indexOf('"', from); at !== -1; at = source.indexOf('"', at + 1)) {
    if (source[at + 1] === '"') at += 1;
    else {
      const next = source[at + 1];
      return next === undefined || next === "\t" || next === "\n" ? at : -1;
    }
  }
  return -1;
}
