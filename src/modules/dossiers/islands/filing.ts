import { keepForms } from "#ui/keep/start.ts";
import { showStanding, type ShownStanding } from "../filing/bar.ts";
import { filingPaths } from "../paths.ts";

/** The script of the filing pages. */
keepForms(filingPaths.list, (said) => {
  const { standing } = said as { readonly standing?: ShownStanding };
  if (standing) showStanding(standing);
});

const print = document.querySelector<HTMLButtonElement>("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
