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
    // Codes filed for names.
    ["LGNT", null, "axos-clearing", null],
    ["LGNT", "117176", "axos-clearing", "117176"],
    ["PUBV", "42677", "mdb-capital", "42677"],
    ["GPC", "114203", "great-point-capital", "114203"],
    ["SOGO", null, "sogotrade", "17912"],
    ["FNNL", "316281", "fennel-financials", "316281"],
    ["tige", null, "us-tiger-securities", "120583"],
    ["7784_606_NMS_2025_Q3", null, "fidelity-brokerage-services", "7784"],
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
    ["ABCD", null, { slug: "abcd", name: "ABCD", crd: null, calledByCrd: false }],
    ["  MY   BROKER ", "42", { slug: "my-broker", name: "MY BROKER", crd: "42" }],
    ["", "42", { slug: "crd-42", name: "CRD 42", crd: "42", calledByCrd: true }],
    // A code, a number or the file's own name is no name; a short name is.
    ["ABCD", "42", { slug: "crd-42", name: "CRD 42" }],
    ["abc", "42", { slug: "crd-42", name: "CRD 42" }],
    ["20251008", "42", { slug: "crd-42", name: "CRD 42" }],
    ["282000_606_NMS_2025_Q3", "282000", { slug: "crd-282000", name: "CRD 282000" }],
    ["0282000_606_NMS_2025_Q3", null, { slug: "crd-282000", name: "CRD 282000", crd: "282000" }],
    ["Some Broker_606.xml", "42", { slug: "crd-42", name: "CRD 42" }],
    ["Bull", "42", { slug: "bull", name: "Bull", calledByCrd: false }],
    ["Bull 606 Capital", "42", { slug: "bull-606-capital", name: "Bull 606 Capital", calledByCrd: false }],
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
