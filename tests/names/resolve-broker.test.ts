import { describe, expect, test } from "vitest";
import { listBrokers } from "@/names/list-directory";
import { resolveBroker } from "@/names/resolve-broker";

describe("resolveBroker", () => {
  test.each([
    ["Charles Schwab", null, "charles-schwab", "5393"],
    ["Charles Schwab & Co., Inc.", null, "charles-schwab", "5393"],
    ["Robinhood Securities LLC", null, "robinhood-securities", "287900"],
    ["Robinhood Securities, LLC", null, "robinhood-securities", "287900"],
    ["ROBINHOOD FINANCIAL, L.L.C.", null, "robinhood-financial", "165998"],
    ["FIRSTRADE SECURITIES INC.", null, "firstrade-securities", "16843"],
    ["Goldman Sachs & Co. LLC", null, "goldman-sachs", null],
    ["Interactive Brokers", null, "interactive-brokers", "36418"],
    ["APEX Clearing", null, "apex-clearing", null],
    ["SOFI", null, "sofi-securities", "151717"],
    ["ETRADE Securities", null, "etrade-securities", null],
    ["MLCO.606", null, "bofa-securities", null],
    // CRD first: `bd` is free text.
    ["anything at all", "5393", "charles-schwab", "5393"],
    ["Charles Schwab", "0005393", "charles-schwab", "5393"],
    // A firm of the directory whose CRD is not in it yet.
    ["Goldman Sachs & Co. LLC", "1234", "goldman-sachs", "1234"],
  ])("%s with CRD %s is %s", (name, crd, slug, foundCrd) => {
    const broker = resolveBroker(name, crd);
    expect(broker).toMatchObject({ slug, crd: foundCrd, known: true });
  });

  test.each([
    ["tige", null, { slug: "tige", name: "tige", crd: null }],
    ["  MY   BROKER ", "42", { slug: "my-broker", name: "MY BROKER", crd: "42" }],
    ["", "42", { slug: "broker-with-crd-42", name: "Broker with CRD 42", crd: "42" }],
    ["\u200b", null, { slug: "broker-not-named", name: "Broker not named", crd: null }],
    // "Robinhood" is two brokers; neither may be guessed.
    ["Robinhood", null, { slug: "robinhood", name: "Robinhood", crd: null }],
    // Citi files several reports per quarter under names that differ in brackets.
    ["Citigroup Global Markets Inc. (Retail)", null, { slug: "citigroup-global-markets-inc-retail" }],
  ])("unknown: %s with CRD %s", (name, crd, expected) => {
    expect(resolveBroker(name, crd)).toMatchObject({ ...expected, known: false });
  });

  test("a known name under another firm's CRD is another firm", () => {
    const broker = resolveBroker("Robinhood Securities, LLC", "999999");
    expect(broker).toMatchObject({ name: "Robinhood Securities, LLC", crd: "999999", known: false });
    expect(listBrokers().map((one) => one.slug)).not.toContain(broker.slug);
  });
});
