/** A picture on the phone. `digest` once the server has it; `blob` until then. */
export type FieldPicture = {
  readonly id: string;
  readonly blob: Blob | null;
  readonly digest: string | null;
};

/** Where a place is, in degrees of WGS 84; `accuracy` in metres. */
export type FieldPosition = {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy: number;
};

/** What is written in the field. `wantsSending`: to be sent as soon as there is a network. */
export type FieldNote = { readonly wantsSending: boolean };
