import { forPage } from "#core/http/page.ts";
import {
  barOf,
  changedAnswers,
  loadFiling,
} from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { adviceLines, gateLines } from "../../filing/advice.ts";
import { evidenceFor } from "../../forms/evidence-guide.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/advice.ts";
import { Changes } from "./parts/changes.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { view } = await loadFiling(context, request, params.id);
  const { set, score, advice, dossier } = view;
  return {
    id: dossier.id,
    product: dossier.productName,
    previousStars: dossier.previousStars,
    bar: barOf(view),
    next: score.next && { stars: score.next.stars, pointsMissing: score.next.pointsMissing },
    gates: score.next ? gateLines(set, score.next.gates) : [],
    reachable: advice?.reachable ?? false,
    total: advice?.total ?? null,
    lines: advice ? adviceLines(set, advice.changes) : [],
    changes: changedAnswers(view),
  };
});

export default function AdvicePage({ loaderData }: Route.ComponentProps) {
  const { id, bar, next, gates, lines, changes } = loaderData;
  return (
    <>
      <title>{`Làm gì để thêm sao – ${loaderData.product}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: loaderData.product },
        ]}
      />
      <h1>Làm gì để thêm sao?</h1>
      <p>
        Đang có: <Stars count={bar.standing.stars} of={bar.highest} lang="vi" />{" "}
        <b className="number">
          {bar.standing.total}/{bar.maximum} điểm
        </b>
      </p>
      {next === null ? (
        <p className="lead">Bản tự chấm đã ở hạng cao nhất.</p>
      ) : (
        <>
          <h2>
            Để lên {next.stars} sao:{" "}
            {next.pointsMissing > 0 ? `còn thiếu ${next.pointsMissing} điểm` : "đã đủ điểm"}
            {gates.length > 0 && `, ${gates.length} mức tối thiểu chưa đạt`}
          </h2>
          {loaderData.reachable ? (
            <>
              <p>
                Cách ngắn nhất gồm {lines.length} việc
                {loaderData.total !== null && `, khi đó được ${loaderData.total} điểm`}. Chỉ chọn
                mức mới khi đã làm thật và có minh chứng.
              </p>
              <ol className="steps">
                {lines.map((line) => (
                  <li key={line.criterion}>
                    <p>
                      <a href={filingPaths.criterion(id, line.criterion)}>
                        <b>
                          {line.criterion} {line.title}
                        </b>
                      </a>{" "}
                      <span className="soft nowrap">+{line.gain} điểm</span>
                      {line.gateStars !== null && (
                        <>
                          {" "}
                          <span className="gate">tối thiểu cho {line.gateStars} sao</span>
                        </>
                      )}
                    </p>
                    <dl className="change">
                      <div>
                        <dt>Đang có</dt>
                        <dd>{line.from ?? "Chưa chọn"}</dd>
                      </div>
                      <div>
                        <dt>Cần thành</dt>
                        <dd>{line.to}</dd>
                      </div>
                    </dl>
                    <p className="small soft">Minh chứng: {evidenceFor(line.title).hint}</p>
                  </li>
                ))}
              </ol>
            </>
          ) : (
            <Notice kind="warning">
              <p>Chỉ nâng các câu trả lời đang có thì chưa tới hạng này.</p>
            </Notice>
          )}
        </>
      )}
      {gates.length > 0 && (
        <section>
          <h2>Mức tối thiểu chưa đạt</h2>
          <ul className="plain gates">
            {gates.map((gate) => (
              <li key={`${gate.criterion} ${gate.stars}`} className="card">
                <h3>
                  <a href={filingPaths.criterion(id, gate.criterion)}>
                    {gate.criterion} {gate.title}
                  </a>{" "}
                  <span className="gate">cho {gate.stars} sao</span>
                </h3>
                <p>Cần ít nhất: {gate.needs}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {changes.length > 0 && (
        <section id="thay-doi">
          <h2>Thay đổi so với lần trước</h2>
          <Changes id={id} changes={changes} />
        </section>
      )}
      <p className="actions">
        <a className="button second" href={filingPaths.hub(id)}>
          Về hồ sơ
        </a>
      </p>
    </>
  );
}
