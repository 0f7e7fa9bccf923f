import type { PresentScore } from "#modules/rulebooks/service/present.server.ts";
import type { RegimeEntry } from "#modules/rulebooks/service/shelf.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import type { Lang } from "#ui/lang.ts";
import { Notice } from "#ui/public/notice.tsx";
import { rulebookPaths, selfScorePaths } from "../../paths.ts";
import { resultTexts } from "../texts/result.ts";

/** Says that the data has been corrected since, and offers a second result beside this one. */
export function Changed({ lang, present }: { lang: Lang; present: PresentScore | null }) {
  const texts = resultTexts[lang];
  if (!present) return null;
  return (
    <Notice kind="warning" title={texts.changed}>
      <p>{present.set ? texts.changedMore(present.total, present.stars) : texts.changedAway}</p>
      {present.set && (
        <form method="post">
          <button className="second" name="intent" value="renew">
            {texts.renew}
          </button>
        </form>
      )}
    </Notice>
  );
}

/** The private link, the other decisions, and the end of it. */
export function KeepAndShare({
  lang,
  address,
  token,
  others,
}: {
  lang: Lang;
  address: string;
  token: string;
  others: readonly RegimeEntry[];
}) {
  const texts = resultTexts[lang];
  return (
    <>
      <section className="no-print">
        <h2>{texts.compare}</h2>
        <ul className="row-list">
          {others.map(({ regime, decision }) => (
            <li key={regime}>
              <a href={pathTo(selfScorePaths.compare, lang, { token, regime })}>
                {texts.compareWith(decision)}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section className="no-print">
        <h2>{texts.keep}</h2>
        <p>{texts.keepMore}</p>
        <div className="field">
          <label htmlFor="private-link">{texts.link}</label>
          <input id="private-link" className="wide" type="text" readOnly value={address} />
        </div>
        <details>
          <summary>{texts.remove}</summary>
          <p>{texts.removeMore}</p>
          <form method="post">
            <button className="danger" name="intent" value="delete">
              {texts.removeGo}
            </button>
          </form>
        </details>
      </section>
    </>
  );
}

/** Decision, set, version of the data and time: what a result must name. */
export function About({
  lang,
  regime,
  decision,
  digest,
  set,
  savedAt,
  names,
}: {
  lang: Lang;
  regime: string;
  decision: string;
  digest: string;
  set: { code: string; title: string };
  savedAt: string;
  names: { producer: string | null };
}) {
  const texts = resultTexts[lang];
  return (
    <section>
      <h2>{texts.about}</h2>
      <dl className="facts">
        {names.producer && (
          <div className="fact">
            <dt>{texts.producer}</dt>
            <dd>{names.producer}</dd>
          </div>
        )}
        <div className="fact">
          <dt>{texts.decision}</dt>
          <dd lang="vi">{decision}</dd>
        </div>
        <div className="fact">
          <dt>{texts.set}</dt>
          <dd>
            <a href={pathTo(rulebookPaths.set, lang, { regime, set: set.code })} lang="vi">
              {set.code}. {set.title}
            </a>
          </dd>
        </div>
        <div className="fact">
          <dt>{texts.version}</dt>
          <dd>
            <code title={digest}>{digest.slice(0, 12)}</code>
          </dd>
        </div>
        <div className="fact">
          <dt>{texts.saved}</dt>
          <dd>{savedAt}</dd>
        </div>
      </dl>
    </section>
  );
}
