import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { markRule } from "#modules/recognition/mark.ts";
import { revocationGrounds } from "#modules/recognition/model.ts";
import { publicPaths } from "#modules/recognition/public-paths.ts";
import { groundsInEnglish } from "#modules/recognition/verification.ts";
import { rulebookPaths } from "#modules/rulebooks/paths.ts";
import { programmeToday } from "#modules/portal/service/programme.server.ts";
import { dayText } from "#ui/dates.ts";
import { useLang } from "#ui/lang.ts";
import { PageHead } from "#ui/public/page-head.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { portalPaths } from "../paths.ts";
import { citation, type Programme } from "../programme.ts";
import type { Route } from "./+types/about.ts";
import { Cited } from "./parts/cited.tsx";
import stylesheet from "./portal.css?url";
import readingStylesheet from "./reading.css?url";
import { aboutTexts } from "./texts/about.ts";
import { partNames, sectorName } from "./words.tsx";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "stylesheet", href: readingStylesheet },
];

export const loader = forPage(async ({ context }: Route.LoaderArgs) =>
  programmeToday(context.get(requestContext).database.db),
);

/** What the programme is, what a star means, who decides and for how long: each with its article. */
export default function About({ loaderData: programme }: Route.ComponentProps) {
  const lang = useLang();
  const texts = aboutTexts[lang];
  const { regime, decision, from } = programme;
  return (
    <div className="reading">
      <PageHead title={texts.title} description={texts.description} />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      {from && <p className="soft">{texts.inForce(decision, dayText(from, lang))}</p>}
      <Levels programme={programme} />
      <h2>{texts.partsTitle}</h2>
      <p>
        {texts.partsLead} <Cited regime={regime} of="parts" />
      </p>
      <ul className="measures">
        {programme.parts.map(({ code, title, max }) => (
          <li key={code}>
            <strong>{max}</strong> {lang === "vi" ? title : (partNames[code] ?? title)}
          </li>
        ))}
      </ul>
      <h2>{texts.sectorsTitle}</h2>
      <p>
        {texts.sectorsLead(programme.sectors.length, programme.sets)}{" "}
        <Cited regime={regime} of="sectors" />
      </p>
      <ul>
        {programme.sectors.map(({ name, sets }) => (
          <li key={name}>
            {sectorName(name, lang)} <span className="soft">({texts.setCount(sets)})</span>
          </li>
        ))}
      </ul>
      {citation(regime, "owners", lang) && (
        <>
          <h2>{texts.ownersTitle}</h2>
          <p>
            {texts.owners} <Cited regime={regime} of="owners" />
          </p>
        </>
      )}
      <Validity programme={programme} />
      <Revocation programme={programme} />
      <h2>{texts.shopTitle}</h2>
      <ol>
        {texts.shop.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="actions">
        <a className="button" href={portalPaths.products[lang]}>
          {texts.catalogue}
        </a>
        <a className="button second" href={publicPaths.scan[lang]}>
          {texts.scan}
        </a>
        <a className="button second" href={publicPaths.report[lang]}>
          {texts.report}
        </a>
        <a className="button second" href={rulebookPaths.regimes[lang]}>
          {texts.criteria}
        </a>
        <a className="button second" href={portalPaths.join[lang]}>
          {texts.join}
        </a>
      </p>
    </div>
  );
}

function Levels({ programme: { regime, levels, certificate } }: { programme: Programme }) {
  const lang = useLang();
  const texts = aboutTexts[lang];
  return (
    <section aria-labelledby="stars">
      <h2 id="stars">{texts.starsTitle}</h2>
      <p>
        {texts.starsLead} <Cited regime={regime} of="bands" />
      </p>
      <ul className="levels">
        {levels.map(({ stars, from, below, gates, recognisedBy }) => (
          <li key={stars} className={recognisedBy === null ? "none" : undefined}>
            <h3>
              <Stars count={stars} of={levels.length} lang={lang} /> {texts.stars(stars)}
            </h3>
            <dl>
              <dt>{texts.pointsHead}</dt>
              <dd>{texts.points(from, below)}</dd>
              <dt>{texts.gatesHead}</dt>
              <dd>{gates === null ? texts.noGates : texts.gates(gates.fewest, gates.most)}</dd>
              <dt>{texts.whoHead}</dt>
              <dd>
                {recognisedBy === null ? texts.nobody : texts.who[recognisedBy]}{" "}
                <Cited regime={regime} of="decides" />
              </dd>
            </dl>
          </li>
        ))}
      </ul>
      <p>{texts.mark(certificate.fromStars, markRule.decision)}</p>
    </section>
  );
}

function Validity({ programme }: { programme: Programme }) {
  const lang = useLang();
  const texts = aboutTexts[lang];
  const { regime, certificate, renewal } = programme;
  return (
    <section aria-labelledby="valid">
      <h2 id="valid">{texts.validTitle}</h2>
      <p>
        {texts.valid(certificate.validMonths, certificate.fromStars)}{" "}
        <Cited regime={regime} of="validity" />
      </p>
      {renewal?.fileNoEarlierThanDays && renewal.fileNoLaterThanDays && (
        <p>
          {texts.renewal(renewal.fileNoEarlierThanDays, renewal.fileNoLaterThanDays)}{" "}
          <Cited regime={regime} of="renewalFiling" />
        </p>
      )}
      {renewal?.decideWithinDays && (
        <p>
          {texts.renewalDecision(renewal.decideWithinDays)}{" "}
          <Cited regime={regime} of="renewalDecision" />
        </p>
      )}
    </section>
  );
}

function Revocation({ programme: { regime, revocation } }: { programme: Programme }) {
  const lang = useLang();
  const texts = aboutTexts[lang];
  if (revocation === null) return null;
  const words: Readonly<Record<string, string>> =
    lang === "vi" ? revocationGrounds : groundsInEnglish;
  return (
    <section aria-labelledby="revocation">
      <h2 id="revocation">{texts.revokeTitle}</h2>
      <p>
        {texts.revokeLead} <Cited regime={regime} of="grounds" />
      </p>
      <ul>
        {revocation.grounds.map((ground) => (
          <li key={ground}>{words[ground] ?? ground}</li>
        ))}
      </ul>
      <p>
        {texts.revokeDays(revocation.withinDays)} <Cited regime={regime} of="revocationDays" />
      </p>
      <p>
        {texts.checks} <Cited regime={regime} of="checks" />
      </p>
    </section>
  );
}
