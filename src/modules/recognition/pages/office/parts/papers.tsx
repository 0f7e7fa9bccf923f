import { Anchor, Card, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { decisionPapers, recognitionPaths } from "../../../paths.ts";
import type { Loaded } from "./loaded.ts";

/** The decision's papers: itself, its letters with their numbers, the copy signed elsewhere. */
export function Papers({ loaded: { decision, letters } }: { loaded: Loaded }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Văn bản
      </Title>
      <ul>
        {!decision.isRecorded && (
          <li>
            Quyết định: <Formats id={decision.id} name={decisionPapers.decision} />
          </li>
        )}
        {letters.map(({ name, title, numberText }) => (
          <li key={name}>
            <Anchor
              underline="always"
              component={Link}
              to={recognitionPaths.letter(decision.id, name)}
            >
              {title}
            </Anchor>
            {numberText === null ? " (dự thảo)" : `, số ${numberText}`}:{" "}
            <Formats id={decision.id} name={name} />
          </li>
        ))}
        {decision.hasCopy && (
          <li>
            <Anchor underline="always" href={recognitionPaths.copy(decision.id)}>
              Bản đã ký, đóng dấu
            </Anchor>
          </li>
        )}
      </ul>
      {decision.isRecorded && !decision.hasCopy && (
        <Text size="sm" c="dimmed">
          Quyết định nhập từ bản giấy, chưa có bản đã ký.
        </Text>
      )}
    </Card>
  );
}

function Formats({ id, name }: { id: string; name: string }) {
  return (
    <>
      <Anchor underline="always" href={recognitionPaths.paper(id, name, "pdf")}>
        PDF
      </Anchor>
      {", "}
      <Anchor underline="always" href={recognitionPaths.paper(id, name, "docx")}>
        Word
      </Anchor>
    </>
  );
}
