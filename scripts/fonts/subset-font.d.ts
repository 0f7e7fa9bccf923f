/** What `scripts/fonts/subset.ts` and its test ask of the package, which ships no types of its own. */
declare module "subset-font" {
  type Options = {
    readonly targetFormat: "sfnt" | "woff2";
    readonly noHinting?: boolean;
    readonly keepAllGlyphs?: boolean;
    readonly keepFeatures?: readonly string[];
    readonly preserveNameIds?: readonly number[];
  };
  /** The font with the characters of the text alone, or with all its glyphs. */
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options: Options,
  ): Promise<Buffer>;
}
