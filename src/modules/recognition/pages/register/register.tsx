import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { filterOf } from "#modules/recognition/register.api.server.ts";
import {
  countByState,
  listRegister,
  registerPageSize,
} from "#modules/recognition/service/register.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { Field, SelectField } from "#ui/forms/text-field.tsx";
import { type Lang, langOf, useLang } from "#ui/lang.ts";
import { Figures, ProductCard } from "#ui/public/cards.tsx";
import { FilterForm } from "#ui/public/filters.tsx";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { Pager } from "#ui/public/pager.tsx";
import { type CertificateState, certificateStates } from "../../model.ts";
import { publicPaths } from "../../public-paths.ts";
import { tones } from "../../verification.ts";
import type { Route } from "./+types/register.ts";
import { registerTexts, statesInEnglish } from "./texts.ts";

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const query = new URL(request.url).searchParams;
  const filter = filterOf(query);
  const { rows, total } = await listRegister(db, filter);
  const states = await countByState(db);
  query.delete("trang");
  return { filter, rows, total, states, query: query.toString(), size: registerPageSize };
});

export const meta: Route.MetaFunction = ({ location }) => [
  { title: `${registerTexts[langOf(location.pathname)].title} · OCOP` },
];

const tagKinds = { good: "good", attention: "warning", ended: "past", bad: "error" } as const;

/** Every certificate ever issued, with its state today. */
export default function Register({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const { filter, rows, total, states, query, size } = loaderData;
  const here = publicPaths.register[lang];
  const more = query === "" ? "" : `?${query}`;
  const pageAt = (page: number) => `${here}?${query === "" ? "" : `${query}&`}trang=${page}`;
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <Figures
        label={texts.byState}
        of={stateNames.flatMap((state) => {
          const count = states[state];
          return count === undefined
            ? []
            : {
                value: String(count),
                name: wordsOf(lang)[state],
                href: `${here}?trang-thai=${state}`,
                isCurrent: filter.state === state,
              };
        })}
      />
      <Filters filter={filter} />
      {total === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneMore}</p>
          <p>
            <a className="touch" href={here}>
              {texts.reset}
            </a>
          </p>
        </Empty>
      ) : (
        <>
          <p>
            <strong>{texts.found(total)}</strong>. {texts.download}{" "}
            <a href={`${publicPaths.register.vi}/giay-chung-nhan.csv${more}`}>CSV</a>{" "}
            <a href={`${publicPaths.register.vi}/giay-chung-nhan.json${more}`}>JSON</a>
          </p>
          <ul className="product-grid">
            {rows.map((row) => (
              <li key={row.id}>
                <Entry row={row} />
              </li>
            ))}
          </ul>
          <Pager to={pageAt} page={filter.page} last={Math.ceil(total / size)} />
        </>
      )}
      <p>
        <a className="touch" href={publicPaths.decisions[lang]}>
          {texts.decisions}
        </a>
      </p>
    </>
  );
}

const stateNames = Object.keys(certificateStates) as CertificateState[];

/** The words of the states in a language. */
function wordsOf(lang: Lang): Readonly<Record<CertificateState, string>> {
  return lang === "vi" ? certificateStates : statesInEnglish;
}

type Data = Route.ComponentProps["loaderData"];

function Filters({ filter }: Pick<Data, "filter">) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const all = { value: "", label: texts.all };
  return (
    <FilterForm
      action={publicPaths.register[lang]}
      words={{ name: "q", value: filter.text }}
      texts={texts}
      isFiltered={filter.state !== null || filter.stars !== null || filter.year !== null}
    >
      <SelectField
        name="trang-thai"
        label={texts.state}
        defaultValue={filter.state ?? ""}
        options={[all, ...stateNames.map((value) => ({ value, label: wordsOf(lang)[value] }))]}
      />
      <SelectField
        name="sao"
        label={texts.stars}
        defaultValue={filter.stars === null ? "" : String(filter.stars)}
        options={[all, ...["5", "4", "3"].map((value) => ({ value, label: value }))]}
      />
      <Field name="nam" label={texts.year}>
        {(control) => (
          <input
            {...control}
            type="number"
            min={2018}
            max={2200}
            defaultValue={filter.year ?? ""}
          />
        )}
      </Field>
    </FilterForm>
  );
}

function Entry({ row }: { row: Data["rows"][number] }) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const tone = row.state && tones[row.state];
  return (
    <ProductCard
      href={pathTo(publicPaths.history, lang, { recognition: row.id })}
      name={row.productName}
      stars={row.stars}
      isOver={tone === "ended" || tone === "bad"}
      tags={
        <>
          {row.state && tone && <Tag kind={tagKinds[tone]}>{wordsOf(lang)[row.state]}</Tag>}
          {row.isDemo && <Tag kind="warning">{texts.demo}</Tag>}
        </>
      }
    >
      <p>
        {row.producerName}, {row.place}
      </p>
      <p className="small soft">
        {row.number ?? texts.noCertificate} · {row.decision}, {row.issuer} ·{" "}
        {dayText(row.recognisedOn, lang)} – {dayText(row.extendedUntil ?? row.expiresOn, lang)}
      </p>
    </ProductCard>
  );
}
