import { describe, expect, test } from "vitest";
import { BAR_FONT, LABEL_GAP, labelRoom } from "@/drawings/bar-label-room";
import { textWidth } from "@/drawings/text-width";
import { type Bar, onOneScale } from "@/series/bars";

describe("a text is never taken for narrower than it is drawn", () => {
  // Measured in Chromium with DejaVu Sans, the widest of the usual system fonts, at 13 px.
  test.each([
    ["$138M", true, 49.1],
    ["−$1.6M", true, 55.9],
    ["15.90 ¢ (70%)", true, 102.2],
    ["−7.86 ¢", true, 56.5],
    ["not enough filed", false, 106.5],
    ["no rate filed", false, 78.9],
  ])("%s", (text, bold, measured) => {
    expect(textWidth(text, BAR_FONT, bold)).toBeGreaterThanOrEqual(measured);
    expect(textWidth(text, BAR_FONT, bold)).toBeLessThan(measured * 1.3);
  });
});

const bar = (value: number | null, text: string): Bar => ({
  key: text,
  label: text,
  value,
  text,
  color: "payment",
});

describe("room for labels", () => {
  test.each<[string, Bar[], [number, number]]>([
    ["the longest bar has the longest label", [bar(138, "$138M"), bar(31, "$31M")], [0, 138]],
    [
      "a word at the zero line stands over where bars would be",
      [bar(23, "23.41 ¢"), bar(null, "not enough filed")],
      [0, 23],
    ],
    ["nothing but words", [bar(null, "not enough filed")], [0, 1]],
    ["net payers' labels stand right of zero", [bar(-8, "−7.86 ¢"), bar(23, "23.41 ¢")], [-8, 23]],
    ["all net payers: nothing right of zero but labels", [bar(-8, "−7.86 ¢"), bar(-1, "−1.00 ¢")], [-8, 0]],
  ])("%s", (_, bars, domain) => {
    const [low, high] = domain;
    // The widest names stand beside dollars only.
    for (const names of bars.every((one) => one.text.includes("$")) ? [148, 195] : [148]) {
      const room = labelRoom({ bars, domain }, names);
      for (const width of [288, 328, 640]) {
        const axis = width - names - room;
        expect(axis, `an axis at ${width} px`).toBeGreaterThan(20);
        for (const { value, text } of bars) {
          const end = names + ((Math.max(value ?? 0, 0) - low) / (high - low)) * axis;
          const label = end + LABEL_GAP + textWidth(text, BAR_FONT, value !== null);
          expect(label, `${text} in ${width} px`).toBeLessThanOrEqual(width + 1e-6);
        }
      }
    }
  });
});

test("panels on one axis are drawn at one scale, whatever their own labels", () => {
  const panel = (id: string, domain: [number, number], ...bars: Bar[]) => ({ id, title: id, bars, domain });
  const rooms = onOneScale([
    panel("sp500", [0, 126], bar(126, "125.67 ¢"), bar(null, "not enough filed")),
    panel("other", [0, 126], bar(18, "18.42 ¢")),
    panel("options", [0, 60], bar(56, "56.14 ¢")),
  ]).map(({ bars, alongside, domain }) => labelRoom({ bars: alongside ?? bars, domain }, 148));
  expect(rooms[0]).toBe(rooms[1]);
  expect(rooms[2]).not.toBe(rooms[0]);
});
