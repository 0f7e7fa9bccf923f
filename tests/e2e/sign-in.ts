import type { Page } from "playwright-core";
import { builtPassword } from "#modules/people/factory.ts";

/** Signs a built account in by the form, and waits for the page that was asked for. */
export async function signIn(page: Page, username: string, target: string): Promise<void> {
  await page.goto(`/dang-nhap?tiep=${target}`);
  await page.locator('input[name="identifier"]').fill(username);
  await page.locator('input[name="password"]').fill(builtPassword);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  // By its path: the address of the form ends in the target's as well.
  await page.waitForURL(({ pathname }) => pathname === target);
}
