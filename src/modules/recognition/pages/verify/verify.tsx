import { data } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { answerToken } from "#modules/recognition/service/answer.server.ts";
import { historyOfToken } from "#modules/recognition/service/history.server.ts";
import { productSlugOf } from "#modules/recognition/service/verify.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { langOf, useLang } from "#ui/lang.ts";
import { Stars } from "#ui/public/stars.tsx";
import { revocationGrounds } from "../../model.ts";
import { photoPath, productPage, proofPath, publicPaths } from "../../public-paths.ts";
import {
  groundsInEnglish,
  starMeaning,
  titleOf,
  tones,
  type Verification,
} from "../../verification.ts";
import type { Route } from "./+types/verify.ts";
import { History } from "./history.tsx";
import { StateHead } from "./state-head.tsx";
import { verifyTexts } from "./texts.ts";
import stylesheet from "./verify.css?url";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = forPage(async ({ params, context }: Route.LoaderArgs) => {
  const { database, files, ip } = context.get(requestContext);
  const { token = "" } = params;
  // Side by side: a token that nothing has, has no history either.
  const [found, history, slug] = await Promise.all([
    answerToken({ db: database.db, files }, { token, ip }),
    historyOfToken(database.db, token),
    productSlugOf(database.db, token),
  ]);
  return data({ found, history, slug }, { status: found ? 200 : 404 });
});

export const meta: Route.MetaFunction = ({ loaderData, location }) => {
  const lang = langOf(location.pathname);
  const { state = "unknown", isDemo = false } = loaderData?.found ?? {};
  return [
    { title: `${titleOf(state, isDemo, lang)} · OCOP` },
    { name: "robots", content: "noindex" },
  ];
};

/** What a shopper sees after reading the QR code of a product. */
export default function Verify({ loaderData }: Route.ComponentProps) {
  const { found, history, slug } = loaderData;
  const lang = useLang();
  const texts = verifyTexts[lang];
  const about = found ? `?${new URLSearchParams({ ma: found.token })}` : "";
  return (
    <>
      <StateHead state={found?.state ?? "unknown"} isDemo={found?.isDemo ?? false} />
      {found && <Certificate found={found} />}
      <History events={history} />
      {found?.facts && slug !== null && (
        <p>
          <a className="touch" href={pathTo(productPage, lang, { slug })}>
            {texts.productPage}
          </a>
        </p>
      )}
      <p>
        <a className="touch" href={publicPaths.report[lang] + about}>
          {texts.report}
        </a>
      </p>
      <p>
        <a className="button second" href={publicPaths.scan[lang]}>
          {texts.again}
        </a>
      </p>
      <p>
        <a className="touch" href={publicPaths.register[lang]}>
          {texts.register}
        </a>
      </p>
    </>
  );
}

type Fact = readonly [name: string, value: React.ReactNode];

function Certificate({ found }: { found: Verification }) {
  const lang = useLang();
  const texts = verifyTexts[lang];
  const { facts } = found;
  return (
    <div className="card certificate-facts">
      {facts?.hasPhoto && (
        <img
          className="certificate-photo"
          src={photoPath(found.token)}
          alt={texts.photo(facts.productName)}
          width="240"
          height="180"
        />
      )}
      <Facts of={[...endFacts(found, lang), ...(facts ? mainFacts(found, facts, lang) : [])]} />
      <Facts of={[...issuerFacts(found, lang), [texts.checked, dayText(found.checkedOn, lang)]]} />
      {found.logPlace !== null && <Logged place={found.logPlace} token={found.token} />}
    </div>
  );
}

/** Where it stands in the public log, what that is good for, and the proof for programs. */
function Logged({ place, token }: { place: number; token: string }) {
  const texts = verifyTexts[useLang()];
  return (
    <details className="soft">
      <summary>{texts.log(place)}</summary>
      <p>{texts.logWhy}</p>
      <p>
        <a className="touch" href={proofPath(token)}>
          {texts.proof}
        </a>
      </p>
    </details>
  );
}

/** Name and value below each other, as far as there is a value. */
function Facts({ of }: { of: readonly Fact[] }) {
  if (of.length === 0) return null;
  return (
    <dl className="facts">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Lang = ReturnType<typeof useLang>;

/** How it ended or was prolonged: what matters first. */
function endFacts({ revocation, replacement, extension }: Verification, lang: Lang): Fact[] {
  const texts = verifyTexts[lang];
  const facts: Fact[] = [];
  if (revocation) {
    facts.push([texts.revokedOn, dayText(revocation.on, lang)]);
    if (revocation.ground)
      facts.push([
        texts.ground,
        (lang === "vi" ? revocationGrounds : groundsInEnglish)[revocation.ground],
      ]);
    if (revocation.decision)
      facts.push([texts.revocation, `${revocation.decision}, ${revocation.issuer ?? ""}`]);
  }
  if (replacement) {
    facts.push([texts.replacedOn, dayText(replacement.on, lang)]);
    if (replacement.token)
      facts.push([
        texts.newOne,
        <a key="new" href={pathTo(publicPaths.verify, lang, { token: replacement.token })}>
          {replacement.number}
        </a>,
      ]);
  }
  if (extension) {
    facts.push([texts.extended, dayText(extension.until, lang)]);
    if (extension.basis) facts.push([texts.basis, extension.basis]);
  }
  return facts;
}

function mainFacts(
  found: Verification,
  facts: NonNullable<Verification["facts"]>,
  lang: Lang,
): Fact[] {
  const texts = verifyTexts[lang];
  const tone: string = tones[found.state];
  const hasEnded = tone === "ended" || tone === "bad";
  return [
    [texts.product, <strong key="product">{facts.productName}</strong>],
    [texts.producer, facts.producerName],
    [
      texts.stars,
      <span key="stars" className={hasEnded ? "lapsed" : undefined}>
        <Stars count={facts.stars} of={5} lang={lang} /> {starMeaning(facts.stars, lang)}
      </span>,
    ],
    [texts.address, facts.address],
    ...(found.placeToday ? ([[texts.placeToday, found.placeToday]] as const) : []),
    ...(facts.productCode ? ([[texts.code, facts.productCode]] as const) : []),
    [texts.decision, `${facts.decisionNumber} ${texts.ofDay} ${dayText(facts.decisionOn, lang)}`],
    [texts.issued, dayText(facts.issuedOn, lang)],
    // Not "valid through" what has ended before.
    [
      found.revocation || found.replacement ? texts.written : texts.expires,
      dayText(facts.expiresOn, lang),
    ],
  ];
}

function issuerFacts({ number, issuer }: Verification, lang: Lang): Fact[] {
  const texts = verifyTexts[lang];
  return [
    [texts.number, number],
    [texts.issuer, issuer.name],
    ...(issuer.today
      ? ([
          [
            texts.answers,
            <span key="answers">
              <strong>{issuer.today}</strong>. {texts.answersWhy}
            </span>,
          ],
        ] as const)
      : []),
  ];
}
