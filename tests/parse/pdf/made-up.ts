import type { DrawnReport, DrawnSection } from "./draw-report";

const VENUES: readonly (readonly [string, string])[] = [
  ["First Example Market Making Services, LLC", "AAAA"],
  ["Second Example Securities", "BBBB"],
  ["Third Example Exchange, Inc.", "CCCC"],
  ["Fourth Example Execution Services, LLC / Partner", "DDDD"],
  ["Fifth Example ATS", "EEEE"],
  ["Sixth Example Capital", "FFFF"],
  ["Seventh Example Stock Exchange LLC", "GGGG"],
  ["Eighth Example Americas, LLC", "HHHH"],
  ["Ninth Example Non-Member Trading", "IIII"],
];

/** The invented broker of `fixtures/pdf`: three months, venues over several pages, blanks, codes. */
export const MADE_UP: DrawnReport = {
  broker: "Example Brokerage LLC",
  year: 2021,
  quarter: 2,
  months: [4, 5, 6].map((month) => ({
    month,
    sections: { sp500: section(month, 6), non_sp500: section(month, 9), options: section(month, 4) },
  })),
};

function section(month: number, count: number): DrawnSection {
  const venues = VENUES.slice(0, count).map(([name, code], i) => {
    const market = `${month},${i}00.50`;
    const rates = [market, "10.1000", `${i}.25`, "20.2000", `-${i + 1},234.56`, "-3.0303", "0.00", ""];
    return {
      name: `${name} (${code})`,
      figures: ["10.00", `${i}.10`, `${i}.20`, `${i}.30`, i === 0 ? "" : `${i}.40`, ...rates],
      aspects: `This broker is invented. It says that it is paid ${market} dollars:\n\nfor market orders, at a rate that is the same for all non-marketable orders of the month and that does not depend on the single order, on the day or on the customer, and nothing else.`,
    };
  });
  return { mix: ["99.50", "40.00", "20.00", "30.00", "10.00"], venues };
}
