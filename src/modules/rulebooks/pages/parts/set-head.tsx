import { englishNameOf, nameInSentence } from "#modules/places/rules.ts";
import type { WordingProvince } from "#modules/rulebooks/service/wordings.server.ts";
import type { Lang } from "#ui/lang.ts";
import { Notice } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import type { BandRange } from "../../bands.ts";
import type { RuleSet } from "../../model.ts";
import { sheetTexts } from "../texts/sheet.ts";

/** What a set is for, and where its text comes from. */
export function SetFacts({
  set,
  decision,
  digest,
  lang,
}: {
  set: RuleSet;
  decision: string;
  digest: string;
  lang: Lang;
}) {
  const texts = sheetTexts[lang];
  const facts: readonly [string, string | null | undefined][] = [
    [texts.decision, decision],
    [texts.sector, set.sector],
    [texts.group, set.group === set.sector ? null : set.group],
    [texts.agency, set.agency],
    [texts.samples, set.samples ? texts.sampleUnits(set.samples) : null],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd lang="vi">{value}</dd>
          </div>
        ) : null,
      )}
      <div className="fact">
        <dt>{texts.version}</dt>
        <dd>
          <code title={digest}>{digest.slice(0, 12)}</code>
        </dd>
      </div>
    </dl>
  );
}

/** Warns of what has not been checked against the original, in the words of the data. */
export function Doubts({ set, lang }: { set: RuleSet; lang: Lang }) {
  const texts = sheetTexts[lang];
  const lines = [...(set.defects ?? []), ...(set.doubts ?? [])];
  if (set.verified && lines.length === 0) return null;
  return (
    <Notice kind="warning" title={set.verified ? texts.doubts : texts.unverified}>
      {!set.verified && <p>{texts.unverifiedMore}</p>}
      <ul lang="vi">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Totals and stars, and what a gate is. */
export function Bands({ bands, lang }: { bands: readonly BandRange[]; lang: Lang }) {
  const texts = sheetTexts[lang];
  const highest = bands[0]?.stars ?? 0;
  return (
    <section className="card bands">
      <h2>{texts.bands}</h2>
      <ul className="plain band-list">
        {bands.map(({ stars, from, below }) => (
          <li key={stars}>
            <Stars count={stars} of={highest} lang={lang} />
            <span className="number">
              {from}
              {below === null ? "+" : `–${below - 1}`}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <span className="gate">{texts.gates}</span>
      </p>
      <p>{texts.gatesMore}</p>
    </section>
  );
}

/** Grounds on which the whole dossier is thrown out. */
export function RejectWhen({ grounds, lang }: { grounds: readonly string[]; lang: Lang }) {
  if (grounds.length === 0) return null;
  return (
    <section>
      <h2>{sheetTexts[lang].reject}</h2>
      <ul lang="vi">
        {grounds.map((ground) => (
          <li key={ground}>{ground}</li>
        ))}
      </ul>
    </section>
  );
}

/** To the official wording of a province and back, where one has been imported. */
export function WordingSwitch({
  lang,
  here,
  parameter,
  provinces,
  chosen,
}: {
  lang: Lang;
  here: string;
  parameter: string;
  provinces: readonly WordingProvince[];
  chosen: string | null;
}) {
  const texts = sheetTexts[lang];
  if (provinces.length === 0) return null;
  return (
    <nav className="no-print" aria-label={texts.wordings}>
      <ul className="tabs">
        <li>
          <a href={here} aria-current={chosen === null ? "true" : undefined}>
            {texts.ours}
          </a>
        </li>
        {provinces.map((province) => (
          <li key={province.code}>
            <a
              href={`${here}?${new URLSearchParams({ [parameter]: province.code })}`}
              aria-current={chosen === province.code ? "true" : undefined}
            >
              {texts.wordingOf(lang === "vi" ? nameInSentence(province) : englishNameOf(province))}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
