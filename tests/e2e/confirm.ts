import type { Page } from "playwright-core";

/** An act that is asked twice: opens its question by the act's name, and agrees. */
export async function confirm(page: Page, name: string): Promise<void> {
  await page.locator("summary", { hasText: name }).click();
  const agreed = `Đồng ý, ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  await page.getByRole("button", { name: agreed }).click();
}
