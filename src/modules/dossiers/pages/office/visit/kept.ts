import type { FieldPicture } from "#core/field/note.ts";
import { fieldStore } from "#core/field/store.ts";

/** A visit as it stands on the phone. `wantsSending`: to be sent as soon as there is a network. */
export type KeptVisit = {
  readonly on: string;
  readonly people: string;
  readonly note: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly photos: readonly FieldPicture[];
  readonly wantsSending: boolean;
};

/** The visits that are kept on this phone, by dossier. */
export const visits = fieldStore<KeptVisit>("ocop-office", "visits");
