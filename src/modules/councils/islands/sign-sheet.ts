import { keptOf } from "../sheet-form/device.ts";
import { sendWaiting } from "../sheet-form/sync.ts";

/** A sheet is signed as the system has it: what this device still holds goes first. */
const script = document.querySelector<HTMLScriptElement>("script[data-sign-user]");
const user = script?.dataset["signUser"] ?? "";
const item = script?.dataset["signItem"] ?? "";
const form = document.querySelector<HTMLFormElement>("form[data-sign]");

async function waitingHere(): Promise<number> {
  return (await keptOf(user)).filter((one) => one.item === item && one.entry.waiting !== null)
    .length;
}

async function sendFirst(): Promise<void> {
  if (!form || (await waitingHere()) === 0) return;
  const outcome = await sendWaiting(user);
  if ((await waitingHere()) === 0) return location.reload();
  document.querySelector("[data-unsent]")?.removeAttribute("hidden");
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  if (outcome === "unreachable")
    window.addEventListener("online", () => void sendFirst(), { once: true });
}

void sendFirst().catch(() => undefined);
