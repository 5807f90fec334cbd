import { beforeAll, expect, test } from "vitest";
import { type RunningServer, runningServer } from "../support/running-server";

let server: RunningServer;
beforeAll(async () => {
  server = await runningServer({ SEED: "0" });
});

/** What the page itself says, and where it leads. */
async function open(address: string): Promise<{ status: number; text: string; links: string[] }> {
  const answer = await fetch(server.url + address);
  const html = (await answer.text()).replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<!-- -->/g, "");
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main"));
  return {
    status: answer.status,
    text: main.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "),
    links: [...main.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href),
  };
}

test.each(["/", "/brokers", "/compare", "/venues", "/trends", "/quarters", "/calculator", "/reports"])(
  "%s of an empty store says that nothing is stored, and leads to loading it",
  async (page) => {
    const { status, text, links } = await open(page);
    expect(status).toBe(200);
    expect(text).toContain("No report is stored yet.");
    expect(links).toContain("/upload");
    // Nothing is drawn or counted as zero.
    expect(text).not.toMatch(/\$0|0\.0/);
  },
);

test.each([
  ["/quarters/2022Q1", 404, "No current report for 2022 Q1 is stored here. That is not zero"],
  ["/brokers/charles-schwab", 200, "No report of Charles Schwab is stored here. That is not zero"],
  ["/venues/citadel-securities", 200, "No stored report lists Citadel Securities. That is not zero"],
  ["/trace", 200, "No stored report has a row under these filters. That is not zero"],
  ["/names", 200, "No payment is stored, so there is no name to know."],
  ["/search?q=schwab", 200, "Charles Schwab (no stored report has it)"],
])("%s says what is not known", async (address, status, says) => {
  const page = await open(address);
  expect([page.status, page.text]).toEqual([status, expect.stringContaining(says)]);
});
