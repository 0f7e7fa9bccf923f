import { hasRole, type UserActor } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import type { ImportReport } from "./schema.server.ts";

/** Refuses whoever may not record decisions of the past anywhere. */
export function requireImporter(actor: UserActor): void {
  if (!hasRole(actor, "provinceOfficer", "centralOfficer"))
    throw new AppError("forbidden", {
      denied: "register.import",
      roles: ["provinceOfficer", "centralOfficer"],
    });
}

type Counts = Pick<ImportReport, "accepted" | "corrected" | "doubtful" | "refused">;

/** The counts that were shown, as a form carries them back. */
export const shownCounts = ({ accepted, corrected, doubtful, refused }: Counts): string =>
  [accepted, corrected, doubtful, refused].join(",");

/** What a form says was shown: the import must come out the same. Throws `invalid` when it says nothing. */
export function expectedOf(form: FormData): Counts {
  const said = form.get("expected");
  if (typeof said !== "string" || !/^\d{1,6}(,\d{1,6}){3}$/.test(said))
    throw new AppError("invalid");
  const [accepted = 0, corrected = 0, doubtful = 0, refused = 0] = said.split(",").map(Number);
  return { accepted, corrected, doubtful, refused };
}

/** What an import did, in a sentence. */
export const saidOf = ({ products, producers, recognitions, refused }: ImportReport): string =>
  `Đã nhập ${products} sản phẩm của ${producers} chủ thể, ${recognitions} lần công nhận. ${refused} dòng không nhận.`;
