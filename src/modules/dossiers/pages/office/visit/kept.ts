import type { FieldVisit } from "#core/field/note.ts";
import { fieldStore } from "#core/field/store.ts";

/** A visit as it stands on the phone. */
export type KeptVisit = Omit<FieldVisit, "accuracy" | "deviceAt"> & { readonly note: string };

/** The visits that are kept on this phone, by dossier. */
export const visits = fieldStore<KeptVisit>("ocop-office", "visits");
