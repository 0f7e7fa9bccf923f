import { Anchor, Button, Group } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { listHistory } from "#modules/dossiers/service/history.server.ts";
import { instantText } from "#ui/dates.ts";
import { dossierKinds } from "../../model.ts";
import "./office.css";
import { officePaths } from "./paths.ts";
import { headOf } from "./present.ts";
import type { Route } from "./+types/history.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, view } = await openedDossier(args);
  return { head: headOf(view), steps: await listHistory(db, actor, view), printedAt: new Date() };
});

/** The way of a dossier on paper: who did what and when. */
export default function HistoryPage({ loaderData }: Route.ComponentProps) {
  const { head, steps, printedAt } = loaderData;
  return (
    <>
      <title>{`Diễn biến – ${head.productName} – OCOP`}</title>
      <Group className="no-print" mb="lg">
        <Button onClick={() => window.print()}>In diễn biến</Button>
        <Anchor className="back" component={Link} to={officePaths.dossier(head.id)}>
          ← Về hồ sơ
        </Anchor>
      </Group>
      <article className="slip history">
        <h1>DIỄN BIẾN XỬ LÝ HỒ SƠ</h1>
        <p>
          {dossierKinds[head.kind]} sản phẩm {head.productName} của {head.producerName},{" "}
          {head.unitName}. {head.numberText ?? "Chưa cấp số phiếu"}.
          {head.isDemo && " Dữ liệu mẫu, không có giá trị."}
        </p>
        <div className="wide">
          <table className="stacking">
            <thead>
              <tr>
                <th scope="col">TT</th>
                <th scope="col">Thời điểm</th>
                <th scope="col">Việc</th>
                <th scope="col">Người thực hiện</th>
                <th scope="col">Lý do, ghi chú</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.seq}>
                  <td>{step.seq}</td>
                  <td>{instantText(step.at, "vi")}</td>
                  <td>
                    {step.title}
                    <br />
                    <i>{step.state}</i>
                  </td>
                  <td>
                    {[step.name, step.role, step.agency].filter(Boolean).join(", ") ||
                      "Không còn thông tin"}
                  </td>
                  <td style={{ whiteSpace: "pre-line" }}>{step.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p>
          <i>In lúc {instantText(printedAt, "vi")} từ hệ thống OCOP.</i>
        </p>
      </article>
    </>
  );
}
