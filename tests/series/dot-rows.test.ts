import { expect, test } from "vitest";
import { dotRows } from "@/series/dot-rows";

const row = (key: string, ...values: number[]) => ({
  key,
  label: key,
  dots: values.map((value, i) => ({
    key: `${i}`,
    label: key,
    color: "hue1" as const,
    value,
    text: `${value}`,
  })),
});
const drawn = (rows: ReturnType<typeof row>[], isLog = false) =>
  dotRows("what", rows, { columns: ["0", "1"], write: String, isLog });
const ticks = (plot: ReturnType<typeof drawn>) => plot.ticks.map(({ value }) => value);

test("the scale holds every dot and zero, at round numbers", () => {
  const plot = drawn([row("a", 40, 82.4), row("b", 70.7)]);
  expect(ticks(plot)).toEqual([0, 50, 100]);
  expect([plot.at(0), plot.at(50), plot.at(100)]).toEqual([0, 0.5, 1]);
  const mixed = drawn([row("a", -0.61, 2.893)]);
  expect(ticks(mixed)).toEqual([-2, 0, 2, 4]);
  expect(mixed.at(-2)).toBe(0);
  expect(mixed.at(1)).toBe(0.5);
});

test("by powers of ten, from one or less to more than the largest", () => {
  const plot = drawn([row("a", 0.54, 2448.8)], true);
  expect(ticks(plot)).toEqual([0.1, 100, 100_000]);
  expect(plot.at(0.1)).toBe(0);
  expect([plot.at(100), plot.at(100_000)]).toEqual([0.5, 1]);
  // Zero has no power of ten: it stands at the edge, inside the plot.
  expect(plot.at(0)).toBe(0);
});

test("no dot, or zeros alone, still has a scale", () => {
  expect(ticks(drawn([]))).toEqual([0, 0.5]);
  expect(drawn([row("a", 0)]).at(0)).toBe(0);
  expect(ticks(drawn([], true))).toEqual([1, 10, 100]);
});
