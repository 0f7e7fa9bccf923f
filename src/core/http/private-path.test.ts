import assert from "node:assert/strict";
import { test } from "node:test";
import { loggedPath } from "./private-path.ts";

test("a private link does not reach the log, ordinary paths do", () => {
  const token = "AbCdEfGhIjKlMnOpQrStUvWxYz012-_9";
  assert.equal(loggedPath(`/tu-cham-diem/${token}`), "/tu-cham-diem/…");
  assert.equal(
    loggedPath(`/tu-cham-diem/${token}/so-sanh/148-2023`),
    "/tu-cham-diem/…/so-sanh/148-2023",
  );
  assert.equal(loggedPath(`/en/self-score/${token}/phieu.pdf`), "/en/self-score/…/phieu.pdf");
  const dossier = "/ho-so/7b0c8a52-5d3e-4b7e-9a53-0d8f9b1f2c3d";
  assert.equal(loggedPath(dossier), dossier);
  assert.equal(loggedPath("/bo-tieu-chi/26-2026/01"), "/bo-tieu-chi/26-2026/01");
});
