import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { forwardDossier, receiveDossier } from "#modules/dossiers/service/commune.server.ts";
import { writeMessage } from "#modules/dossiers/service/messages.server.ts";
import {
  passToAdvice,
  rejectDossier,
  setRound,
} from "#modules/dossiers/service/province.server.ts";

/** What one of the forms of a dossier's page asks for. */
export type DossierAct = {
  readonly db: Db;
  readonly actor: UserActor;
  readonly dossierId: string;
  readonly fields: Readonly<Record<string, string | string[]>>;
};

/** The forms of a dossier's page by the value of the button that sent them; each says what was done. */
export const dossierActs: Readonly<Record<string, (act: DossierAct) => Promise<string>>> = {
  async receive({ db, actor, dossierId }) {
    const { numberText } = await receiveDossier(db, actor, { dossierId });
    return numberText === null ? "Đã tiếp nhận." : `Đã tiếp nhận: ${numberText}.`;
  },
  async forward({ db, actor, dossierId }) {
    await forwardDossier(db, actor, { dossierId });
    return "Đã chuyển hồ sơ lên cấp trên.";
  },
  async round({ db, actor, dossierId, fields }) {
    await setRound(db, actor, { dossierId, roundId: String(fields["roundId"] ?? "") });
    return "Đã xếp hồ sơ vào đợt.";
  },
  async advise({ db, actor, dossierId }) {
    await passToAdvice(db, actor, { dossierId });
    return "Đã chuyển hồ sơ cho tổ tư vấn.";
  },
  async reject({ db, actor, dossierId, fields }) {
    await rejectDossier(db, actor, { dossierId, reason: String(fields["reason"] ?? "") });
    return "Đã loại hồ sơ.";
  },
  async message({ db, actor, dossierId, fields }) {
    const body = String(fields["body"] ?? "");
    await writeMessage(db, actor, { dossierId, to: "producer", body });
    return "Đã gửi tin cho chủ thể.";
  },
};
