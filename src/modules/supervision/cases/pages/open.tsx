import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { Form, redirect } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openCasePage } from "#modules/supervision/cases/pages/ground.server.ts";
import {
  findRecognition,
  findRecognitionByNumber,
} from "#modules/recognition/service/found.server.ts";
import { openCase } from "#modules/supervision/cases/service/open.server.ts";
import { groundOfCase } from "#modules/supervision/service/for-cases.server.ts";
import { revocationGrounds } from "#modules/recognition/model.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { casePermissions } from "../access.ts";
import type { OpenCase } from "../inputs.ts";
import { caseOrigins } from "../model.ts";
import { casePaths } from "../paths.ts";
import type { Route } from "./+types/open.ts";

async function openForWorkers(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openCasePage(args);
  if (!hasRole(ground.actor, ...casePermissions.work.roles))
    throw new AppError("forbidden", {
      denied: "revocationCase.work",
      roles: casePermissions.work.roles,
    });
  return ground;
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openForWorkers(args);
  const inspectionId = new URL(args.request.url).searchParams.get("kiem-tra");
  const ground = inspectionId === null ? null : await groundOfCase(db, actor, inspectionId);
  const found = ground && (await findRecognition(db, ground.inspection.recognitionId));
  return {
    from:
      ground && found
        ? {
            inspectionId: ground.inspection.id,
            number: found.certificate?.number ?? "",
            productName: found.productName,
            facts: ground.referred.map(({ title, found: seen }) => `${title}: ${seen}`).join("\n"),
          }
        : null,
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openForWorkers(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { certificateNumber, inspectionId, ...fields } = formFields(form);
    const number = typeof certificateNumber === "string" ? certificateNumber : "";
    const found = await findInArea(db, actor, number);
    if (!found) {
      const vi = "Không có giấy chứng nhận nào mang số này trong địa bàn.";
      throw new AppError("unprocessable", { vi, fields: { certificateNumber: vi } });
    }
    const { id } = await db.transaction((tx) =>
      openCase(tx, actor, {
        ...fields,
        inspectionId: typeof inspectionId === "string" && inspectionId !== "" ? inspectionId : null,
        recognitionId: found.id,
        // What the form lacks or adds is for the service to refuse.
      } as OpenCase),
    );
    throw redirect(casePaths.one(id));
  });
});

async function findInArea(
  db: Parameters<typeof findRecognitionByNumber>[0],
  actor: Awaited<ReturnType<typeof openCasePage>>["actor"],
  number: string,
) {
  for (const { jurisdiction } of actor.grants) {
    if (jurisdiction.kind !== "unit") continue;
    const province = jurisdiction.path.split("/", 1)[0] ?? "";
    const found = await findRecognitionByNumber(db, province === "" ? null : province, number);
    if (found) return found;
  }
  return undefined;
}

/** Opens a case about a recognition. */
export default function OpenCasePage({ loaderData, actionData }: Route.ComponentProps) {
  const { from } = loaderData;
  const { values, errors } = actionData ?? { values: {}, errors: {} };
  const typed = values as Readonly<Record<string, string>>;
  const wrong = errors as Readonly<Record<string, string>>;
  return (
    <OfficePage
      title="Mở vụ việc thu hồi"
      description="Vụ việc chỉ cơ quan xử lý thấy; chủ thể chỉ biết khi được yêu cầu giải trình."
    >
      <title>Mở vụ việc thu hồi – OCOP</title>
      <Outcome answer={actionData} />
      <Form method="post" noValidate>
        <input
          type="hidden"
          name="inspectionId"
          value={typed["inspectionId"] ?? from?.inspectionId ?? ""}
        />
        <Stack gap="sm" maw={560}>
          <TextInput
            name="certificateNumber"
            label="Số giấy chứng nhận"
            {...(from ? { description: from.productName } : {})}
            defaultValue={typed["certificateNumber"] ?? from?.number}
            error={wrong["certificateNumber"]}
          />
          <NativeSelect
            name="origin"
            label="Nguồn của vụ việc"
            defaultValue={typed["origin"] ?? (from ? "inspection" : "office")}
            error={wrong["origin"]}
            data={Object.entries(caseOrigins)
              .filter(([value]) => value !== "stoppedProduction" && value !== "complaint")
              .map(([value, label]) => ({ value, label }))}
          />
          <NativeSelect
            name="ground"
            label="Căn cứ thu hồi có thể có"
            defaultValue={typed["ground"] ?? "noLongerMeetsCriteria"}
            error={wrong["ground"]}
            data={Object.entries(revocationGrounds).map(([value, label]) => ({ value, label }))}
          />
          <Textarea
            name="facts"
            label="Sự việc"
            autosize
            minRows={4}
            defaultValue={typed["facts"] ?? from?.facts}
            error={wrong["facts"]}
          />
          <Button type="submit">Mở vụ việc</Button>
        </Stack>
      </Form>
    </OfficePage>
  );
}
