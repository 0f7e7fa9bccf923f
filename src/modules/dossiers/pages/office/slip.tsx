import { Anchor, Button, Group } from "@mantine/core";
import { Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { dayText } from "#ui/dates.ts";
import { sampleActs } from "../../model.ts";
import "./office.css";
import { officePaths } from "./paths.ts";
import { headOf } from "./present.ts";
import type { Route } from "./+types/slip.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { view } = await openedDossier(args);
  const entry = view.samples.entries.find(({ seq }) => String(seq) === args.params.seq);
  if (!entry) throw new AppError("notFound", { vi: "Không có lần giao nhận này." });
  const { seq, act, quantity, giver, taker, condition, onDay } = entry;
  return { head: headOf(view), entry: { seq, act, quantity, giver, taker, condition, onDay } };
});

export default function SlipPage({ loaderData: { head, entry } }: Route.ComponentProps) {
  const rows: readonly (readonly [string, string])[] = [
    ["Sản phẩm", head.productName],
    ["Chủ thể", head.producerName],
    ["Bộ sản phẩm", `${head.setCode}. ${head.setTitle}`],
    ["Hồ sơ", head.numberText ?? "chưa cấp số"],
    ["Việc giao nhận", sampleActs[entry.act]],
    ["Số mẫu", String(entry.quantity)],
    ["Tình trạng mẫu", entry.condition],
    ["Bên giao", entry.giver],
    ["Bên nhận", entry.taker],
  ];
  return (
    <>
      <title>{`Phiếu giao nhận mẫu ${entry.seq} – ${head.productName} – OCOP`}</title>
      <Group className="no-print" mb="lg">
        <Button onClick={() => window.print()}>In phiếu</Button>
        <Anchor className="back" component={Link} to={officePaths.samples(head.id)}>
          ← Về sổ giao nhận
        </Anchor>
      </Group>
      <article className="slip">
        <header>
          <div>
            <b>ỦY BAN NHÂN DÂN</b>
            <br />
            <b>{head.unitName.toLocaleUpperCase("vi")}</b>
          </div>
          <div>
            <b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>
            <br />
            <b>Độc lập - Tự do - Hạnh phúc</b>
          </div>
        </header>
        <h1 style={{ textAlign: "center", fontSize: "15pt", margin: "1.5rem 0 0" }}>
          PHIẾU GIAO NHẬN MẪU SẢN PHẨM
        </h1>
        <p style={{ textAlign: "center", marginTop: 0 }}>
          Lần {entry.seq}, ngày {dayText(entry.onDay, "vi")}
          {head.isDemo && " (dữ liệu mẫu, không có giá trị)"}
        </p>
        <table>
          <tbody>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <th scope="row" style={{ width: "32%" }}>
                  {name}
                </th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="signatures">
          <div>
            <b>BÊN GIAO</b>
            <br />
            <i>(Ký, ghi rõ họ tên)</i>
          </div>
          <div>
            <b>BÊN NHẬN</b>
            <br />
            <i>(Ký, ghi rõ họ tên)</i>
          </div>
        </div>
      </article>
    </>
  );
}
