import { describe, expect, test } from "vitest";
import { Traced } from "@/site/traced";
import { shownValueOf, textOf } from "@/tables/cell-content";
import { Day, Growth, Percent, Rate, Unknown, Usd } from "@/tables/figures";
import { folded, holdsWords } from "@/tables/table-search";

describe("words looked for in a row", () => {
  test.each([
    ["Citadel Securities wholesaler", "citadel", true],
    ["Citadel Securities wholesaler", "CITADEL  securities", true],
    ["Citadel Securities wholesaler", "securities citadel", true],
    ["Citadel Securities wholesaler", "citadel virtu", false],
    ["Société Générale", "societe generale", true],
    ["Societe Generale", "Société", true],
    ["Nasdaq\n PHLX", "nasdaq phlx", true],
    ["anything", "", true],
    ["anything", "   ", true],
    ["", "x", false],
  ])("%j holds %j: %s", (row, find, holds) => {
    expect(holdsWords(folded(row), find)).toBe(holds);
  });
});

describe("what a cell shows", () => {
  test.each([
    ["a number", 3, 3],
    ["a text", "Schwab", "Schwab"],
    ["dollars", <Usd key="1" value={-2.5} />, -2.5],
    ["dollars not filed", <Usd key="2" value={null} />, null],
    ["dollars of no row", <Usd key="3" value={undefined} />, null],
    ["a rate", <Rate key="4" value={8.92} orders={{ coverage: 60, nothing: 0 }} />, 8.92],
    ["a percentage of zero", <Percent key="5" value={0} />, 0],
    ["a growth", <Growth key="6" value={-10} />, -10],
    ["a day", <Day key="7" at="2021-04-27T10:00:00Z" />, "2021-04-27T10:00:00Z"],
    ["a day not known", <Day key="8" at={null} />, null],
    ["nothing known", <Unknown key="9" />, ""],
    [
      "a link",
      <a key="10" href="/x">
        Virtu
      </a>,
      "Virtu",
    ],
    [
      "a figure in a span",
      <span key="11">
        <Usd value={7} />
      </span>,
      7,
    ],
  ])("%s", (_, cell, value) => {
    expect(shownValueOf(cell)).toBe(value);
  });

  test("texts of parts are one text; a figure has none", () => {
    const cell = (
      <>
        <a href="/x">Citadel</a>, <b>PRO</b> {false} {null}
        <Traced of={{ metric: "payment" }}>
          <Usd value={5} />
        </Traced>
      </>
    );
    expect(folded(textOf(cell))).toBe("citadel, pro");
  });
});
