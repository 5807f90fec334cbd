/** A denial before the words at a place in a sentence, in their clause: "not", "no", "without", "neither". */
export function isDenied(sentence: string, at: number): boolean {
  const clause =
    sentence
      .slice(0, at)
      .split(/;|, (?:but|and|while|however)\b/i)
      .at(-1) ?? "";
  // "For classes not in the program, the rate was …": says for what, and denies nothing.
  const stated = clause.replace(
    /(?:^\s*(?:for|in|on|where|when)|\b(?:For|In|On|Where|When))\b[^,]*,(?=[^,]*$)/,
    "",
  );
  return /\b(?:not|no|never|without|neither|nor|cannot|regardless of|irrespective of|\w+n['’]t)\b/i.test(
    stated,
  );
}

export const CONDITIONAL = /\b(?:to the extent|if|unless|in the event|would|could)\b/i;

/** A thought about payment, not how it is reckoned: "believes that payment in the form of a share of the spread does not …". */
export const OPINION = /\b(?:believes?|observed|potential(?:ly)?|conflicts? of interest)\b/i;

const MONEY =
  "(?:payments?|compensation|re(?:mun|num)eration|consideration|rebates?|PFOF|monies|money|order flow payments?)";
const NOT = "(?: not|n['’]t)(?: currently| presently| directly or indirectly)?";
const TO_MONEY = `[^.;,]{0,40}?\\b${MONEY}\\b`;

/** "does not receive payment for order flow", "receives no compensation", "no payment was received". */
const DENIED = [
  `\\b(?:does|do|did)${NOT} (?:(?:pay|make|provide|offer) or )?(?:receive|accept|earn|take|get)\\b${TO_MONEY}`,
  // "does not have a profit-sharing arrangement with, or receive payments from, any venue"
  `\\b(?:does|do|did)${NOT} [^.;]{1,80}?\\b(?:or|nor) (?:receive|accept)\\b${TO_MONEY}`,
  `\\b(?:has|have|had)${NOT} (?:received|accepted|earned)\\b${TO_MONEY}`,
  `\\b(?:receive[sd]?|accept(?:s|ed)?|earn(?:s|ed)?|is paid|was paid) no\\b${TO_MONEY}`,
  `\\bneither (?:pa(?:y|ys|id)|receive[sd]?|accept(?:s|ed)?)(?: [^.;,]{0,40}?)? nor\\b${TO_MONEY}`,
  `\\bno (?:\\w+ )?${MONEY}(?: for (?:this |the )?order flow)? (?:is|are|was|were|has been|have been) (?:received|paid|made|accepted)\\b`,
  `\\b(?:is|are|was|were) not (?:paid|compensated|remunerated)\\b[^.;,]{0,30}?\\b(?:orders?|flow|routing)\\b`,
  `\\b(?:(?:has|have|had|is|are|was|were) no|(?:does|do|did)${NOT} have (?:any|an?))\\b${TO_MONEY}(?: for order flow)? (?:arrangement|agreement|relationship)s?\\b`,
  `^(?:there (?:is|are|was|were) )?no (?:\\w+ )?${MONEY}(?: for order flow)?(?: received)?\\.?$`,
].map((one) => new RegExp(one, "i"));

/** What is denied is only a part of the money: "no additional payments", "no such rebates", "not directly". */
const SOME_MONEY = new RegExp(
  `\\b(?:except|other than|directly(?! or indirectly)|(?:additional|other|further|enhanced|such|more|excess) (?:\\w+ ){0,2}?${MONEY})\\b`,
  "i",
);

/** … or of the orders: "no payment for orders in securities priced below $1", "for OTC orders", "on odd lots". */
const SOME_ORDERS =
  /\b(?:priced|below|under|above|over|less than|greater than) \$|\b(?:price[sd]? (?:below|under|less|above)|outside|pre-?market|after[- ]hours|extended[- ]hours|overnight|OTC|odd[- ]lots?|fractional|certain|some|(?:non-?)?(?:marketable|limit|market) (?:limit )?orders|on[- ](?:open|close)|at the (?:open|close)|sub-?dollar|(?<!non-)(?<!non)directed orders)\b/i;

/** Whether a sentence says that the broker receives no payment at all. */
export function deniesPayment(sentence: string): boolean {
  if (CONDITIONAL.test(sentence) || SOME_MONEY.test(sentence) || SOME_ORDERS.test(sentence)) return false;
  return DENIED.some((one) => {
    const match = one.exec(sentence);
    // "… but receives reciprocal flow": something is received after all.
    return match !== null && !/\b(?:but|however)\b/i.test(sentence.slice(match.index));
  });
}
