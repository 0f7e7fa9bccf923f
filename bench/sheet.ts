// How long the PDF of a score sheet takes, the way to the rendering process and back included,
// and how many times as long as a page with nothing on it.
import { renderPdf, stopRenderer } from "#core/documents/typst.server.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import type { Book } from "#modules/rulebooks/book.server.ts";
import { renderScoreSheet } from "#modules/rulebooks/documents/score-sheet.server.ts";

const regime = "26-2026";
const limit = 30;
const emptyPage = new URL("../src/core/documents/empty-page.bench.typ", import.meta.url);

/** The same numbers in every run, so that two runs can be compared (Park–Miller). */
let seed = 20_260_522;
function draw(below: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
}

function renderEmptyPage(i: number): Promise<Uint8Array> {
  return renderPdf(emptyPage, {}, { title: `Trang trống ${i}`, createdAt: new Date(0) });
}

/** A sheet with any answers, of a product of its own, so that no two are alike. */
function renderFilled(book: Book, set: string, i: number): Promise<Uint8Array> {
  const leaves = book.compiled.get(set)?.leaves ?? [];
  const answers = Object.fromEntries(
    leaves.map(({ code, options }) => [code, 1 + draw(options.length)]),
  );
  const product = { name: `Sản phẩm minh họa ${i}`, producer: `Hợp tác xã minh họa ${i}` };
  return renderScoreSheet({
    book,
    set,
    standing: "official",
    demo: "Dữ liệu minh họa",
    product,
    filled: { answers },
  });
}

async function median(
  samples: number,
  warmUp: number,
  render: (i: number) => Promise<Uint8Array>,
): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < warmUp + samples; i += 1) {
    const start = performance.now();
    await render(i);
    if (i >= warmUp) times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(samples / 2)] ?? NaN;
}

const book = findBook(regime);
if (!book) throw new Error(`no rulebook ${regime}`);
const sets = [...book.sets.keys()];

const start = performance.now();
await renderEmptyPage(0);
const first = performance.now() - start;
const empty = await median(100, 20, renderEmptyPage);
const rows: [what: string, millis: number, goal: boolean][] = [
  [
    "filled sheet, set 01, other answers each",
    await median(60, 20, (i) => renderFilled(book, "01", i)),
    true,
  ],
  [
    "filled sheet, set 26, other answers each",
    await median(60, 20, (i) => renderFilled(book, "26", i)),
    true,
  ],
  [
    "filled sheet, another set each time",
    await median(52, 0, (i) => renderFilled(book, sets[i % sets.length] ?? "01", i)),
    false,
  ],
];
stopRenderer();

console.log(`Node ${process.versions.node}, ${regime}, median milliseconds`);
console.log(`first document of a new process  ${first.toFixed(0)}`);
console.log(`empty page  ${empty.toFixed(2)}`);
for (const [what, millis, goal] of rows) {
  const verdict = goal ? (millis <= limit ? `within ${limit}` : `OVER ${limit}`) : "";
  console.log(
    `${what}  ${millis.toFixed(1)}  ${(millis / empty).toFixed(1)} × empty page  ${verdict}`,
  );
}
