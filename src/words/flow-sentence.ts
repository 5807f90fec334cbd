import { formatUsdInText } from "@/report/format";
import type { FlowBand } from "@/series/flow-layout";
import { doubtful } from "./readings";

/** One band, read out. */
export function bandSentence({
  broker,
  venue,
  usd,
  mark,
}: Pick<FlowBand, "broker" | "venue" | "usd" | "mark">): string {
  const said =
    usd < 0
      ? `${broker} paid ${venue} ${formatUsdInText(-usd)}`
      : `${venue} paid ${broker} ${formatUsdInText(usd)}`;
  return said + doubtful(mark);
}
