import { expect, test } from "vitest";
import { sampleServer } from "../support/sample";

test("pictures of a broker's rates by quarter are offered only where some were drawn", async () => {
  const { url } = await sampleServer();
  const page = async (broker: string) => (await fetch(`${url}/brokers/${broker}`)).text();
  const offer = 'href="/api/v1/charts/rates-by-quarter.svg';
  expect(await page("charles-schwab")).toContain(offer);
  // Goldman Sachs, 2020 Q1 and Q2: the listed venues hold less than half of the orders in every section.
  expect(await page("goldman-sachs")).not.toContain(offer);
});
