/** The report of an SEC XML as plain values, by a walk over its tags that shares no code with the
 * project: each leaf's text, white space collapsed, numbers as filed. */
export interface Twin {
  readonly broker: string;
  readonly year: number;
  readonly quarter: number;
  readonly months: readonly { month: number; sections: readonly TwinSection[] }[];
}
export interface TwinSection {
  readonly section: string;
  readonly mix: readonly string[];
  readonly venues: readonly TwinVenue[];
}
export interface TwinVenue {
  readonly name: string;
  readonly mic: string;
  readonly mpid: string;
  readonly figures: readonly string[];
  readonly aspects: string;
}

const SECTIONS = [
  ["rSP500", "sp500"],
  ["rOtherStocks", "non_sp500"],
  ["rOptions", "options"],
] as const;
const MIX = ["ndoPct", "ndoMarketPct", "ndoMarketableLimitPct", "ndoNonmarketableLimitPct", "ndoOtherPct"];
const FIGURES = [
  ...["orderPct", "marketPct", "marketableLimitPct", "nonMarketableLimitPct", "otherPct"],
  ...["Market", "MarketableLimit", "NonMarketableLimit", "Other"].flatMap((type) => [
    `netPmtPaidRecv${type}OrdersUsd`,
    `netPmtPaidRecv${type}OrdersCph`,
  ]),
];

export function twinOf(xml: string): Twin {
  const [head = ""] = xml.split("<rMonthly>", 1);
  return {
    broker: leaf(head, "bd"),
    year: Number(leaf(head, "year")),
    quarter: Number(leaf(head, "qtr")),
    months: blocks(xml, "rMonthly").map((month) => ({
      month: Number(leaf(month, "mon")),
      sections: SECTIONS.flatMap(([tag, section]) =>
        blocks(month, tag).map((body) => ({
          section,
          mix: MIX.map((name) => leaf(body, name)),
          venues: blocks(body, "rVenue").map((venue) => ({
            name: leaf(venue, "name"),
            mic: leaf(venue, "mic"),
            mpid: leaf(venue, "mpid"),
            figures: FIGURES.map((name) => leaf(venue, name)),
            aspects: leaf(venue, "materialAspects"),
          })),
        })),
      ),
    })),
  };
}

function blocks(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map((match) => match[1] ?? "");
}

function leaf(xml: string, tag: string): string {
  const text = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? "";
  const characters: Record<string, string> = {
    "#xD": "\r",
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
  };
  return text
    .replace(/&([#\w]+);/g, (entity, name: string) => characters[name] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
