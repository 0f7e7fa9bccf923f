import type { Proof } from "#modules/people/model.ts";
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

/** What was entered there; a code comes before a password. */
export function readProof(form: FormData): Proof {
  const code = form.get("code");
  if (typeof code === "string" && code.trim() !== "") return { code };
  const password = form.get("password");
  return { password: typeof password === "string" ? password : "" };
}
