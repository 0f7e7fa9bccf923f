import { keepPages } from "#ui/keep/kept-pages.ts";
import { unsayOnServer } from "#ui/keep/state.ts";
import { councilPaths } from "../paths.ts";
import { dataId } from "../sheet-form/fields.ts";
import type { Board } from "../board.ts";
import { itemStates } from "../model.ts";
import { forgetSaved } from "../sheet-form/device.ts";
import { followBoard } from "../sheet-form/follow.ts";
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
  void new SheetKeeper(form, data, unsayOnServer).start();
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
  if (data.live !== null) follow(data.live, data);
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => {
    void forgetSaved(data.user);
  });
}

/**
 * Follows the session as the hall's board does: says when this product moves on or the council
 * looks at another, and leads there. Nothing moves under the hands of whoever writes.
 */
function follow(live: string, { item, session }: PageData): void {
  const stateIn = (board: Board) => board.items.find(({ id }) => id === item)?.state;
  let drawn: Board | null = null;
  followBoard(live, "", (board) => {
    // The first board is where the page was drawn.
    const before = drawn;
    drawn = board;
    if (before === null) return;
    const current = board.items.find(({ id }) => id === board.current);
    const state = stateIn(board);
    if (current && current.id !== item)
      say(
        `Hội đồng đang xét sản phẩm ${current.seq}: ${current.product}.`,
        councilPaths.sheet(session, current.id),
        "Mở phiếu của sản phẩm đó",
      );
    else if (state && state !== stateIn(before))
      say(`Thư ký vừa chuyển bước: ${itemStates[state]}.`, location.pathname, "Mở lại phiếu");
  });
}

function say(words: string, href: string, name: string): void {
  const notice = document.querySelector<HTMLElement>("[data-follow]");
  const text = notice?.querySelector("[data-follow-words]");
  const link = notice?.querySelector<HTMLAnchorElement>("[data-follow-link]");
  if (!notice || !text || !link) return;
  text.textContent = words;
  link.href = href;
  link.textContent = name;
  notice.hidden = false;
}
