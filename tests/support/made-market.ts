import { SECTIONS } from "@/report/sections";
import { MadeStore, reportOf, section } from "./made-store";

export const QUARTERS = [
  { year: 2020, quarter: 4 },
  { year: 2021, quarter: 1 },
  { year: 2021, quarter: 2 },
];
const BROKERS = ["One", "Two", "Three", "Four"];
const VENUES = ["Wholesale", "Other House", "Inside", "Big Exchange", "Small Exchange"];

/** A store of what may happen to reports: made with numbers that are always the same. */
export function market(seed: number): MadeStore {
  const store = new MadeStore();
  let state = seed;
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const ids: string[] = [];
  for (let i = 0; i < 30; i += 1) {
    const quarter = one(QUARTERS);
    const first = 3 * quarter.quarter - 2;
    const months = [first, first + 1, first + 2]
      .filter(() => random(4) > 0)
      .map((month) => ({
        month,
        sections: SECTIONS.filter(() => random(4) > 0).map((name) =>
          section(
            name,
            ...Array.from(
              { length: random(4) },
              () =>
                [
                  one(VENUES),
                  one([null, 0, 12.5, 40]),
                  one([null, 0, 250.5, -3, 999.99]),
                  one([null, 0, 8.5, -20]),
                ] as const,
            ),
          ),
        ),
      }));
    const generatedAt = one([null, "2021-05-01T00:00:00Z", "2021-06-01T00:00:00Z", "2021-07-01T00:00:00Z"]);
    const series = one(["", "", "", "SOFI"]);
    ids.push(store.save(reportOf(one(BROKERS), quarter, months, { generatedAt, series })));
    if (random(8) === 0) store.withdraw(one(ids), "test");
    if (random(4) === 0) {
      const rule = { broker: "one", venue: one(["inside", null]), inside: "two", from: null, to: null };
      store.mark(one(QUARTERS), [rule]);
    }
  }
  return store;
}
