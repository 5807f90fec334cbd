import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe can say otherwise of the same elements in other colors, or at another width. */
const OF_COLORS_AND_PLACES = [
  "color-contrast",
  "link-in-text-block",
  "scrollable-region-focusable",
  "target-size",
];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds on a page whose content security policy lets it in, each in a line that says where. Folded parts are opened
 * first: what is in them counts too; not the menu, which covers what is below it. `again`: the page was looked at before, in other
 * colors or at another width. `within`: a selector of the part that is looked at. */
export async function violations(page: Page, again?: "again", within = "html"): Promise<string[]> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>("main details")) one.open = true;
  });
  if (!again) await page.evaluate(AXE);
  const runOnly = again ? { type: "rule", values: OF_COLORS_AND_PLACES } : { type: "tag", values: STANDARDS };
  const found = await page.evaluate(
    async ({ runOnly, within }) => {
      const axe = (globalThis as unknown as { axe: { run: (on: string, how: object) => Promise<unknown> } })
        .axe;
      // Only what is wrong is told of, as an element: to name all others by a selector takes most of the time.
      const told = { resultTypes: ["violations"], selectors: false, preload: false };
      const { violations } = (await axe.run(within, { runOnly, ...told })) as { violations: Violation[] };
      return violations;
    },
    { runOnly, within },
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
