import { keepPages } from "#modules/dossiers/filing/kept-pages.ts";
import { councilPaths } from "../paths.ts";
import { dataId } from "../sheet-form/fields.ts";
import { forgetSaved } from "../sheet-form/device.ts";
import { SheetKeeper } from "../sheet-form/keeper.ts";
import { firstOpen, followKeys } from "../sheet-form/keys.ts";
import type { PageData } from "../sheet-form/page-data.ts";

/**
 * The script of a member's sheet. The form is whole without it; with it every touch is kept at
 * once, also when the hall's network or the tablet's battery goes.
 */
const form = document.querySelector<HTMLFormElement>("form#sheet");
const text = document.getElementById(dataId)?.textContent;

if (form && text) {
  const data = JSON.parse(text) as PageData;
  void new SheetKeeper(form, data).start();
  followKeys(form);
  // Every touch is saved by itself: the button that does so is for pages without a script.
  form.querySelector("[data-plain]")?.remove();
  const next = form.querySelector<HTMLButtonElement>("[data-next-open]");
  if (next) {
    next.hidden = false;
    next.addEventListener("click", () => {
      const question = firstOpen(form);
      question?.focus({ preventScroll: true });
      question?.scrollIntoView({ block: "start" });
    });
  }
  void keepPages(data.user, councilPaths.sessions, [location.pathname]);
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => {
    void forgetSaved(data.user);
  });
}
