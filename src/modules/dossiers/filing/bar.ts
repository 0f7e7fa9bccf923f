/** The self-score as the foot of a form page shows it. */
export type ShownStanding = {
  readonly total: number;
  readonly stars: number;
  readonly unanswered: number;
};

/** Keeps the bar at the foot true to the score that the server computed. */
export function showStanding(standing: ShownStanding): void {
  const bar = document.querySelector(".filing-bar");
  const write = (selector: string, text: string): void => {
    const place = bar?.querySelector(selector);
    if (place) place.textContent = text;
  };
  write("[data-total]", String(standing.total));
  write("[data-unanswered]", String(standing.unanswered));
  const stars = [...(bar?.querySelectorAll(".stars svg") ?? [])];
  stars.forEach((star, at) => star.classList.toggle("on", at < standing.stars));
  write(".stars > .visually-hidden", `${standing.stars} trên ${stars.length} sao`);
}
