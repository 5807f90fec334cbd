import { expect, test } from "vitest";
import { brokenReporters, resolveReporter } from "@/names/resolve-reporter";

test.each([
  // Codes of exchanges are no MICs.
  ["BATS", "Z", "cboe-bzx"],
  ["BYXX", "Y", "cboe-byx"],
  ["EDGJ", "J", "cboe-edga"],
  ["EDGK", "K", "cboe-edgx"],
  ["IEXG", "V", "iex"],
  // FINRA's reporters stand under MPIDs; those of some market makers are their MICs too.
  ["CDRG", "T", "citadel-securities"],
  ["NITE", "T", "virtu-americas"],
  ["ETMM", "T", "g1-execution-services"],
  ["JNST", "T", "jane-street"],
  ["SOHO", "T", "two-sigma-securities"],
  ["UBSS", "T", "ubs-securities"],
  ["HRTF", "T", "hudson-river-trading"],
])("%s of participant %s is %s", (code, participant, slug) => {
  // Of a market maker's clients, never of one broker's customers.
  expect(resolveReporter(code, participant)).toMatchObject({
    slug,
    kind: "venue",
    venueSlug: slug,
    brokerSlug: null,
  });
});

test("a code is only what its own participant assigned, and no exchange reports to FINRA", () => {
  const unknown = { name: "CDRG", slug: "q-cdrg", kind: "unknown", venueSlug: null, brokerSlug: null };
  expect(resolveReporter("CDRG", "Q")).toEqual(unknown);
  expect(resolveReporter("IEXG", "T").kind).toBe("unknown");
  expect(resolveReporter("XNYS", "T").kind).toBe("unknown");
});

test("every entry names venues and brokers there are", () => {
  expect(brokenReporters()).toEqual([]);
});
