import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import {
  actOnInspection,
  inspectionPage,
} from "#modules/supervision/pages/inspections/inspection.server.ts";
import { authorisedInspection } from "#modules/supervision/service/load.server.ts";
import { dayText } from "#ui/dates.ts";
import { type Answer, Confirm, failureOf, Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { inspectionKinds, inspectionStates, isAnnounced } from "../../model.ts";
import { casePaths } from "../../cases/paths.ts";
import { inspectionPaths } from "../../paths.ts";
import { Findings } from "./findings.tsx";
import { Reasons } from "./table.tsx";
import { returned, VisitFields } from "./visit-fields.tsx";
import { VisitResult } from "./visit-result.tsx";
import type { Route } from "./+types/inspection.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return inspectionPage(db, actor, args.params.inspection);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const { id } = await authorisedInspection(db, actor, "see", args.params.inspection);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const made = await actOnInspection(db, actor, id, form);
    if ("openedId" in made) throw redirect(inspectionPaths.one(made.openedId));
    return made;
  });
});

export type Loaded = Route.ComponentProps["loaderData"];

export const shouldRevalidate = readAnew;

/** One inspection: why, what was seen, what must be remedied, and what comes next. */
export default function Inspection({ loaderData, actionData }: Route.ComponentProps) {
  const { row, visit, findings, may } = loaderData;
  return (
    <OfficePage
      title={row.productName}
      description={`${row.producerName}, ${row.stars} sao. ${inspectionKinds[row.kind]}, ${dayText(row.plannedOn, "vi")}.`}
      action={
        <Group gap="xs">
          <Badge size="lg" variant="default">
            {inspectionStates[row.state]}
          </Badge>
          {may.visit && (
            // The whole page is loaded, so that the phone keeps it with all its parts.
            <Button component="a" href={inspectionPaths.visit(row.id)}>
              {visit ? "Sửa kết quả tại chỗ" : "Ghi kết quả tại chỗ"}
            </Button>
          )}
          {may.openCase && (
            <Button component={Link} to={`${casePaths.open}?kiem-tra=${row.id}`} variant="default">
              Mở vụ việc thu hồi
            </Button>
          )}
          {may.conclude && (
            <Button component={Link} to={inspectionPaths.conclude(row.id)}>
              Kết luận
            </Button>
          )}
        </Group>
      }
    >
      <title>{`Kiểm tra ${row.productName} – OCOP`}</title>
      <Anchor className="back" component={Link} to={inspectionPaths.list} size="sm">
        ← Kiểm tra, giám sát
      </Anchor>
      <Outcome answer={actionData} />
      <Stack mt="xs">
        <Facts loaded={loaderData} />
        <Steps loaded={loaderData} answer={actionData} />
        {findings.length > 0 && <Findings loaded={loaderData} answer={actionData} />}
        {visit && <VisitResult id={row.id} visit={visit} lines={row.lines} />}
      </Stack>
    </OfficePage>
  );
}

function Facts({ loaded }: { loaded: Loaded }) {
  const { row, plan, leadName, rechecks } = loaded;
  return (
    <Card withBorder component="section">
      {row.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
      <Text>
        {row.agency}. Phụ trách: {leadName}.{" "}
        {plan ? (
          <Anchor component={Link} to={inspectionPaths.plan(plan.id)} underline="always">
            {plan.title}
          </Anchor>
        ) : (
          "Ngoài kế hoạch"
        )}
        . {told(row)}
      </Text>
      {row.note && <Text>Lý do: {row.note}</Text>}
      <Reasons reasons={row.reasons} isDrawn={row.wasDrawn} />
      {row.followsId && (
        <Anchor component={Link} to={inspectionPaths.one(row.followsId)}>
          Lần kiểm tra trước
        </Anchor>
      )}
      {rechecks.map((one) => (
        <div key={one.id}>
          <Anchor component={Link} to={inspectionPaths.one(one.id)}>
            Kiểm tra lại ngày {dayText(one.plannedOn, "vi")} ({inspectionStates[one.state]})
          </Anchor>
        </div>
      ))}
      {row.cancelReason && <Alert color="gray">Đã hủy: {row.cancelReason}</Alert>}
      {row.conclusion && row.concludedOn && (
        <>
          <Title order={2} size="h4" mt="sm">
            Kết luận ngày {dayText(row.concludedOn, "vi")}
          </Title>
          <Text style={{ whiteSpace: "pre-wrap" }}>{row.conclusion}</Text>
        </>
      )}
      {(row.state === "visited" || row.state === "concluded") && (
        <Text mt="xs">
          Biên bản kiểm tra{row.state === "visited" && " (dự thảo)"}
          {row.minutes !== null && ` số ${row.minutes}`}:{" "}
          <Anchor underline="always" href={inspectionPaths.minutes(row.id, "pdf")}>
            PDF
          </Anchor>
          {" · "}
          <Anchor underline="always" href={inspectionPaths.minutes(row.id, "docx")}>
            Word
          </Anchor>
        </Text>
      )}
    </Card>
  );
}

function told({ kind, isTold }: Loaded["row"]): string {
  if (!isAnnounced(kind)) return "Không báo trước cho chủ thể.";
  return isTold ? "Chủ thể đã được báo." : "Chủ thể được báo khi kế hoạch được phê duyệt.";
}

function Steps({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { row, may, leads, today } = loaded;
  if (!may.change && !may.recheck) return null;
  const values = { expectedVersion: String(row.version) };
  const failed = (intent: string) => failureOf(answer, intent);
  const formOf = (intent: string) => returned(answer, intent);
  return (
    <Group align="start">
      {may.change && (
        <>
          <Confirm
            intent="change"
            label="Đổi ngày, người phụ trách"
            says="Chủ thể đã được báo thì được báo ngày mới."
            values={values}
            open={failed("change") !== undefined}
          >
            <VisitFields
              leads={leads}
              form={formOf("change")}
              plannedOn={row.plannedOn}
              leadId={row.leadId}
            />
          </Confirm>
          <Confirm
            intent="cancel"
            label="Hủy lần kiểm tra"
            says="Lần kiểm tra đã hủy không mở lại được."
            values={values}
            colour="red"
            open={failed("cancel") !== undefined}
          >
            <Textarea
              name="reason"
              label="Vì sao hủy"
              required
              autosize
              defaultValue={formOf("cancel").values["reason"]}
              error={formOf("cancel").errors["reason"]}
            />
          </Confirm>
        </>
      )}
      {may.recheck && (
        <Confirm
          intent="recheck"
          label="Mở kiểm tra lại"
          says="Chủ thể được báo ngày kiểm tra lại. Nội dung đạt được xác nhận, nội dung không đạt chuyển đề nghị xử lý."
          values={values}
          open={failed("recheck") !== undefined}
        >
          <VisitFields leads={leads} form={formOf("recheck")} plannedOn={today} />
        </Confirm>
      )}
    </Group>
  );
}
