import { describe, expect, it } from "vitest";
import { aspectLines, aspectsByVenue } from "@/parse/pdf/aspects";
import { Refusal } from "@/parse/pdf/refusal";
import type { Line } from "@/parse/pdf/words";

/** Lines of text from the left margin down; an empty text is a blank line, `label ` begins a tagged
 * label, `body ` a tagged body. Characters are 3 points wide. */
function lines(...texts: string[]): Line[] {
  return texts.flatMap((text, i): Line[] => {
    if (text === "") return [];
    const tag = text.startsWith("label ") ? "Lbl" : text.startsWith("body ") ? "LBody" : null;
    const own = tag ? text.replace(/^\w+ /, "") : text;
    const y = 100 + i * 7.03125;
    const mark = tag && { id: i, tag };
    const word = { text: own, left: 40, right: 40 + 3 * own.length, y, size: 6, font: "F2", mark };
    return [{ page: 1, y, words: [word] }];
  });
}
const read = (names: string[], ...texts: string[]) => aspectsByVenue(aspectLines(lines(...texts)), names);

/** A line that ends where the next word would not fit. */
const full = (end: string) => "x".repeat(253 - end.length - 1).concat(" ", end);

describe("material aspects", () => {
  it.each([
    { what: "none", names: ["A", "B"], texts: [], is: [null, null] },
    {
      what: "one each",
      names: ["A", "B"],
      texts: ["A:", "pays", "", "B:", "pays not"],
      is: ["pays", "pays not"],
    },
    { what: "for some", names: ["A", "B", "C"], texts: ["B:", "pays"], is: [null, "pays", null] },
    {
      what: "with blank lines and lines that end in a colon",
      names: ["A", "B"],
      texts: ["A:", "as follows:", "", "Tiers:", "1 cent", "", "B:", "pays"],
      is: ["as follows:\n\nTiers:\n1 cent", "pays"],
    },
    {
      what: "that name a venue further down",
      names: ["A", "B"],
      texts: ["A:", "like", "", "B:", "which pays", "", "B:", "pays"],
      is: ["like\n\nB:\nwhich pays", "pays"],
    },
    {
      what: "that name a venue further up",
      names: ["A", "B"],
      texts: ["A:", "pays", "", "B:", "like", "", "A:", "above"],
      is: ["pays", "like\n\nA:\nabove"],
    },
    {
      what: "that name a venue in the middle of a paragraph",
      names: ["A", "B"],
      texts: ["A:", "like", "B:", "pays", "", "B:", "too"],
      is: ["like\nB:\npays", "too"],
    },
    {
      what: "of two venues of one name",
      names: ["A", "A"],
      texts: ["A:", "first", "", "A:", "second"],
      is: ["first", "second"],
    },
    {
      what: "with tagged labels, which settle what is one",
      names: ["A", "B"],
      texts: ["label A:", "body pays", "", "body A:", "", "body B:", "", "label B:", "body too"],
      is: ["pays\n\nA:\n\nB:", "too"],
    },
    { what: "blank but labelled", names: ["A", "B"], texts: ["A:", "", "B:", "pays"], is: [null, "pays"] },
    {
      what: "wrapped at a space, a hyphen, a slash",
      names: ["A"],
      texts: ["A:", full("some"), full("non-"), full("payment/"), `${"y".repeat(200)} end`],
      is: [`${full("some")} ${full("non-")}${full("payment/")}${"y".repeat(200)} end`],
    },
    {
      what: "wrapped at a hyphen between spaces",
      names: ["A"],
      texts: ["A:", full("rebate -"), "y".repeat(250)],
      is: [`${full("rebate -")} ${"y".repeat(250)}`],
    },
  ])("$what", ({ names, texts, is }) => {
    expect(read(names, ...texts)).toEqual(is);
  });

  it.each([
    {
      what: "text before the first label",
      names: ["A"],
      texts: ["Preface", "", "A:", "pays"],
      says: "Preface",
    },
    {
      what: "a label of no venue",
      names: ["A"],
      texts: ["label A:", "body pays", "", "label Z:", "body pays"],
      says: "Z:",
    },
    {
      what: "tagged labels out of order",
      names: ["A", "B"],
      texts: ["label B:", "body pays", "", "label A:"],
      says: "A:",
    },
  ])("refuses $what", ({ names, texts, says }) => {
    const act = () => read(names, ...texts);
    expect(act).toThrow(Refusal);
    expect(act).toThrow(says);
  });

  it("refuses a line off the grid, such as a stamp over the text", () => {
    const [first, second] = lines("A:", "pays") as [Line, Line];
    const stamp = { ...second, y: second.y + 3 };
    expect(() => aspectLines([first, second, stamp])).toThrow("3.00 below the line above it");
  });
});
