import {
  Button,
  Card,
  Checkbox,
  Group,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import type { Review } from "#modules/dossiers/service/commune.server.ts";
import { officePaths } from "../paths.ts";
import { reviewBox } from "../review-form.ts";

/** What is kept of the visit, with the way to the page that the phone uses. */
export function VisitSummary({
  id,
  visit,
  mayWrite,
}: {
  id: string;
  visit: Review["visit"];
  mayWrite: boolean;
}) {
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Title order={2} size="h4">
          Kiểm tra thực địa
        </Title>
        {mayWrite && (
          <Button component={Link} to={officePaths.visit(id)} variant="default" size="xs">
            {visit ? "Sửa" : "Ghi bằng điện thoại"}
          </Button>
        )}
      </Group>
      {visit ? (
        <>
          <Text size="sm">
            Ngày {dayText(visit.on, "vi")}, {visit.people}
            {visit.latitude !== null &&
              visit.longitude !== null &&
              `, tại ${visit.latitude.toFixed(5)}, ${visit.longitude.toFixed(5)}`}
          </Text>
          <Text size="sm" style={{ whiteSpace: "pre-line" }}>
            {visit.note}
          </Text>
          <ul className="photos">
            {visit.photos.map((digest, at) => (
              <li key={digest}>
                <a href={officePaths.photo(id, digest)} target="_blank" rel="noreferrer">
                  <img
                    src={officePaths.photo(id, digest)}
                    alt={`Ảnh thực địa ${at + 1}`}
                    loading="lazy"
                  />
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Text size="sm">
          Chưa đi kiểm tra. Mở trang này trên điện thoại trước khi đi; mất mạng vẫn ghi được.
        </Text>
      )}
    </Card>
  );
}

/** Minutes of the consultation, when a meeting was held. */
export function Meeting({
  meeting,
  typed,
  errors,
}: {
  meeting: Review["meeting"];
  typed: (name: string, kept: string) => string;
  errors: Readonly<Record<string, string>>;
}) {
  const [held, setHeld] = useState(
    meeting !== null || typed(reviewBox.meeting("place"), "") !== "",
  );
  const box = (part: "on" | "place" | "people" | "minutes") => ({
    name: reviewBox.meeting(part),
    defaultValue: typed(reviewBox.meeting(part), meeting?.[part] ?? ""),
    error: errors[`meeting.${part}`] ?? (part === "on" ? errors["on"] : undefined),
  });
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Họp lấy ý kiến
      </Title>
      <Checkbox
        name={reviewBox.hasMeeting}
        label="Có tổ chức họp lấy ý kiến"
        checked={held}
        onChange={(event) => setHeld(event.currentTarget.checked)}
      />
      {held && (
        <Stack gap="xs" mt="sm">
          <Group grow align="start" preventGrowOverflow={false}>
            <TextInput label="Ngày họp" type="date" {...box("on")} />
            <TextInput label="Nơi họp" {...box("place")} />
          </Group>
          <Textarea label="Thành phần dự họp" autosize minRows={2} {...box("people")} />
          <Textarea label="Diễn biến, kết luận" autosize minRows={4} {...box("minutes")} />
        </Stack>
      )}
    </Card>
  );
}
