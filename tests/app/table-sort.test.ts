import { describe, expect, it } from "vitest";
import { sortParameter, writeSort } from "@/app/table-sort";

describe("sort=", () => {
  const parameter = sortParameter(["name", "payment"]);

  it.each([
    ["payment", { by: "payment", descending: false }],
    ["-payment", { by: "payment", descending: true }],
    [undefined, undefined],
  ])("%s", (text, read) => {
    expect(parameter.parse(text)).toEqual(read);
    if (read) expect(writeSort(read.by, read.descending)).toBe(text);
  });

  it("names what is allowed", () => {
    expect(parameter.safeParse("size").error?.issues[0]?.message).toBe(
      "allowed: name, payment, each with a minus in front for the highest first",
    );
  });
});
