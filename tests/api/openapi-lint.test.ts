import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { openApi } from "@/app/api/openapi";

test("the API's description follows OpenAPI 3.1 and Redocly's recommended rules", async () => {
  const config = await createConfig({
    extends: ["recommended-strict"],
    rules: {
      // The license is named by its SPDX identifier, as OpenAPI 3.1 allows instead of an address.
      "info-license-url": "off",
      // The server is wherever the description was had from.
      "no-empty-servers": "error",
      "operation-4xx-problem-details-rfc7807": "off",
    },
  });
  const problems = await lintFromString({
    source: JSON.stringify(openApi()),
    absoluteRef: "openapi.json",
    config,
  });
  expect(
    problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer ?? ""}: ${message}`),
  ).toEqual([]);
});
