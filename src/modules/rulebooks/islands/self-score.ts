import { forgetSent, keepDraft, offerDraft } from "../self-score/draft.ts";
import { startLiveScore } from "../self-score/live.ts";

/**
 * Makes the form of "Tự chấm điểm" follow every answer, and keeps what was typed on the device
 * until the server has it. The form is whole without this.
 */
const form = document.querySelector<HTMLFormElement>("form#self-score");
const data = document.querySelector("#self-score-data")?.textContent;

if (form && data) {
  const { set, confirmables, texts, gate } = JSON.parse(data);
  const draft = offerDraft(form, texts);
  startLiveScore(form, { set, confirmables, texts, gate });
  keepDraft(form, draft);
}

// On the result page: what is kept there need not be kept on the device any more.
const saved = document.querySelector<HTMLScriptElement>("script[data-saved-token]");
if (saved?.dataset["savedToken"]) forgetSent(saved.dataset["savedToken"]);

const link = document.querySelector<HTMLInputElement>("#private-link");
link?.addEventListener("focus", () => link.select());
