import { expect, it } from "vitest";
import { tidyAddress } from "@/site/tidy-address";

it("leaves out where on the page a form leads those without scripts", () => {
  expect(tidyAddress("/brokers/schwab#calculator-name", [["size", "100"]])).toBe("/brokers/schwab?size=100");
});

it.each<{ entries: [string, string][]; into?: string; address: string }>([
  { entries: [], address: "/compare" },
  {
    entries: [
      ["brokers", "a,b"],
      ["brokers", "c"],
      ["measure", ""],
    ],
    address: "/compare?brokers=a,b,c",
  },
  {
    entries: [
      ["brokers", "a"],
      ["brokers", ""],
      ["sort", "-gap"],
    ],
    address: "/compare?brokers=a&sort=-gap",
  },
  {
    entries: [
      ["quarter", "2021Q1"],
      ["exchanges", "exclude"],
    ],
    into: "quarter",
    address: "/compare/2021Q1?exchanges=exclude",
  },
  { entries: [["quarter", ""]], into: "quarter", address: "/compare" },
  { entries: [["q", "a & b"]], address: "/compare?q=a+%26+b" },
])("$address", ({ entries, into, address }) => {
  expect(tidyAddress("/compare", entries, into)).toBe(address);
});
