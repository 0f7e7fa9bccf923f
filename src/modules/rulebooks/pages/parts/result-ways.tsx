import type { FieldErrors } from "#ui/forms/errors.ts";
import type { Lang } from "#ui/lang.ts";
import { Stars } from "#ui/public/stars.tsx";
import type { Costs } from "../../costs.ts";
import type { Priceable, Step, Way } from "../../self-score/result.ts";
import { resultTexts } from "../texts/result.ts";
import { CostForm } from "./cost-form.tsx";

/** The cheapest way to each level above, with its reasons, and the effort that each step takes. */
export function Ways({
  lang,
  ways,
  priceable,
  costs,
  typed,
  errors,
}: {
  lang: Lang;
  ways: readonly Way[];
  priceable: readonly Priceable[];
  costs: Costs;
  /** What was typed, when it came back with mistakes. */
  typed: Readonly<Record<string, string>> | undefined;
  errors: FieldErrors;
}) {
  const texts = resultTexts[lang];
  if (ways.length === 0) return null;
  return (
    <section id="ways">
      <h2>{texts.ways}</h2>
      <p>{texts.waysMore}</p>
      {ways.map((way, at) => (
        <WayUp
          key={way.stars}
          way={way}
          highest={ways.at(-1)?.stars ?? 0}
          lang={lang}
          open={at === 0}
        />
      ))}
      <CostForm lang={lang} priceable={priceable} costs={costs} typed={typed} errors={errors} />
    </section>
  );
}

function WayUp({
  way,
  highest,
  lang,
  open,
}: {
  way: Way;
  highest: number;
  lang: Lang;
  open: boolean;
}) {
  const texts = resultTexts[lang];
  const spare = way.slack > 0 && way.steps.some(({ forcedFor }) => forcedFor.length === 0);
  return (
    <details className="card way" open={open}>
      <summary>
        {texts.wayTo(way.stars)} <Stars count={way.stars} of={highest} lang={lang} />{" "}
        {way.reachable && (
          <span className="soft">{texts.waySteps(way.steps.length, way.total)}</span>
        )}
      </summary>
      {!way.reachable && <p>{texts.wayNone}</p>}
      <ol className="steps">
        {way.steps.map((step) => (
          <StepItem key={step.criterion} step={step} lang={lang} />
        ))}
      </ol>
      {spare && <p className="soft">{texts.slack(way.slack)}</p>}
    </details>
  );
}

function StepItem({ step, lang }: { step: Step; lang: Lang }) {
  const texts = resultTexts[lang];
  return (
    <li>
      <p lang="vi">
        <b>
          {step.criterion} {step.title}
        </b>
      </p>
      <dl className="change">
        <div>
          <dt>{texts.from}</dt>
          <dd lang={step.from ? "vi" : undefined}>{step.from ?? texts.notAnswered}</dd>
        </div>
        <div>
          <dt>{texts.to}</dt>
          <dd lang="vi">{step.to}</dd>
        </div>
      </dl>
      <p className="reasons">
        {step.forcedFor.length > 0 ? (
          <span className="gate">{texts.forced(step.forcedFor)}</span>
        ) : (
          <span className="tag past">{texts.onlyPoints}</span>
        )}{" "}
        <span className="soft number nowrap">{texts.gain(step.gain)}</span>
        {step.brings.length > 0 && <span className="soft"> · {texts.brings(step.brings)}</span>}
      </p>
    </li>
  );
}
