import { fieldStore } from "../../../field/store.ts";

/** A photo taken on a visit. `digest` once the server has it; `blob` until then. */
export type VisitPhoto = {
  readonly id: string;
  readonly blob: Blob | null;
  readonly digest: string | null;
};

/** A visit as it stands on the phone. `wantsSending`: to be sent as soon as there is a network. */
export type KeptVisit = {
  readonly on: string;
  readonly people: string;
  readonly note: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly photos: readonly VisitPhoto[];
  readonly wantsSending: boolean;
};

const visits = fieldStore<KeptVisit>("ocop-office", "visits");

/** The visit that is kept on this phone for a dossier; null when there is none. */
export const findVisit = visits.find;

/** Keeps the visit on this phone; it is there once the promise resolves. */
export const keepVisit = visits.keep;

/** Forgets what the server has taken. */
export const forgetVisit = visits.forget;
