import { Alert, Code, Text } from "@mantine/core";

/** Shown once, to be handed to the person; nothing keeps it. */
export function OneTimePassword({ username, password }: { username: string; password: string }) {
  return (
    <Alert color="leaf" title="Mật khẩu dùng một lần">
      <Text>
        Tên đăng nhập: <Code>{username}</Code>
      </Text>
      <Text>
        Mật khẩu: <Code fz="lg">{password}</Code>
      </Text>
      <Text mt="xs">
        Hãy đưa tận tay hoặc đọc cho đúng người. Trang này chỉ hiện mật khẩu lần này; khi đăng nhập
        lần đầu, người đó tự đặt mật khẩu mới.
      </Text>
    </Alert>
  );
}
