import { Button, Group, Text, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { type Blocker, useBeforeUnload, useBlocker } from "react-router";

/**
 * Watches what is typed on a page and kept nowhere until it is saved. `leave`: for `LeaveUnsaved`,
 * which asks before another page takes its place; closing the window asks with the browser's own
 * words. `setSaved` is told what has been saved, or what has taken the place of what was typed.
 */
export function useUnsaved<Typed extends object>(
  typed: Typed,
): { readonly leave: Blocker; readonly setSaved: (typed: Typed) => void } {
  const now = JSON.stringify(typed);
  const [saved, setSaved] = useState(now);
  const leave = useBlocker(
    ({ currentLocation: from, nextLocation: to }) =>
      now !== saved && (from.pathname !== to.pathname || from.search !== to.search),
  );
  useBeforeUnload((event) => {
    if (now !== saved) event.preventDefault();
  });
  return { leave, setSaved: (next) => setSaved(JSON.stringify(next)) };
}

/** Asks whether what has not been saved may be given up for the page that was asked for. */
export function LeaveUnsaved({ leave }: { leave: Blocker }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (leave.state === "blocked") dialog.current?.showModal();
    else dialog.current?.close();
  }, [leave.state]);
  return (
    <dialog
      ref={dialog}
      className="leave-unsaved"
      aria-labelledby="leave-unsaved"
      onClose={() => leave.state === "blocked" && leave.reset()}
    >
      <Title order={2} size="h4" id="leave-unsaved">
        Chưa lưu nội dung vừa nhập
      </Title>
      <Text size="sm" mt="xs">
        Nếu rời trang này bây giờ, những gì bạn vừa nhập sẽ mất.
      </Text>
      <Group mt="md">
        <Button onClick={() => leave.state === "blocked" && leave.reset()}>Ở lại để lưu</Button>
        <Button variant="default" onClick={() => leave.state === "blocked" && leave.proceed()}>
          Rời trang, bỏ nội dung
        </Button>
      </Group>
    </dialog>
  );
}
