import { Alert } from "@mantine/core";

/** What an action of these pages answers with. */
export type Answer =
  | { readonly done: string }
  | {
      readonly ok: false;
      readonly message: string;
      readonly errors: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    };

/** What became of the last act of a page: done, or why not. */
export function Outcome({ answer }: { answer: Answer | undefined }) {
  if (!answer) return null;
  if ("done" in answer)
    return (
      <Alert color="leaf" mb="sm">
        {answer.done}
      </Alert>
    );
  const lines = answer.message ? [answer.message] : Object.values(answer.errors);
  return (
    <Alert color="red" role="alert" mb="sm" title="Chưa thực hiện được">
      {[...new Set(lines)].map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  );
}
