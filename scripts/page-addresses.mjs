// An address of every page of the app, for whatever looks at all of them.
import { readdirSync } from "node:fs";
import path from "node:path";

const app = path.resolve(import.meta.dirname, "../src/app");

/** What stands for a part of an address that varies; starter data has all of it. */
const EXAMPLES = {
  "/brokers/[slug]": "/brokers/charles-schwab",
  "/venues/[slug]": "/venues/citadel-securities",
  "/quarters/[quarter]": "/quarters/2020Q2",
  "/reports/[id]": "/reports/{report}",
  "/reports/[id]/changes": "/reports/{report}/changes",
  "/trace": "/trace?broker=charles-schwab&from=2021Q1&to=2021Q1",
  "/trace/growth": "/trace/growth?quarter=2020Q2&section=options&metric=rate",
  "/trace/share": "/trace/share?broker=charles-schwab&quarter=2021Q1&section=sp500&orderType=market",
  "/trace/execution": "/trace/execution?report=202608-4161091fab&row=Y-1000-M&figure=efq_pct",
  "/search": "/search?q=citadel",
  "/charts/[chart]": "/charts/payments-by-venue?broker=charles-schwab&quarter=2021Q1",
  "/compare": "/compare?brokers=charles-schwab,firstrade-securities",
};

/**
 * An address of every page there is, `report` (an id) for a report's. Throws when a new one varies and has no example.
 * @param {string} report
 * @returns {string[]}
 */
export function pageAddresses(report) {
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => `/${path.dirname(file).replace(/^\.$/, "")}`)
    .map((page) => {
      const address = (EXAMPLES[page] ?? page).replace("{report}", report);
      if (address.includes("[")) throw new Error(`${page} has no example in page-addresses.mjs.`);
      return address;
    });
}
