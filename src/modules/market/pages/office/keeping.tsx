import { Anchor, Badge, Stack } from "@mantine/core";
import { Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openArea } from "#modules/market/pages/office/ground.server.ts";
import { actOnKeeping, keepingPage } from "#modules/market/pages/office/keeping.server.ts";
import { authorisedPoint } from "#modules/market/service/load.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { pointPaths } from "../../paths.ts";
import { Assessments } from "./assessments.tsx";
import { Inspections, Supports } from "./keeping-parts.tsx";
import type { Route } from "./+types/keeping.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "point");
  return keepingPage(db, actor, args.params.point);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "point");
  const { point } = args.params;
  await authorisedPoint(db, actor, "see", point);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnKeeping(db, actor, point, form));
});

export type Kept = Route.ComponentProps["loaderData"];

/** How a point of sale was judged, helped and inspected. */
export default function KeepingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { point } = loaderData;
  return (
    <OfficePage title={`Theo dõi: ${point.name}`}>
      <title>{`Theo dõi: ${point.name} – OCOP`}</title>
      <Anchor underline="always" component={Link} to={pointPaths.one(point.id)} size="sm">
        Thông tin điểm bán
      </Anchor>{" "}
      {point.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
      <Outcome answer={actionData} />
      <Stack mt="sm" maw={820}>
        <Assessments kept={loaderData} answer={actionData} />
        <Supports kept={loaderData} answer={actionData} />
        <Inspections kept={loaderData} answer={actionData} />
      </Stack>
    </OfficePage>
  );
}
