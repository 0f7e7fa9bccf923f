import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { listRegimeEntries, type RegimeEntry } from "#modules/rulebooks/service/shelf.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { rulebookPaths, selfScorePaths } from "../paths.ts";
import type { Route } from "./+types/regimes.ts";
import { listTexts } from "./texts/rulebooks.ts";

export const loader = forPage(async ({ context }: Route.LoaderArgs) => ({
  regimes: await listRegimeEntries(context.get(requestContext).database.db),
}));

export default function Regimes({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = listTexts[lang];
  return (
    <>
      <title>{`${texts.title} – OCOP`}</title>
      <Crumbs
        label={texts.crumbs}
        trail={[{ href: lang === "vi" ? "/" : "/en", name: texts.home }]}
      />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      {loaderData.regimes.map((regime) => (
        <RegimeCard key={regime.regime} regime={regime} lang={lang} />
      ))}
    </>
  );
}

function RegimeCard({ regime, lang }: { regime: RegimeEntry; lang: Lang }) {
  const texts = listTexts[lang];
  const to = pathTo(rulebookPaths.regime, lang, { regime: regime.regime });
  return (
    <section className="card">
      <h2>
        <a href={to}>{texts.decision(regime.decision)}</a>{" "}
        <Tag kind={regime.state === "inForce" ? "good" : "past"}>{texts.state[regime.state]}</Tag>
      </h2>
      <dl className="facts">
        <Fact name={texts.issued} day={regime.issued} lang={lang} />
        <Fact name={texts.from} day={regime.from} lang={lang} />
        <Fact name={texts.to} day={regime.to} lang={lang} />
        {regime.amendedBy.length > 0 && (
          <>
            <dt>{texts.amended}</dt>
            <dd>{regime.amendedBy.join(", ")}</dd>
          </>
        )}
      </dl>
      {regime.unverifiedCount > 0 && (
        <p>
          <Tag kind="warning">{texts.unverifiedCount(regime.unverifiedCount)}</Tag>
        </p>
      )}
      <p className="actions">
        <a className={regime.present ? "button" : "button second"} href={to}>
          {texts.setCount(regime.setCount)}
        </a>
        {regime.present && (
          <a className="button second" href={selfScorePaths.start[lang]}>
            {texts.selfScore}
          </a>
        )}
      </p>
    </section>
  );
}

function Fact({ name, day, lang }: { name: string; day: string | null; lang: Lang }) {
  if (!day) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <time dateTime={day}>{dayText(day, lang)}</time>
      </dd>
    </>
  );
}
