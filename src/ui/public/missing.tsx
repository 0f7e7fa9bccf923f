import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { errorTexts } from "./texts.ts";

const nothingHere = forPage(async () => {
  throw new AppError("notFound", {
    vi: errorTexts.vi.missingMore,
    en: errorTexts.en.missingMore,
  });
});

/** Every address that nothing has: a page of its own, so that its head knows who is signed in. */
export const loader = nothingHere;
export const action = nothingHere;

export default function Missing() {
  return null;
}
