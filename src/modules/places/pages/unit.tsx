import { requestContext } from "#core/http/context.ts";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { getPlace } from "#modules/places/service/views.server.ts";
import { type Lang, langOf, useLang } from "#ui/lang.ts";
import { Crumbs, Notice, Tag } from "#ui/public/notice.tsx";
import { currentVersion, UnitRef } from "../model.ts";
import { placePaths } from "../paths.ts";
import type { Route } from "./+types/unit.ts";
import { nameIn, parentsIn, UnitLink, unitPath } from "./parts.tsx";
import { searchTexts, unitTexts } from "./texts.ts";

export const loader = forPage(async ({ params, context }: Route.LoaderArgs) => {
  const ref = UnitRef.safeParse(params);
  if (!ref.success)
    throw new AppError("notFound", { log: `no place ${params.version}/${params.code}` });
  return await getPlace(context.get(requestContext).database.db, ref.data);
});

export const meta: Route.MetaFunction = ({ loaderData, location }) => {
  if (!loaderData) return [];
  const lang = langOf(location.pathname);
  const name = [nameIn(lang, loaderData.unit), parentsIn(lang, loaderData.parents.toReversed())];
  return [{ title: `${name.filter(Boolean).join(", ")} · OCOP` }];
};

type View = Route.ComponentProps["loaderData"];

/** One unit: where it belongs, what it became or was formed from, and what is known of it. */
export default function PlaceUnit({ loaderData: view }: Route.ComponentProps) {
  const lang = useLang();
  const texts = unitTexts[lang];
  const { unit, parents, today, note, children } = view;
  return (
    <>
      <Crumbs
        label={texts.trail}
        trail={[
          { href: placePaths.search[lang], name: searchTexts[lang].title },
          ...parents.map((parent) => ({
            href: unitPath(lang, parent),
            name: nameIn(lang, parent),
          })),
        ]}
      />
      <h1>{nameIn(lang, unit)}</h1>
      <p>
        <Tag kind={today ? "past" : "good"}>{today ? texts.past : texts.inForce}</Tag>{" "}
        {parents.length > 0 && `${texts.belongs} ${parentsIn(lang, parents.toReversed())}`}
      </p>
      {today && <Became view={view} today={today} />}
      {note && (
        <Notice kind="warning" title={texts.note}>
          <p>{note[lang]}</p>
        </Notice>
      )}
      <Facts view={view} />
      <Origins view={view} />
      {children.length > 0 && (
        <section>
          <h2>
            {texts.children} ({children.length})
          </h2>
          <ul className="grid plain">
            {children.map((child) => (
              <li key={child.code}>
                <UnitLink unit={child} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="soft small">{texts.sources}</p>
      <p>
        <a href={placePaths.search[lang]}>{texts.search}</a>
      </p>
    </>
  );
}

function Became({ view, today }: { view: View; today: NonNullable<View["today"]> }) {
  const texts = unitTexts[useLang()];
  const list = (
    <ul>
      {today.units.map(({ unit, parents }) => (
        <li key={unit.code}>
          <UnitLink unit={unit} parents={parents} />
        </li>
      ))}
    </ul>
  );
  if (today.outcome === "divided")
    return (
      <Notice kind="warning" title={texts.dividedTitle}>
        <p>{texts.dividedMore(view.unit.type)}</p>
        {list}
      </Notice>
    );
  return (
    <Notice title={today.outcome === "became" ? texts.became : undefined}>
      {today.outcome === "abolished" && <p>{texts.abolishedMore}</p>}
      {list}
    </Notice>
  );
}

function Origins({ view }: { view: View }) {
  const texts = unitTexts[useLang()];
  if (view.origins.length === 0) return null;
  return (
    <section>
      <h2>{texts.origins}</h2>
      <ul>
        {view.origins.map(({ unit, parents, whole }) => (
          <li key={unit.code}>
            <UnitLink unit={unit} parents={parents} />{" "}
            {!whole && <Tag kind="warning">{texts.part}</Tag>}
          </li>
        ))}
      </ul>
      {view.origins.some(({ whole }) => !whole) && (
        <p className="soft small">{texts.originsMore}</p>
      )}
    </section>
  );
}

/** Whose area sources tell, if any that can be relied on. */
function isCommuneOfToday({ version, level }: View["unit"]): boolean {
  return version === currentVersion && level === "commune";
}

function Facts({ view }: { view: View }) {
  const lang = useLang();
  const texts = unitTexts[lang];
  const { unit, aliases, changes, original } = view;
  const number = new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en", {
    maximumFractionDigits: 2,
  });
  return (
    <section>
      <h2>{texts.facts}</h2>
      <dl className="facts">
        <dt>{texts.code}</dt>
        <dd className="number">{unit.code}</dd>
        {(unit.areaKm2 !== null || isCommuneOfToday(unit)) && (
          <>
            <dt>{texts.area}</dt>
            <dd>{unit.areaKm2 === null ? texts.noFigure : `${number.format(unit.areaKm2)} km²`}</dd>
          </>
        )}
        {unit.population !== null && (
          <>
            <dt>{texts.population}</dt>
            <dd>
              {number.format(unit.population)}{" "}
              <span className="soft">({texts.populationNote})</span>
            </dd>
          </>
        )}
        {unit.latitude !== null && unit.longitude !== null && (
          <>
            <dt>{texts.position}</dt>
            <dd className="number">
              {unit.latitude}, {unit.longitude}
            </dd>
          </>
        )}
        {aliases.length > 0 && (
          <>
            <dt>{texts.aliases}</dt>
            <dd>{aliases.join(", ")}</dd>
          </>
        )}
      </dl>
      {changes.length > 0 && (
        <>
          <h3>{texts.changes}</h3>
          <ul>
            <li>
              {texts.original}: {nameIn(lang, original)}
            </li>
            {changes.map((change) => (
              <li key={change.from}>
                {texts.from(dayIn(lang, change.from))}: {nameIn(lang, change)}
                {change.basis && <span className="soft"> ({texts.basis(change.basis)})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** `30/4/2026`, or `30 April 2026`. In Vietnamese acts only days and the months 1 and 2 take a 0. */
function dayIn(lang: Lang, day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  if (lang === "vi") return `${date}/${Number(month) > 2 ? Number(month) : month}/${year}`;
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
