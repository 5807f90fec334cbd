import { describe, expect, it } from "vitest";
import { type SortValue, sortRows } from "@/tables/sort-rows";

describe("sortRows", () => {
  it.each<{ name: string; rows: SortValue[]; descending: boolean; sorted: SortValue[] }>([
    { name: "highest first", rows: [2, 10, -1], descending: true, sorted: [10, 2, -1] },
    { name: "a net payer is lowest", rows: [2, 0, -1], descending: false, sorted: [-1, 0, 2] },
    {
      name: "unknown last, up",
      rows: [null, 3, undefined, 1],
      descending: false,
      sorted: [1, 3, null, undefined],
    },
    { name: "unknown last, down", rows: [null, 3, 1], descending: true, sorted: [3, 1, null] },
    { name: "names by letter", rows: ["b", "A", "É"], descending: false, sorted: ["A", "b", "É"] },
    { name: "no name is unknown", rows: ["", "b"], descending: false, sorted: ["b", ""] },
    { name: "nothing", rows: [], descending: true, sorted: [] },
  ])("$name", ({ rows, descending, sorted }) => {
    expect(sortRows(rows, (row) => row, descending)).toEqual(sorted);
  });

  it("keeps the order of equal rows, and the rows given", () => {
    const rows = [
      { name: "first", usd: 1 },
      { name: "second", usd: 1 },
      { name: "third", usd: 2 },
    ];
    expect(sortRows(rows, (row) => row.usd, true).map((row) => row.name)).toEqual([
      "third",
      "first",
      "second",
    ]);
    expect(rows[0]?.name).toBe("first");
  });
});
