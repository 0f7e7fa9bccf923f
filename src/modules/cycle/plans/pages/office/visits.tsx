import {
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { type Answer, failureOf, typedIn } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { mostPhotos, visitorKinds } from "../../../works/model.ts";
import { planPaths } from "../../paths.ts";
import type { LoadedPlan } from "./plan.tsx";

/** Visits of officers and consultants, with what they saw, and the form for the next one. */
export function Visits({ of, answer }: { of: LoadedPlan; answer: Answer | undefined }) {
  const { visits, mayVisit } = of.works;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Các lần đến cơ sở
      </Title>
      {visits.length === 0 && <Text>Chưa có lần nào được ghi.</Text>}
      <Stack gap="sm">
        {visits.map((visit) => (
          <div key={visit.id}>
            <Text fw={600}>
              {dayText(visit.on, "vi")}: {visitorKinds[visit.visitor]}, {visit.people}
            </Text>
            <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
              {visit.notes}
            </Text>
            {visit.nextSteps && <Text size="sm">Việc tiếp theo: {visit.nextSteps}</Text>}
            <Text size="sm" c="dimmed">
              Người ghi: {visit.writer}
              {visit.position && `, tại ${placeText(visit.position)}`}
            </Text>
            {visit.photos.length > 0 && (
              <ul className="photos">
                {visit.photos.map((digest, at) => (
                  <li key={digest}>
                    <a href={planPaths.photo(of.plan.id, digest)}>
                      <img
                        src={planPaths.photo(of.plan.id, digest)}
                        alt={`Ảnh ${at + 1} ngày ${dayText(visit.on, "vi")}`}
                        loading="lazy"
                      />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </Stack>
      {mayVisit && (
        <>
          <Button component="a" href={planPaths.visit(of.plan.id)} variant="default" my="sm">
            Ghi tại cơ sở, không cần mạng
          </Button>
          <VisitForm of={of} answer={answer} />
        </>
      )}
    </Card>
  );
}

function placeText({
  latitude,
  longitude,
  accuracy,
}: NonNullable<LoadedPlan["works"]["visits"][number]["position"]>): string {
  const within = accuracy === null ? "" : ` (sai số khoảng ${Math.round(accuracy)} m)`;
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}${within}`;
}

function VisitForm({ of, answer }: { of: LoadedPlan; answer: Answer | undefined }) {
  const { values, errors } = typedIn(answer, "visit");
  const { state } = useNavigation();
  return (
    <details open={failureOf(answer, "visit") !== undefined}>
      <summary>Ghi một lần đến cơ sở</summary>
      <Form method="post" encType="multipart/form-data" noValidate>
        <input type="hidden" name="formKey" value={of.formKey} />
        <Stack gap="sm" mt="xs" maw={640}>
          <Group gap="sm" align="end">
            <TextInput
              type="date"
              name="on"
              label="Ngày đến"
              defaultValue={values["on"] ?? of.today}
              error={errors["on"]}
            />
            <NativeSelect
              name="visitor"
              label="Ai đến"
              defaultValue={values["visitor"] ?? (of.visitors.length === 1 ? of.visitors[0] : "")}
              error={errors["visitor"]}
              data={[
                { value: "", label: "Chọn" },
                ...of.visitors.map((value) => ({ value, label: visitorKinds[value] })),
              ]}
            />
          </Group>
          <TextInput
            name="people"
            label="Người đến"
            description="Họ tên, đơn vị; ghi cả người của cơ sở đã tiếp."
            defaultValue={values["people"]}
            error={errors["people"]}
          />
          <Textarea
            name="notes"
            label="Đã thấy gì, đã hướng dẫn gì"
            defaultValue={values["notes"]}
            error={errors["notes"]}
            autosize
            minRows={3}
          />
          <Textarea
            name="nextSteps"
            label="Việc tiếp theo, ai làm"
            defaultValue={values["nextSteps"]}
            error={errors["nextSteps"]}
            autosize
            minRows={2}
          />
          <div>
            <label htmlFor="visit-photos">Ảnh, nhiều nhất {mostPhotos}</label>
            <input id="visit-photos" type="file" name="photos" accept="image/*" multiple />
            {errors["photos"] && (
              <Text size="sm" c="red.9">
                {errors["photos"]}
              </Text>
            )}
          </div>
          <div>
            <Button type="submit" name="intent" value="visit" loading={state === "submitting"}>
              Lưu lần đến cơ sở
            </Button>
          </div>
        </Stack>
      </Form>
    </details>
  );
}
