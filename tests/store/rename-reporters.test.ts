import { expect, test } from "vitest";
import { DIRECTORY } from "@/names/naming";
import { nameAgain } from "@/worker/name-again";
import { recordMadeSummary } from "../support/made-execution";
import { MadeStore } from "../support/made-store";

test("names applied anew rename reporters: page, kind, and the finding that the code is not known", () => {
  const made = new MadeStore();
  recordMadeSummary(made.database);
  const reporter = () =>
    made.database.prepare("SELECT slug, name, kind, venue_slug, broker_slug FROM reporter").get();
  const findings = () =>
    made.database
      .prepare("SELECT count(*) FROM execution_finding WHERE code = 'unknown_reporter'")
      .pluck()
      .get();
  expect(findings()).toBe(1);
  const apply = (known: boolean, trial = false) =>
    nameAgain(
      made.database,
      {
        ...DIRECTORY,
        version: String(known),
        reporter: (code, participant) =>
          known && code === "ABCD"
            ? {
                slug: "robinhood-securities",
                name: "Robinhood",
                kind: "broker",
                venueSlug: null,
                brokerSlug: "robinhood-securities",
              }
            : DIRECTORY.reporter(code, participant),
      },
      { trial },
    );
  const change = {
    what: "reporter",
    name: "ABCD of T",
    before: "ABCD (abcd), unknown",
    after: "Robinhood (robinhood-securities), broker robinhood-securities",
    rows: 1,
  };
  expect(apply(true, true)).toEqual([change]);
  expect(reporter()).toMatchObject({ kind: "unknown" });
  expect(apply(true)).toEqual([change]);
  expect(reporter()).toEqual({
    slug: "robinhood-securities",
    name: "Robinhood",
    kind: "broker",
    venue_slug: null,
    broker_slug: "robinhood-securities",
  });
  expect(findings()).toBe(0);
  expect(apply(true)).toEqual([]);
  apply(false);
  expect(reporter()).toMatchObject({ slug: "t-abcd", kind: "unknown" });
  expect(findings()).toBe(1);
});
