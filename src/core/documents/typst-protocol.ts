/** What the server asks of the rendering process. */
export type RenderTask = {
  readonly id: number;
  /** `file:` address of the template. */
  readonly template: string;
  /** JSON that the template reads as `sys.inputs.document`. */
  readonly document: string;
  /** Creation time of the file, seconds since 1970. */
  readonly createdAt: number;
};

/** What the rendering process answers. */
export type RenderAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly error: string };
