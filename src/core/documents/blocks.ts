/** Someone who signs at the end of a document. */
export type Signer = {
  /** On whose authority, such as `TM. ỦY BAN NHÂN DÂN`. */
  readonly authority?: string;
  readonly post: string;
  readonly hint?: string;
  /** Null leaves a dotted line to write on. */
  readonly name: string | null;
  /** Place and day over the signature; a null day is left to fill in. */
  readonly dated?: { readonly place: string | null; readonly day: string | null };
};

export type Cell = {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Fixed-width small letters, for digests. */
  readonly code?: string;
  /** Columns that it takes; one unless said. */
  readonly span?: number;
  readonly align?: "left" | "center" | "right";
};

export type Row = { readonly cells: readonly Cell[]; readonly tone?: "group" | "total" };

export type Column = {
  readonly head: string;
  /** In millimetres; null takes what the others leave. */
  readonly width: number | null;
  readonly align?: "left" | "center" | "right";
};

/** A label with what was written beside it; null is a dotted line to write on. */
export type Line = { readonly label: string; readonly value: string | null };

/** One piece of a document. All text is printed as it is, whatever it contains. */
export type Block =
  | {
      readonly kind: "letterhead";
      readonly parent: string | null;
      /** May be two lines. */
      readonly agency: string | null;
      /** Null: no number is printed. An empty number leaves room for it. */
      readonly number: string | null;
      readonly subject: string | null;
      /** Null: place and day stand elsewhere. */
      readonly dated: { readonly place: string | null; readonly day: string | null } | null;
    }
  | {
      readonly kind: "title";
      readonly text: string;
      readonly about: string | null;
      /** A short line under it, as under the subject of a decision. */
      readonly ruled?: boolean;
    }
  /** A framed word of warning in the middle of the page. */
  | { readonly kind: "banner"; readonly lines: readonly string[] }
  | { readonly kind: "heading"; readonly text: string; readonly level: 1 | 2 }
  | ({ readonly kind: "field" } & Line)
  /** A label with a text of any length under it; null: dotted lines. */
  | ({ readonly kind: "answer" } & Line)
  | {
      readonly kind: "paragraph";
      /** Bold words before the text, such as `Điều 1.` */
      readonly lead?: string;
      readonly text: string;
      /** `basis`: a line of the legal basis; `aside`: in the middle, in italics. */
      readonly style: "body" | "item" | "note" | "mark" | "centre" | "basis" | "aside";
    }
  | {
      readonly kind: "ticks";
      readonly label: string;
      readonly items: readonly { readonly text: string; readonly ticked: boolean }[];
    }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly Row[] }
  /** Boxes side by side, such as those that two offices fill in. */
  | {
      readonly kind: "frames";
      readonly frames: readonly {
        readonly title: string;
        readonly lines: readonly Line[];
        readonly signer: string;
      }[];
    }
  /** A QR code: `true` is a dark module, row by row. */
  | {
      readonly kind: "qr";
      readonly modules: readonly (readonly boolean[])[];
      readonly png: string;
      readonly lines: readonly string[];
    }
  /** A chart or map: an SVG file whose texts are Latin and Vietnamese, its numbers in a table beside it. */
  | {
      readonly kind: "drawing";
      readonly svg: string;
      /** The same as pixels (base64), for programs that draw no SVG. */
      readonly png: string;
      /** Width and height on paper, in millimetres. */
      readonly width: number;
      readonly height: number;
      readonly caption: string;
      /** What there is to be seen, for those who do not see it. */
      readonly alt: string;
    }
  /** What follows begins a page of its own. */
  | { readonly kind: "pageBreak" }
  | {
      readonly kind: "closing";
      readonly recipients: readonly string[];
      /** Signers side by side; the last stands at the right. */
      readonly signers: readonly Signer[];
    };

/** A document as its renderers read it: the same blocks become a PDF and a Word file. */
export type PrintedDocument = {
  readonly title: string;
  /** Foot of every page: what the document belongs to, and a word of warning. */
  readonly footer: { readonly left: string; readonly right: string | null };
  /** Moment written into the file, whole seconds; the same input gives the same bytes. */
  readonly createdAt: Date;
  readonly blocks: readonly Block[];
};

/** Width between the margins of an A4 page, in millimetres: 210 less 30 at the left and 18 at the right. */
export const textWidth = 162;
