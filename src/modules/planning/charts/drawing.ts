/** One mark of a drawing; colours are CSS colours, lengths the drawing's own units. */
export type Mark =
  | {
      readonly kind: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
    }
  | {
      readonly kind: "line";
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly stroke: string;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor?: "start" | "middle" | "end";
      readonly bold?: boolean;
      /** Ink unless said. */
      readonly fill?: string;
    }
  | { readonly kind: "path"; readonly d: string; readonly fill: string; readonly title?: string };

/** A chart or a map, drawn on the server: the same marks become a picture on a page and in a paper. */
export type Drawing = {
  readonly width: number;
  readonly height: number;
  /** What it shows, in a few words. */
  readonly title: string;
  /** What there is to be seen, for those who do not see it. */
  readonly description: string;
  readonly marks: readonly Mark[];
};

export const ink = "#1d2721";
export const soft = "#c9d2cc";
/** Of three, four and five stars: told apart in grey too, and each bar carries its number. */
export const starFills: Readonly<Record<number, string>> = {
  3: "#9cc7ae",
  4: "#3f8f66",
  5: "#0f3325",
};
/** From few to many. */
export const rampFills = ["#eef5f0", "#c9e2d3", "#93c4a8", "#4f9a73", "#1f6846"] as const;

const escaped = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** The drawing as an SVG file, for papers. */
export function svgOf({ width, height, title, description, marks }: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Tinos, 'Times New Roman', serif"><title>${escaped(title)}</title><desc>${escaped(description)}</desc>${marks.map(markText).join("")}</svg>`;
}

function markText(mark: Mark): string {
  if (mark.kind === "rect")
    return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" fill="${mark.fill}"/>`;
  if (mark.kind === "line")
    return `<line x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}" stroke="${mark.stroke}"/>`;
  if (mark.kind === "path")
    return `<path d="${mark.d}" fill="${mark.fill}" stroke="#8fa399" stroke-width="0.6"/>`;
  return `<text x="${mark.x}" y="${mark.y}" font-size="${mark.size}" fill="${mark.fill ?? ink}" text-anchor="${mark.anchor ?? "start"}"${mark.bold ? ' font-weight="bold"' : ""}>${escaped(mark.text)}</text>`;
}
