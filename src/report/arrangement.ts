import { CONDITIONAL, deniesPayment, isDenied, OPINION } from "./denial";
import type { AssetClass } from "./sections";
import { sentencesOf } from "./sentences-of";
import { amountsIn, type StatedAmount } from "./stated-amounts";

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
  none: "Says that it receives none",
  unknown: "The report does not say",
};

export interface Arrangement {
  readonly kind: ArrangementKind;
  /** The very sentence it was read from, white space collapsed; null: unknown. */
  readonly sentence: string | null;
  /** Every rate the text states, in order. */
  readonly amounts: readonly StatedAmount[];
}

/**
 * Reads how a venue pays from a material-aspects text (17 CFR 242.606(a)(1)(iv)). Only what a sentence states counts:
 * what it denies ("not contingent upon tiered schedules"), makes conditional ("to the extent …") or believes does not.
 * Where sentences name the venue, they go before those about others.
 *
 * @param assetClass section the text is filed in: decides where it states a rate per share and one per contract
 * @param venueNames what the venue is called, where the text is filed for one
 */
export function readArrangement(
  text: string,
  assetClass: AssetClass = "equities",
  venueNames: readonly string[] = [],
): Arrangement {
  const sentences = sentencesOf(text);
  const amounts = sentences.flatMap(amountsIn);
  const names = firstWords(venueNames);
  const own = sentences.filter((one) => names.some((name) => name.test(one)));
  const found = kindIn(own, assetClass) ?? kindIn(sentences, assetClass);
  return { ...(found ?? { kind: "unknown", sentence: null }), amounts };
}

function kindIn(
  sentences: readonly string[],
  assetClass: AssetClass,
): { readonly kind: ArrangementKind; readonly sentence: string } | null {
  const byRate: readonly ArrangementKind[] =
    assetClass === "options" ? ["per_contract", "fixed_per_share"] : ["fixed_per_share", "per_contract"];
  for (const kind of ["share_of_spread", "tiered", ...byRate, "none"] as const) {
    const sentence = sentences.find((one) => states(one, kind));
    if (sentence !== undefined) return { kind, sentence };
  }
  return null;
}

/** Texts call a venue by the first word of its name: "Citadel", "VIRTU". */
function firstWords(names: readonly string[]): RegExp[] {
  const words = names.flatMap((name) => /^(?:the )?([\p{L}\d]{3,})/iu.exec(name.trim())?.[1] ?? []);
  return [...new Set(words.map((word) => word.toUpperCase()))].map(
    (word) => new RegExp(`\\b(?:${word}|${word.charAt(0)}${word.slice(1).toLowerCase()})`),
  );
}

const PAYMENT =
  /\b(?:pa(?:y|ys|id|ying|yments?)|receiv\w+|re(?:mun|num)erat\w+|compensat\w+|rebates?|credit(?:s|ed)?|charged?|charges|fees?|pricing|rates?)\b/i;

function states(sentence: string, kind: ArrangementKind): boolean {
  if (kind === "none") return deniesPayment(sentence);
  if (OPINION.test(sentence)) return false;
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
      `\\bper[- ]${unit} ${RATE}\\b`,
      `\\b(?:paid|pays|made|calculated|computed|determined) ${perUnit}\\b`,
      `\\b(?:fixed|flat|set|same|uniform)\\b[^.;]{0,40}\\bper[- ]${unit}\\b`,
    ].join("|"),
    "i",
  );
}
