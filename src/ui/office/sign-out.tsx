import { Button } from "@mantine/core";
import type { SubmitEvent } from "react";
import { clearDevice, countKept } from "#ui/office/kept-on-device.ts";

const keptText = (count: number) =>
  `Máy này còn giữ ${count} bản ghi, có thể chưa gửi về hệ thống. Đăng xuất sẽ xóa các bản ghi đó. Vẫn đăng xuất?`;

/** Never keeps anybody from signing out: what cannot be read or removed is left. */
async function leave(form: HTMLFormElement): Promise<void> {
  const kept = await countKept().catch(() => 0);
  if (kept > 0 && !window.confirm(keptText(kept))) return;
  await clearDevice().catch(() => undefined);
  form.submit();
}

/** Signs out, and leaves nothing of the offices' work on a device that others may use. */
export function SignOut() {
  const clearFirst = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void leave(event.currentTarget);
  };
  return (
    <form method="post" action="/dang-xuat" onSubmit={clearFirst}>
      <Button type="submit" variant="white" px="sm" h={40}>
        Đăng xuất
      </Button>
    </form>
  );
}
