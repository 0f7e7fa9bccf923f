import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { filterOf } from "#modules/recognition/register.api.server.ts";
import { listRegister, registerPageSize } from "#modules/recognition/service/register.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { Field, SelectField } from "#ui/forms/text-field.tsx";
import { langOf, useLang } from "#ui/lang.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { certificateStates } from "../../model.ts";
import { publicPaths } from "../../public-paths.ts";
import { tones } from "../../verification.ts";
import type { Route } from "./+types/register.ts";
import { Pager } from "./pager.tsx";
import { registerTexts, statesInEnglish } from "./texts.ts";

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { db } = context.get(requestContext).database;
  const query = new URL(request.url).searchParams;
  const filter = filterOf(query);
  const { rows, total } = await listRegister(db, filter);
  query.delete("trang");
  return { filter, rows, total, query: query.toString(), size: registerPageSize };
});

export const meta: Route.MetaFunction = ({ location }) => [
  { title: `${registerTexts[langOf(location.pathname)].title} · OCOP` },
];

const tagKinds = { good: "good", attention: "warning", ended: "past", bad: "error" } as const;

/** Every certificate ever issued, with its state today. */
export default function Register({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const { filter, rows, total, query, size } = loaderData;
  const here = publicPaths.register[lang];
  const more = query === "" ? "" : `?${query}`;
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <p>
        <a href={publicPaths.decisions[lang]}>{texts.decisions}</a>
      </p>
      <Filters filter={filter} />
      {total === 0 ? (
        <Empty title={texts.none}>
          <p>{texts.noneMore}</p>
        </Empty>
      ) : (
        <>
          <p>
            <strong>{texts.found(total)}</strong>. {texts.download}{" "}
            <a href={`${publicPaths.register.vi}/giay-chung-nhan.csv${more}`}>CSV</a>{" "}
            <a href={`${publicPaths.register.vi}/giay-chung-nhan.json${more}`}>JSON</a>
          </p>
          <ul className="plain">
            {rows.map((row) => (
              <Entry key={row.id} row={row} />
            ))}
          </ul>
          <Pager path={here} query={query} page={filter.page} last={Math.ceil(total / size)} />
        </>
      )}
    </>
  );
}

type Data = Route.ComponentProps["loaderData"];

function Filters({ filter }: Pick<Data, "filter">) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const stateWords = lang === "vi" ? certificateStates : statesInEnglish;
  const all = { value: "", label: texts.all };
  return (
    <search>
      <form action={publicPaths.register[lang]} method="get" className="card">
        <Field name="q" label={texts.search}>
          {(control) => (
            <input {...control} type="search" defaultValue={filter.text} maxLength={120} />
          )}
        </Field>
        <SelectField
          name="trang-thai"
          label={texts.state}
          defaultValue={filter.state ?? ""}
          options={[all, ...Object.entries(stateWords).map(([value, label]) => ({ value, label }))]}
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
              className="short"
              min={2018}
              max={2200}
              defaultValue={filter.year ?? ""}
            />
          )}
        </Field>
        <button type="submit">{texts.submit}</button>
      </form>
    </search>
  );
}

function Entry({ row }: { row: Data["rows"][number] }) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const { state } = row;
  return (
    <li className="card">
      <p>
        <strong>
          <a href={pathTo(publicPaths.history, lang, { recognition: row.id })}>{row.productName}</a>
        </strong>{" "}
        {state && (
          <Tag kind={tagKinds[tones[state]]}>
            {(lang === "vi" ? certificateStates : statesInEnglish)[state]}
          </Tag>
        )}{" "}
        {row.isDemo && <Tag kind="warning">{texts.demo}</Tag>}
      </p>
      <p>
        <Stars count={row.stars} of={5} lang={lang} /> {row.producerName}, {row.place}
      </p>
      <p className="small soft">
        {row.number ?? texts.noCertificate} · {row.decision}, {row.issuer} ·{" "}
        {dayText(row.recognisedOn, lang)} – {dayText(row.extendedUntil ?? row.expiresOn, lang)}
      </p>
    </li>
  );
}
