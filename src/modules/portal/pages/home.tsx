import { useLang } from "#ui/lang.ts";
import { homeTexts } from "./texts.ts";

/** What this is, and the doors to what can be done here. */
export default function Home() {
  const lang = useLang();
  const texts = homeTexts[lang];
  const doors = [
    {
      href: { vi: "/tu-cham-diem", en: "/en/self-score" }[lang],
      name: texts.score,
      more: texts.scoreMore,
    },
    {
      href: { vi: "/bo-tieu-chi", en: "/en/criteria" }[lang],
      name: texts.criteria,
      more: texts.criteriaMore,
    },
    {
      href: { vi: "/dia-danh", en: "/en/places" }[lang],
      name: texts.places,
      more: texts.placesMore,
    },
  ];
  return (
    <>
      <title>{texts.title}</title>
      <meta name="description" content={texts.lead} />
      <div className="hero">
        <h1>{texts.heading}</h1>
        <p className="lead">{texts.lead}</p>
        <p className="actions">
          <a className="button" href={doors[0]?.href}>
            {texts.start}
          </a>
        </p>
      </div>
      <h2>{texts.doors}</h2>
      <div className="grid">
        {doors.map(({ href, name, more }) => (
          <section key={href} className="card door">
            <h3>
              <a href={href}>{name}</a>
            </h3>
            <p>{more}</p>
          </section>
        ))}
      </div>
      <div className="grid below">
        <section>
          <h2>{texts.office}</h2>
          <p>{texts.officeMore}</p>
          <p>
            <a className="button second" href="/dang-nhap">
              {texts.signIn}
            </a>
          </p>
        </section>
        <section>
          <h2>{texts.now}</h2>
          <p>{texts.nowMore}</p>
        </section>
      </div>
    </>
  );
}
