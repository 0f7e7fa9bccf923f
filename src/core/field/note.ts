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

/** A visit as it stands on the phone: when and where, who was there, and its photos. */
export type FieldVisit = FieldNote & {
  /** The day, YYYY-MM-DD. */
  readonly on: string;
  readonly people: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Metres. */
  readonly accuracy: number | null;
  readonly photos: readonly FieldPicture[];
  /** When it was written last, by the phone's own clock. */
  readonly deviceAt: string;
};

/** Who was visited, or saw it, signs with a finger. */
export type FieldSignature = {
  readonly signature: FieldPicture | null;
  readonly signedName: string;
};

/** A visit that nothing is written of yet. */
export function emptyVisit(on: string): FieldVisit {
  return {
    on,
    people: "",
    latitude: null,
    longitude: null,
    accuracy: null,
    photos: [],
    deviceAt: new Date().toISOString(),
    wantsSending: false,
  };
}

/** A picture that the server has had before. */
export function sentPicture(digest: string): FieldPicture {
  return { id: digest, digest, blob: null };
}
