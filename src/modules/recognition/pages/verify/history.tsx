import { dayText } from "#ui/dates.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import { type LogEventKind, revocationGrounds } from "../../model.ts";
import type { HistoryEvent } from "#modules/recognition/service/history.server.ts";
import { groundsInEnglish } from "../../verification.ts";

/** What happened, in words that judge nobody. */
const words: Readonly<Record<Lang, Readonly<Record<LogEventKind, string>> & { title: string }>> = {
  vi: {
    title: "Lịch sử công nhận của sản phẩm",
    issued: "Công nhận",
    renewed: "Công nhận lại",
    upgraded: "Nâng hạng",
    revoked: "Thu hồi",
    restored: "Khôi phục",
    extended: "Kéo dài hiệu lực",
  },
  en: {
    title: "The product’s recognitions over time",
    issued: "Recognised",
    renewed: "Recognised again",
    upgraded: "Upgraded",
    revoked: "Revoked",
    restored: "Restored",
    extended: "Validity extended",
  },
};

/** Colour of an event's mark; the words beside it say the same. */
const dots: Readonly<Partial<Record<LogEventKind, string>>> = {
  revoked: "bad",
  extended: "attention",
};

/** A product's public history, oldest first; nothing where there is none. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  const lang = useLang();
  if (events.length === 0) return null;
  const texts = words[lang];
  const grounds = lang === "vi" ? revocationGrounds : groundsInEnglish;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.title}</h2>
      <ol className="timeline">
        {events.map((event, at) => (
          <li key={`${at} ${event.kind}`} className={dots[event.kind]}>
            <strong>
              {dayText(event.on, lang)}: {texts[event.kind]},{" "}
              {lang === "vi" ? `${event.stars} sao` : `${event.stars} stars`}
            </strong>
            {event.ground && `. ${grounds[event.ground]}`}
            <br />
            <span className="small soft">
              {event.decision === null ? event.certificate : `${event.decision}, ${event.issuer}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
