import { Link } from "react-router";
import { dossierStateNames, dossierStates, type DossierState } from "../../../model.ts";
import { type BoardSearch, queryOf } from "../board-filter.ts";

/** From the producer's hands (grey) over the commune (gold) to the province (green). */
const colours: Readonly<Partial<Record<DossierState, string>>> = {
  draft: "#adb5bd",
  returned: "#e8590c",
  filed: "#f0b429",
  underCommuneReview: "#d9a21b",
  forwarded: "#72a98b",
  checking: "#45876a",
  underAdvice: "#1f6a4a",
  inSession: "#12422f",
  scored: "#0f3325",
  rescoring: "#0f3325",
};

/** How many dossiers stand where: one bar in the order of the way, each piece opens its list. */
export function StatePlot({
  counts,
  search,
}: {
  counts: readonly { state: DossierState; count: number }[];
  search: BoardSearch;
}) {
  const ordered = dossierStateNames.flatMap(
    (state) => counts.find((one) => one.state === state) ?? [],
  );
  return (
    <div>
      <div style={{ display: "flex", height: 18, borderRadius: 4, overflow: "hidden" }} aria-hidden>
        {ordered.map(({ state, count }) => (
          <div key={state} style={{ flexGrow: count, background: colours[state] ?? "#868e96" }} />
        ))}
      </div>
      <ul
        style={{
          display: "flex",
          flexWrap: "wrap",
          gap: "0.25rem 1.1rem",
          listStyle: "none",
          margin: "0.5rem 0 0",
          padding: 0,
          fontSize: "0.875rem",
        }}
      >
        {ordered.map(({ state, count }) => (
          <li key={state}>
            <Link to={queryOf({ ...search, state, page: 1 })} style={{ color: "inherit" }}>
              <span
                aria-hidden
                style={{
                  display: "inline-block",
                  width: 10,
                  height: 10,
                  borderRadius: 2,
                  marginRight: 5,
                  background: colours[state] ?? "#868e96",
                }}
              />
              {dossierStates[state]} <b>{count}</b>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
