// The smoke run's browser: what a page says went wrong, and an upload as a person does it.
import { chromium } from "playwright-core";
import { launchOptions } from "../chromium.mjs";

/** Tabs at once: a page is mostly waited for. */
const TABS = 4;

/** Opens each address of the site and calls `tell(address, problem)`, problem null where there is none. */
export async function visitPages(url, addresses, tell) {
  const browser = await chromium.launch(launchOptions);
  try {
    const left = [...addresses];
    const visitor = async () => {
      const page = await browser.newPage();
      const problems = problemsOf(page);
      for (let address = left.shift(); address !== undefined; address = left.shift()) {
        const answer = await page.goto(url + address, { waitUntil: "networkidle" });
        if (answer.status() !== 200) problems.push(`status ${answer.status()}`);
        tell(address, problems.splice(0).join("; ") || null);
      }
    };
    await Promise.all(Array.from({ length: TABS }, visitor));
  } finally {
    await browser.close();
  }
}

/** Chooses a file on /upload and waits until the page says that it is stored. Resolves to a problem, null when there is none. */
export async function uploadInBrowser(url, file) {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage();
    const problems = problemsOf(page);
    await page.goto(`${url}/upload`, { waitUntil: "networkidle" });
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("Stored as a new report.").waitFor();
    return problems.join("; ") || null;
  } finally {
    await browser.close();
  }
}

/** Filled while the page is used: errors on its console, exceptions, and answers it did not get. */
function problemsOf(page) {
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("response", (answer) => {
    if (answer.status() >= 500) problems.push(`${answer.status()} ${answer.url()}`);
  });
  return problems;
}
