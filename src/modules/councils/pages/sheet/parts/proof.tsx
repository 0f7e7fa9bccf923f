import { TextField } from "#ui/forms/text-field.tsx";

/** Asks again who one is: the password, or the code where one is set up. */
export function ProofFields({ hasCode }: { hasCode: boolean }) {
  return (
    <>
      {hasCode && (
        <TextField
          name="code"
          label="Mã xác thực"
          hint="6 chữ số đang hiện trong ứng dụng trên điện thoại. Hoặc nhập mật khẩu ở ô dưới."
          inputMode="numeric"
          autoComplete="one-time-code"
          className="short"
        />
      )}
      <TextField
        name="password"
        label="Mật khẩu của bạn"
        type="password"
        autoComplete="current-password"
      />
    </>
  );
}
