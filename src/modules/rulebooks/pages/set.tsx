import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { getBookSet } from "#modules/rulebooks/service/self-assessments.server.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { findWording, listWordingProvinces } from "#modules/rulebooks/service/wordings.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { useLang } from "#ui/lang.ts";
import { Crumbs } from "#ui/public/notice.tsx";
import { bandRanges } from "../bands.ts";
import { blankSheetPath, rulebookPaths, selfScorePaths } from "../paths.ts";
import type { Route } from "./+types/set.ts";
import { CriteriaOfPart } from "./parts/criteria.tsx";
import { Bands, Doubts, RejectWhen, SetFacts, WordingSwitch } from "./parts/set-head.tsx";
import { listTexts } from "./texts/rulebooks.ts";
import { sheetTexts } from "./texts/sheet.ts";

/** Search parameter that asks for a province's official wording beside ours. */
const wordingParameter = "loi-van";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const { book, set } = getBookSet(getBook(params.regime), params.set);
  const provinces = await listWordingProvinces(db, params.regime);
  const asked = new URL(request.url).searchParams.get(wordingParameter);
  const province = provinces.find(({ code }) => code === asked)?.code ?? null;
  return {
    set,
    decision: book.rulebook.decision,
    digest: book.digest,
    bands: bandRanges(book.rulebook.bands),
    provinces,
    province,
    wording: province ? await findWording(db, { province, ...params }) : {},
  };
});

export default function SetPage({ loaderData, params }: Route.ComponentProps) {
  const lang = useLang();
  const texts = sheetTexts[lang];
  const names = listTexts[lang];
  const { set, decision, provinces, province, wording } = loaderData;
  const here = pathTo(rulebookPaths.set, lang, params);
  return (
    <>
      <title>{`${names.set(set.code)}: ${set.title} – ${decision}`}</title>
      <Crumbs
        label={names.crumbs}
        trail={[
          { href: lang === "vi" ? "/" : "/en", name: names.home },
          { href: rulebookPaths.regimes[lang], name: names.title },
          { href: pathTo(rulebookPaths.regime, lang, params), name: names.decision(decision) },
        ]}
      />
      <h1>
        <span className="kicker">{names.set(set.code)}</span> <span lang="vi">{set.title}</span>
      </h1>
      {texts.language && <p className="soft">{texts.language}</p>}
      <SetFacts set={set} decision={decision} digest={loaderData.digest} lang={lang} />
      <Doubts set={set} lang={lang} />
      <p className="actions">
        <a className="button" href={pathTo(selfScorePaths.form, lang, params)}>
          {texts.score}
        </a>
        <a
          className="button second"
          href={pathTo({ vi: blankSheetPath, en: blankSheetPath }, lang, params)}
        >
          {texts.pdf}
        </a>
      </p>
      <WordingSwitch
        lang={lang}
        here={here}
        parameter={wordingParameter}
        provinces={provinces}
        chosen={province}
      />
      <Bands bands={loaderData.bands} lang={lang} />
      <RejectWhen grounds={set.rejectWhen ?? []} lang={lang} />
      {set.parts.map((part) => (
        <CriteriaOfPart key={part.code} part={part} wording={wording} lang={lang} />
      ))}
    </>
  );
}
