import type { AssetClass } from "./sections";
import { sentencesOf } from "./sentences-of";

/**
 * How a venue's payment is reckoned, as far as the broker's own words say: by a rate per share, by a share of the
 * spread, by a rate per options contract, by a schedule with tiers, not at all. `unknown`: the text does not say.
 */
export const ARRANGEMENT_KINDS = [
  "fixed_per_share",
  "share_of_spread",
  "per_contract",
  "tiered",
  "none",
  "unknown",
] as const;
export type ArrangementKind = (typeof ARRANGEMENT_KINDS)[number];

export const ARRANGEMENT_LABELS: Record<ArrangementKind, string> = {
  fixed_per_share: "A rate per share",
  share_of_spread: "A share of the spread",
  per_contract: "A rate per contract",
  tiered: "A schedule with tiers",
  none: "No payment",
  unknown: "The report does not say",
};

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

export interface Arrangement {
  readonly kind: ArrangementKind;
  /** The very sentence it was read from, white space collapsed; null: unknown. */
  readonly sentence: string | null;
  /** Every rate the text states, in order. */
  readonly amounts: readonly StatedAmount[];
}

/**
 * Reads how a venue pays from a material-aspects text (17 CFR 242.606(a)(1)(iv)). Only what a sentence states counts:
 * what it denies ("not contingent upon tiered schedules") or makes conditional ("to the extent …") does not.
 *
 * @param assetClass section the text is filed in: decides where it states a rate per share and one per contract
 */
export function readArrangement(text: string, assetClass: AssetClass = "equities"): Arrangement {
  const sentences = sentencesOf(text);
  const amounts = sentences.flatMap(amountsIn);
  const byRate: readonly ArrangementKind[] =
    assetClass === "options" ? ["per_contract", "fixed_per_share"] : ["fixed_per_share", "per_contract"];
  for (const kind of ["share_of_spread", "tiered", ...byRate, "none"] as const) {
    const sentence = sentences.find((one) => states(one, kind));
    if (sentence !== undefined) return { kind, sentence, amounts };
  }
  return { kind: "unknown", sentence: null, amounts };
}

const PAYMENT =
  /\b(?:pa(?:y|ys|id|ying|yments?)|receiv\w+|re(?:mun|num)erat\w+|compensat\w+|rebates?|credit(?:s|ed)?|charged?|charges|fees?|pricing|rates?)\b/i;
const CONDITIONAL = /\b(?:to the extent|if|unless|in the event|would|could)\b/i;

function states(sentence: string, kind: ArrangementKind): boolean {
  if (kind === "none") return deniesPayment(sentence);
  const at = STATED[kind]?.exec(sentence)?.index ?? -1;
  const stated = at >= 0 && PAYMENT.test(sentence) && !CONDITIONAL.test(sentence) && !isDenied(sentence, at);
  if (stated) return true;
  return kind === "fixed_per_share" || kind === "per_contract"
    ? amountsIn(sentence).some(({ per }) => (per === "contract") === (kind === "per_contract"))
    : false;
}

const RATE = "(?:rate|amount|fee|rebate|credit|price|commission)s?";

/** What a sentence says when it names the way of reckoning without a figure. */
const STATED: Partial<Record<ArrangementKind, RegExp>> = {
  share_of_spread:
    /(?:\b(?:percent(?:age)?|share|portion|fraction|part)|%) of (?:the |each |that )?[^.;]{0,40}\bspreads?\b|\bspread[- ]based\b/i,
  tiered: /\btier(?:s|ed)?\b|\bvolume[- ](?:based )?(?:pricing|rebates?|discounts?) (?:schedule|program)/i,
  fixed_per_share: byUnit("shares?"),
  per_contract: byUnit("(?:options?[- ])?contracts?"),
};

/** "paid on a per share basis", "a fixed rate per share", "a flat per-share rebate". */
function byUnit(unit: string): RegExp {
  const perUnit = `(?:per|for each|for every|a)[- ]${unit}`;
  return new RegExp(
    [
      `\\bper[- ]${unit} basis\\b`,
      `\\b${RATE} ${perUnit}\\b`,
      `\\b(?:paid|pays|made|calculated|computed|determined) ${perUnit}\\b`,
      `\\b(?:fixed|flat|set|same|uniform)\\b[^.;]{0,40}\\bper[- ]${unit}\\b`,
    ].join("|"),
    "i",
  );
}

/** How far back a word still belongs to an amount, in characters. */
const NEARBY = 300;

