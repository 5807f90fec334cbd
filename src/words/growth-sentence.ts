import { formatCount, formatPercent, formatUsdInText, listInText } from "@/report/format";
import type { Mark } from "@/report/mark";
import { growth } from "@/report/rate";

/** Two quarters compared over the brokers that are complete in both. Net dollars of those brokers. */
export interface LikeWithLike {
  /** `2020 Q1` */
  readonly before: string;
  readonly after: string;
  /** Names of the brokers with all three months in both quarters. */
  readonly brokers: readonly string[];
  readonly beforeUsd: number | null;
  readonly afterUsd: number | null;
  /** Brokers of the later quarter without a complete report before; of the earlier one without one after. */
  readonly entered: readonly string[];
  readonly missing: readonly string[];
  /** In both quarters, but not with all three months of each, where these are told apart from the two above. */
  readonly incomplete?: readonly string[];
  /** Why one of the two amounts is doubtful: then nothing rose or fell. */
  readonly mark?: Mark | null;
}

/** The change from one quarter to the next, over the same brokers only, and who is left out of it. */
export function growthSentence(change: LikeWithLike): string {
  return [comparison(change), leftOut(change)].filter(Boolean).join(" ");
}

function comparison({ before, after, brokers, beforeUsd, afterUsd, mark }: LikeWithLike): string {
  const [only] = brokers;
  if (only === undefined) {
    return `No broker has complete reports for both ${before} and ${after}, so the two cannot be compared.`;
  }
  if (mark) return `From ${before} to ${after} no change can be told. Doubtful: ${mark.why}.`;
  const who =
    brokers.length === 1
      ? `${only}, the only broker with complete reports for both quarters,`
      : `the ${formatCount(brokers.length)} brokers with complete reports for both quarters`;
  const change = growth(afterUsd, beforeUsd);
  if (beforeUsd === null || afterUsd === null || change === null) {
    return `No growth from ${before} to ${after} can be counted for ${listInText(brokers, 4)}: nothing was filed, or it adds up to zero.`;
  }
  if (beforeUsd < 0 || afterUsd < 0) {
    const whose = brokers.length === 1 ? `of ${only}` : `of ${who}`;
    return `From ${before} to ${after}, the net payment ${whose} went from ${formatUsdInText(beforeUsd)} to ${formatUsdInText(afterUsd)}.`;
  }
  const verb = brokers.length === 1 ? "was" : "were";
  const size = Math.abs(change);
  if (size < 0.05) return `From ${before} to ${after}, ${who} ${verb} paid as much as before.`;
  const more = change > 0 ? "more" : "less";
  return `From ${before} to ${after}, ${who} ${verb} paid ${formatPercent(size)} ${more}: ${formatUsdInText(afterUsd)} after ${formatUsdInText(beforeUsd)}.`;
}

/** Names who is not in the comparison, so that the totals of the two quarters are not read as a trend. */
function leftOut({ before, after, entered, missing, incomplete = [] }: LikeWithLike): string {
  const parts = [
    entered.length > 0 ? `${listInText(entered, 4)} (no complete report for ${before})` : "",
    missing.length > 0 ? `${listInText(missing, 4)} (no complete report for ${after})` : "",
    incomplete.length > 0 ? `${listInText(incomplete, 4)} (not all months of both quarters filed)` : "",
  ].filter(Boolean);
  return parts.length > 0 ? `Left out: ${parts.join("; ")}.` : "";
}
