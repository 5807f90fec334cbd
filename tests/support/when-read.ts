import type { Page } from "playwright-core";

/** Does what a page asks for while the documents behind its figures are still being read: loads it again. */
export async function whenRead(page: Page): Promise<void> {
  const note = page.getByText(/documents are still being read: load this page again/);
  while ((await note.count()) > 0) await page.reload();
}
