import { isDenied } from "./denial";

/** A rate that a sentence states. */
export interface StatedAmount {
  /** Dollars per unit, as stated and never negative. */
  readonly usd: number;
  readonly per: "share" | "100 shares" | "contract";
  readonly bound: "exactly" | "up_to" | "at_least" | "average";
  /** `received`: the broker receives it; `paid`: the broker pays it; null: the sentence does not say. */
  readonly direction: "received" | "paid" | null;
  readonly sentence: string;
}

/** How far back a word still belongs to an amount, in characters. */
const NEARBY = 300;

const USD = String.raw`(?:US)?\$\s?(?:\d[\d,]*(?:\.\d+)?|\.\d+)`;
const CENTS = String.raw`(?:\d+(?:\.\d+)?|\.\d+)\s?(?:cents?\b|¢)`;
const MONEY = `(?:${USD}|${CENTS})`;
const LESS = String.raw`\(?or (?:less|lower|below)\)?|at (?:the )?most|maximum`;
const MORE = String.raw`\(?or (?:more|higher|above)\)?|and up`;
const UNIT = String.raw`(?:executed |traded |equity |listed |options? )*(?<unit>shares?\b|contracts?\b|(?:100|hundred|one hundred) shares\b)`;

/** "$0.0015 or less per share", "12 cents per 100 shares", "between $.21 and $.25 per contract", "$.002/share". */
const RANGE = String.raw`(?:(?:(?:between|from)\s+(?<low>${MONEY})\s?(?:-|–|—|to|and)|(?<from>${MONEY})\s?(?:-|–|—|to))\s?)?`;
const AMOUNT = new RegExp(
  String.raw`${RANGE}(?<money>${MONEY})\s*,?\s*(?<within>${LESS}|${MORE})?\s*,?\s*(?:per|\/|for each|for every|a)\s?${UNIT}`,
  "gi",
);

/** "a per contract rate of $.35, $.50, or $.60". */
const LISTED = new RegExp(
  String.raw`\bper[- ](?<unit>share|contract) (?:rate|fee|rebate|credit|payment)s? of (?<list>${MONEY}(?:,? (?:(?:and|or) )?${MONEY})*)`,
  "gi",
);

type Bound = StatedAmount["bound"];

export function amountsIn(sentence: string): StatedAmount[] {
  const found = [...besideUnits(sentence), ...listed(sentence)].sort((a, b) => a.at - b.at);
  return found.flatMap(({ at, end, text, unit, bound }): StatedAmount[] => {
    const usd = dollarsIn(text);
    const before = sentence.slice(Math.max(0, at - NEARBY), at);
    if (!Number.isFinite(usd) || isOnlyDenied(sentence, at, before)) return [];
    return [
      {
        usd,
        per: /^contract/i.test(unit) ? "contract" : /^share/i.test(unit) ? "share" : "100 shares",
        bound: bound ?? boundOf(before, sentence.slice(end)),
        direction: directionOf(before, sentence),
        sentence,
      },
    ];
  });
}

interface FoundAmount {
  readonly at: number;
  readonly end: number;
  readonly text: string;
  readonly unit: string;
  /** Null: to be read from the words around it. */
  readonly bound: Bound | null;
}

function besideUnits(sentence: string): FoundAmount[] {
  return [...sentence.matchAll(AMOUNT)].flatMap((match): FoundAmount[] => {
    const { low = match.groups?.from, money = "", within = "", unit = "" } = match.groups ?? {};
    const [at, end] = [match.index, match.index + match[0].length];
    const said = within === "" ? null : new RegExp(LESS, "i").test(within) ? "up_to" : "at_least";
    if (low === undefined) return [{ at, end, text: money, unit, bound: said }];
    return [
      { at, end, text: low, unit, bound: "at_least" },
      { at, end, text: money, unit, bound: "up_to" },
    ];
  });
}

function listed(sentence: string): FoundAmount[] {
  return [...sentence.matchAll(LISTED)].flatMap((match) => {
    const { unit = "", list = "" } = match.groups ?? {};
    const [at, end] = [match.index, match.index + match[0].length];
    return [...list.matchAll(new RegExp(MONEY, "gi"))].map(([text]) => ({
      at,
      end,
      text,
      unit,
      bound: null,
    }));
  });
}

function dollarsIn(text: string): number {
  const number = Number(text.replace(/[^\d.]/g, ""));
  return text.includes("$") ? number : number / 100;
}

/** Denied as a whole; "no more than $0.002" is a maximum. */
function isOnlyDenied(sentence: string, at: number, before: string): boolean {
  return isDenied(sentence, at) && !/\b(?:no|not) (?:more|greater|higher|exceed\w*)[^.;]*$/i.test(before);
}

function boundOf(before: string, after: string): Bound {
  const near = before.slice(-40);
  if (new RegExp(`^\\s*,?\\s*(?:${LESS})(?!\\w)`, "i").test(after)) return "up_to";
  if (new RegExp(`^\\s*,?\\s*(?:${MORE})(?!\\w)`, "i").test(after)) return "at_least";
  if (
    /\b(?:up to|as much as|at most|maximum(?: \w+)? of|(?:not|no) (?:more|greater|higher) than|not exceed\w*|not to exceed)\s*$/i.test(
      near,
    )
  ) {
    return "up_to";
  }
  if (/\b(?:at least|minimum of|no less than|not less than)\s*$/i.test(near)) return "at_least";
  return /\b(?:averag\w+|approximately|about|roughly|on average)\b[^.;$]*$/i.test(near)
    ? "average"
    : "exactly";
}

/** By the last word before the amount that says who pays, else by any in the sentence. */
function directionOf(before: string, sentence: string): StatedAmount["direction"] {
  const words =
    /\b(?:(?<paid>is charged|are charged|was charged|were charged|charged|pays? a fee|pays? fees|fees? of)|(?<received>receiv\w+|credits?|credited|rebates?|payments?|paid by|market makers? pays?|provides?|pays? (?:us|the (?:firm|broker)))|remunerat\w+)\b/gi;
  const last = [...before.matchAll(words)].at(-1) ?? words.exec(sentence);
  if (last?.groups?.paid) return "paid";
  return last?.groups?.received ? "received" : null;
}
