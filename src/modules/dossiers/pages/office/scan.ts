import { AppError } from "#core/errors.ts";
import { refuseOversized } from "#core/http/oversized.ts";

/** The file of a form with a `ScanField`; `invalid` or `tooLarge` beside the box. */
export function scanOf(form: FormData): Blob {
  refuseOversized(form, "scan");
  const file = form.get("scan");
  if (file instanceof Blob && file.size > 0) return file;
  throw new AppError("invalid", { fields: { scan: "Hãy chọn tệp đã quét hoặc ảnh chụp." } });
}
