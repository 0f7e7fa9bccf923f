import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { publicIdeaPaths } from "#modules/cycle/paths.ts";
import { signUpPath } from "#modules/people/paths.ts";
import { placePaths } from "#modules/places/paths.ts";
import { programmeToday } from "#modules/portal/service/programme.server.ts";
import { rulebookPaths, selfScorePaths } from "#modules/rulebooks/paths.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { PageHead } from "#ui/public/page-head.tsx";
import { portalPaths } from "../paths.ts";
import { citation, dayOfYearText, type Programme, type Statement } from "../programme.ts";
import type { Route } from "./+types/join.ts";
import { Cited } from "./parts/cited.tsx";
import stylesheet from "./portal.css?url";
import readingStylesheet from "./reading.css?url";
import { joinTexts } from "./texts/join.ts";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "stylesheet", href: readingStylesheet },
];

export const loader = forPage(async ({ context }: Route.LoaderArgs) =>
  programmeToday(context.get(requestContext).database.db),
);

/** How a product comes into the programme, step by step, with forms, clocks and articles. */
export default function Join({ loaderData: programme }: Route.ComponentProps) {
  const lang = useLang();
  const texts = joinTexts[lang];
  const { regime, certificate } = programme;
  return (
    <div className="reading">
      <PageHead title={texts.title} description={texts.description} />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <p className="actions">
        <a className="button" href={selfScorePaths.start[lang]}>
          {texts.score}
        </a>
        <a className="button second" href={publicIdeaPaths.register[lang]}>
          {texts.idea}
        </a>
        <a className="button second" href={signUpPath}>
          {texts.open}
        </a>
      </p>
      <p className="soft">
        {texts.scoreMore} {texts.inForce(programme.decision)}
      </p>
      <ol className="path">
        {citation(regime, "owners", lang) && (
          <li>
            <h2>{texts.who}</h2>
            <p>
              {texts.owners} <Cited regime={regime} of="owners" />
            </p>
          </li>
        )}
        <li>
          <h2>{texts.try}</h2>
          <p>{texts.tryMore}</p>
          <p>
            <a href={pathTo(rulebookPaths.regime, lang, { regime })}>{texts.criteria}</a>
          </p>
        </li>
        <Dossier programme={programme} />
        {programme.stages.map((stage) => (
          <StageStep key={stage.id} stage={stage} regime={regime} />
        ))}
        <li>
          <h2>{texts.certificate}</h2>
          <p>
            {texts.certificateMore(certificate.validMonths)} <Cited regime={regime} of="validity" />
          </p>
        </li>
        <Keep programme={programme} />
      </ol>
      <p>
        {texts.free} <a href={placePaths.search[lang]}>{texts.places}</a>
      </p>
      <p>
        <a href={portalPaths.about[lang]}>{texts.about}</a>
      </p>
    </div>
  );
}

function Dossier({ programme: { regime, dossier } }: { programme: Programme }) {
  const texts = joinTexts[useLang()];
  return (
    <li>
      <h2>{texts.dossier}</h2>
      <p>
        {texts.formsLead} <Cited regime={regime} of="dossier" />
      </p>
      <ul>
        {dossier.first.map((form) => (
          <li key={form}>{texts.form[form] ?? form}</li>
        ))}
      </ul>
      {dossier.samples !== null && (
        <p>
          {texts.samples(dossier.samples)} <Cited regime={regime} of="samples" />
        </p>
      )}
      {dossier.copies && (
        <p>
          {texts.copies(dossier.copies.paper, dossier.copies.electronic)}{" "}
          <Cited regime={regime} of="copies" />
        </p>
      )}
    </li>
  );
}

const citedOf = {
  commune: "commune",
  district: "council",
  province: "provinceRounds",
  central: "centralRounds",
} as const satisfies Record<Stage["level"], Statement>;

function StageStep({ stage, regime }: { stage: Stage; regime: string }) {
  const lang = useLang();
  const texts = joinTexts[lang];
  const topics = (stage.topics ?? []).map((topic) => texts.topics[topic] ?? topic);
  const recognises = stage.recognises ?? [];
  return (
    <li>
      <h2>{texts.stage[stage.level]}</h2>
      {stage.kind === "council" ? (
        <p>{texts.provinceMore}</p>
      ) : (
        <p>{texts.communeMore(topics.join(", "))}</p>
      )}
      {stage.dueWorkingDays && (
        <p>
          {texts.communeDays(stage.dueWorkingDays)} <Cited regime={regime} of="commune" />
        </p>
      )}
      {recognises.length > 0 && <p>{texts.recognises(recognises)}</p>}
      {stage.rounds && (
        <>
          <p>
            {texts.rounds} <Cited regime={regime} of={citedOf[stage.level]} />
          </p>
          <ul>
            {stage.rounds.map(({ id, requestedBefore, heldBefore }) => (
              <li key={id}>
                {texts.round(dayOfYearText(requestedBefore, lang), dayOfYearText(heldBefore, lang))}
              </li>
            ))}
          </ul>
        </>
      )}
      {stage.kind === "council" && stage.forwardsFrom !== undefined && (
        <p>
          {texts.forwards(stage.forwardsFrom)} <Cited regime={regime} of="forwards" />
        </p>
      )}
    </li>
  );
}

function Keep({ programme: { regime, renewal } }: { programme: Programme }) {
  const texts = joinTexts[useLang()];
  return (
    <li>
      <h2>{texts.keep}</h2>
      {renewal?.fileNoEarlierThanDays && renewal.fileNoLaterThanDays && (
        <p>
          {texts.keepMore(
            renewal.fileNoEarlierThanDays,
            renewal.fileNoLaterThanDays,
            renewal.decideWithinDays,
          )}{" "}
          <Cited regime={regime} of="renewalFiling" />
        </p>
      )}
      <p>{texts.mark}</p>
    </li>
  );
}
