import fc from "fast-check";
import { type Filters, filters } from "@/queries/filters";
import { ORDER_TYPES } from "@/report/order-types";
import { SECTIONS } from "@/report/sections";
import { VENUE_KINDS } from "@/report/venue-kinds";
import { QUARTERS } from "./made-market";

const list = <T>(values: readonly T[]) =>
  fc.oneof(fc.constant([]), fc.uniqueArray(fc.constantFrom(...values)));
const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 1, nil: null });

const ANY = {
  broker: list(["one", "two"]),
  venue: list(["wholesale", "inside", "big-exchange"]),
  venueKind: list(VENUE_KINDS),
  section: list(SECTIONS),
  orderType: list(ORDER_TYPES),
  from: maybe(QUARTERS),
  to: maybe(QUARTERS),
  month: maybe([
    { year: 2020, month: 12 },
    { year: 2021, month: 2 },
  ]),
  exchanges: fc.constantFrom("include", "exclude"),
  reReported: fc.constantFrom("exclude", "include"),
  asOf: maybe(["2021-06-15"]),
} as const;

/** Filters over the brokers, venues and quarters of a made market. Few at a time: together they leave nothing over. */
export function anyFilters(without: readonly (keyof typeof ANY)[] = []): fc.Arbitrary<Filters> {
  const names = (Object.keys(ANY) as (keyof typeof ANY)[]).filter((name) => !without.includes(name));
  return fc
    .record(ANY)
    .chain((all) =>
      fc
        .subarray(names, { maxLength: 3 })
        .map((some) =>
          filters(Object.fromEntries(some.map((name) => [name, all[name]])) as Partial<Filters>),
        ),
    );
}
