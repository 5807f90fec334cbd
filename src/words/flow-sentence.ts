import { formatUsdInText } from "@/report/format";
import type { FlowBand } from "@/series/flow-layout";

/** One band, read out. */
export function bandSentence({ broker, venue, usd }: Pick<FlowBand, "broker" | "venue" | "usd">): string {
  return usd < 0
    ? `${broker} paid ${venue} ${formatUsdInText(-usd)}`
    : `${venue} paid ${broker} ${formatUsdInText(usd)}`;
}
