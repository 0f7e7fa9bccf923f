import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { listPlaces } from "#modules/places/service/views.server.ts";
import { listChildren } from "#modules/places/service/units.server.ts";
import { Field, SelectField } from "#ui/forms/text-field.tsx";
import { langOf, useLang } from "#ui/lang.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { currentVersion, PlaceSearch, PlaceVersion } from "../model.ts";
import { placePaths } from "../paths.ts";
import type { Route } from "./+types/search.ts";
import { TodayLine, UnitLink } from "./parts.tsx";
import { searchTexts, unitTexts } from "./texts.ts";

const limit = 30;

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const query = new URL(request.url).searchParams;
  const typed = query.get("q") ?? "";
  const chosen = PlaceVersion.safeParse(query.get("v"));
  const version = chosen.success ? { version: chosen.data } : {};
  const parsed = PlaceSearch.safeParse({ text: typed, limit, ...version });
  return {
    typed,
    version: chosen.data ?? "",
    error: typed !== "" && !parsed.success ? (parsed.error.issues[0]?.message ?? "") : undefined,
    found: parsed.success
      ? await listPlaces(db, { text: parsed.data.text, limit, ...version })
      : null,
    provinces: parsed.success
      ? []
      : await listChildren(db, { version: currentVersion, code: null }),
  };
});

export const meta: Route.MetaFunction = ({ location }) => [
  { title: `${searchTexts[langOf(location.pathname)].title} · OCOP` },
];

/** Search of places: former commune to today's, and back. */
export default function PlacesSearch({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = searchTexts[lang];
  const { typed, version, error, found, provinces } = loaderData;
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <search>
        <form action={placePaths.search[lang]} method="get" className="card">
          <Field name="q" label={texts.label} hint={texts.hint} error={error}>
            {(control) => (
              <input {...control} type="search" defaultValue={typed} maxLength={120} required />
            )}
          </Field>
          <SelectField
            name="v"
            label={texts.scope}
            defaultValue={version}
            options={[
              { value: "", label: texts.all },
              { value: currentVersion, label: texts.current },
              { value: "pre-2025", label: texts.former },
            ]}
          />
          <button type="submit">{texts.submit}</button>
        </form>
      </search>
      {found && <Results found={found} />}
      {provinces.length > 0 && (
        <>
          <h2>{texts.provinces}</h2>
          <ul className="grid plain">
            {provinces.map((unit) => (
              <li key={unit.code}>
                <UnitLink unit={unit} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Results({ found }: { found: NonNullable<Route.ComponentProps["loaderData"]["found"]> }) {
  const lang = useLang();
  const texts = searchTexts[lang];
  if (found.length === 0)
    return (
      <Empty title={texts.none}>
        <p>{texts.noneMore}</p>
      </Empty>
    );
  return (
    <section aria-labelledby="results">
      <h2 id="results">{texts.found}</h2>
      <p>{found.length < limit ? texts.count(found.length) : texts.more(found.length)}</p>
      <ul className="plain">
        {found.map(({ unit, parents, today }) => (
          <li key={`${unit.version}/${unit.code}`} className="card">
            <p>
              <UnitLink unit={unit} parents={parents} />{" "}
              <Tag kind={today ? "past" : "good"}>
                {today ? unitTexts[lang].past : unitTexts[lang].inForce}
              </Tag>
            </p>
            {today && <TodayLine today={today} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
