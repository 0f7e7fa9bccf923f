import { AppError } from "#core/errors.ts";

/** The file of a form with a `ScanField`; `invalid` beside the box when none was chosen. */
export function scanOf(form: FormData): Blob {
  const file = form.get("scan");
  if (file instanceof Blob && file.size > 0) return file;
  throw new AppError("invalid", { fields: { scan: "Hãy chọn tệp đã quét hoặc ảnh chụp." } });
}