/** A denial before the words in the same clause: "not", "no", "without", "neither". */
function isDenied(sentence: string, at: number): boolean {
  const clause =
    sentence
      .slice(0, at)
      .split(/;|, (?:but|and|while|however)\b/i)
      .at(-1) ?? "";
  return /\b(?:not|no|never|without|neither|nor|cannot|regardless of|irrespective of|\w+n['’]t)\b/i.test(
    clause,
  );
}

const MONEY = "(?:payments?|compensation|re(?:mun|num)eration|consideration|rebates?|PFOF|monies|money)";

/** "does not receive payment for order flow", "receives no compensation", "no payment was received". */
function deniesPayment(sentence: string): boolean {
  if (CONDITIONAL.test(sentence)) return false;
  if (
    /\b(?:except|other than|additional|other|further|enhanced|such|more|excess|directly|but|however)\b/i.test(
      sentence,
    )
  ) {
    return false;
  }
  const toMoney = `[^.;,]{0,40}?\\b${MONEY}\\b`;
  const not = "(?: not|n['’]t)(?: currently)?";
  const denied = [
    `\\b(?:does|do|did)${not} (?:(?:pay|make) or )?(?:receive|accept|earn|take|get)\\b${toMoney}`,
    `\\b(?:receive[sd]?|accept(?:s|ed)?|earn(?:s|ed)?|is paid|was paid) no\\b${toMoney}`,
    `\\bneither (?:pa(?:y|ys|id)|receive[sd]?|accept(?:s|ed)?) nor\\b${toMoney}`,
    `\\bno ${MONEY}(?: for order flow)? (?:is|are|was|were|has been|have been) (?:received|paid|made|accepted)\\b`,
    `\\b(?:is|are|was|were) not (?:paid|compensated|remunerated)\\b[^.;,]{0,30}?\\b(?:orders?|flow|routing)\\b`,
    `\\b(?:(?:has|have|had|is|are|was|were) no|(?:does|do|did)${not} have (?:any|an?))\\b${toMoney}(?: for order flow)? (?:arrangement|agreement|relationship)s?\\b`,
  ];
  return denied.some((one) => new RegExp(one, "i").test(sentence));
}

const AMOUNT =
  /(?:(?:US)?\$\s?(?<usd>\d[\d,]*(?:\.\d+)?|\.\d+)|(?<cents>\d+(?:\.\d+)?|\.\d+)\s?(?:cents?\b|¢))\s*(?:per|\/|for each|for every|a)\s?(?:executed |traded |equity |listed |options? )*(?<unit>shares?\b|contracts?\b|(?:100|hundred|one hundred) shares\b)/gi;

function amountsIn(sentence: string): StatedAmount[] {
  return [...sentence.matchAll(AMOUNT)].flatMap((match): StatedAmount[] => {
    const { usd, cents, unit = "" } = match.groups ?? {};
    const end = match.index + match[0].length;
    const before = sentence.slice(Math.max(0, match.index - NEARBY), match.index);
    if (
      isDenied(sentence, match.index) &&
      !/\b(?:no|not) (?:more|greater|higher|exceed\w*)[^.;]*$/i.test(before)
    )
      return [];
    const value = usd === undefined ? Number(cents) / 100 : Number(usd.replaceAll(",", ""));
    if (!Number.isFinite(value)) return [];
    return [
      {
        usd: value,
        per: /^contract/i.test(unit) ? "contract" : /^share/i.test(unit) ? "share" : "100 shares",
        bound: boundOf(before, sentence.slice(end)),
        direction: directionOf(before, sentence),
        sentence,
      },
    ];
  });
}

function boundOf(before: string, after: string): StatedAmount["bound"] {
  const near = before.slice(-40);
  if (/^\s*(?:or (?:less|lower|below)|at (?:the )?most|maximum)\b/i.test(after)) return "up_to";
  if (/^\s*(?:or (?:more|higher|above)|and up)\b/i.test(after)) return "at_least";
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
    /\b(?:(?<paid>is charged|are charged|was charged|were charged|charged|pays? a fee|pays? fees|fees? of)|(?<received>receiv\w+|credits?|credited|rebates?|payments?|paid by|pays? (?:us|the (?:firm|broker)))|remunerat\w+)\b/gi;
  const last = [...before.matchAll(words)].at(-1) ?? words.exec(sentence);
  if (last?.groups?.paid) return "paid";
  return last?.groups?.received ? "received" : null;
}
